import type { CancelReason, Instant, MessageKey, Operation, OperationContent, Outcome } from '@pinwheel/domain';
import {
  attemptBegan,
  cancel,
  claim,
  holdEnd,
  isClaimable,
  isSettled,
  isStanding,
  isWanted,
  settle,
} from '@pinwheel/domain';
import { reportWake } from './commands.js';
import type { Deps } from './deps.js';
import { wakeAfterCommit } from './deps.js';
import type { Errand, Gateway } from './ports/gateway.js';
import type { Lease } from './ports/instance.js';
import type { Transaction } from './ports/store.js';
import type { Wake } from './ports/wake.js';
import { applyToBoard, undoneMeanwhile } from './settle-board.js';

/**
 * Claims the oldest operation of the woken operation's chat, sends it, and settles it.
 *
 * Two transactions with the send between them. Killed before the send, the claim runs out and the operation is sent
 * later; killed after it, it is sent again under the same WhatsApp id, which is the same message to everyone.
 * The oldest of the chat is taken, whichever was woken: operations of one chat run in order.
 */
export async function runOperation(deps: Deps, gateway: Gateway, lease: Lease, operationId: string): Promise<void> {
  const claimed = await claimHead(deps, lease, operationId);
  if (!claimed) return;
  const { operation, errand } = claimed;
  const outcome = errand ? await gateway.send(errand) : null;
  const wakes = outcome ? await settleAttempt(deps, operation, outcome) : await wakesAfter(deps, operation);
  await wakeAfterCommit(deps, wakes);
}

interface Claimed {
  operation: Operation;
  /** null when the operation was given up instead of claimed. */
  errand: Errand | null;
}

async function claimHead(deps: Deps, lease: Lease, operationId: string): Promise<Claimed | null> {
  return deps.store.transaction(async (tx) => {
    const woken = await tx.findOperation(operationId);
    if (!woken || woken.instanceId !== lease.instanceId || !(await tx.holdsLease(lease))) return null;
    const head = await tx.lockHeadOperation(woken.chatId);
    const now = deps.clock.now();
    if (!head || !isClaimable(head, now, lease.epoch)) return null;
    const reason = await reasonToCancel(tx, head, now);
    if (reason) {
      const cancelled = cancel(head, reason, now);
      await tx.saveOperation(cancelled);
      return { operation: cancelled, errand: null };
    }
    const errand = await errandFor(tx, head);
    const operation = claim(head, now, lease.epoch);
    await tx.saveOperation(operation);
    return { operation, errand };
  });
}

async function reasonToCancel(
  tx: Transaction,
  { commandId, content, needs }: Operation,
  now: Instant,
): Promise<CancelReason | null> {
  if (needs !== null && (await tx.findOperation(needs))?.state !== 'acknowledged') return 'needed_operation_failed';
  if (await isByHand(tx, { commandId, content }, now)) return 'by_hand';
  const until = content.kind === 'pin' ? holdEnd(content.hold, now) : null;
  if (until !== null && until <= now) return 'hold_over';
  const wantsMessage = content.kind === 'pin' || (content.kind === 'favorite_message' && content.favorite);
  if (!wantsMessage) return null;
  return (await tx.findMessage(content.messageId))?.revokedAt == null ? null : 'message_deleted';
}

/** Whether somebody's hand has done or undone meanwhile what nobody but a clock asked for. */
async function isByHand(
  tx: Transaction,
  { commandId, content }: Pick<Operation, 'commandId' | 'content'>,
  now: Instant,
): Promise<boolean> {
  if (content.kind !== 'pin' && content.kind !== 'unpin') return false;
  const command = await tx.findCommand(commandId);
  const last = command?.actor.kind === 'hold' ? await tx.lastPin(content.messageId) : null;
  if (!command || !last) return false;
  if (content.kind === 'unpin') return !isStanding(last, now);
  return command.kind === 'repair' ? isStanding(last, now) || !isWanted(last, now) : last.endedAt !== null;
}

async function errandFor(tx: Transaction, { chatId, content, wireId }: Operation): Promise<Errand> {
  const chat = await tx.findChat(chatId);
  if (!chat) throw new Error(`operation points at a chat that is gone (chat ${chatId})`);
  return { wireId, chatJid: chat.jid, content: await errandContent(tx, content) };
}

async function errandContent(tx: Transaction, content: OperationContent): Promise<Errand['content']> {
  switch (content.kind) {
    case 'pin':
      return { kind: 'pin', key: await keyOf(tx, content), durationSeconds: content.durationSeconds };
    case 'unpin':
      return { kind: 'unpin', key: await keyOf(tx, content) };
    case 'post':
      return { kind: 'text', text: content.text };
    case 'favorite_message':
      return { kind: 'favorite_message', key: await keyOf(tx, content), favorite: content.favorite };
    case 'pin_chat':
    case 'favorite_chat':
      return content;
  }
}

async function keyOf(tx: Transaction, { messageId }: { messageId: number }): Promise<MessageKey> {
  const message = await tx.findMessage(messageId);
  if (!message) throw new Error(`operation points at a message that is gone (message ${messageId})`);
  return message.key;
}

/** Only if the attempt is still ours: whoever claimed it since then decides. */
async function settleAttempt(deps: Deps, attempt: Operation, outcome: Outcome): Promise<Wake[]> {
  return deps.store.transaction(async (tx) => {
    // The board is locked before the operation, as everywhere: two transactions never wait for each other.
    const locked = await tx.lockBoard(attempt.chatId);
    const current = await tx.lockOperation(attempt.id);
    if (
      !locked ||
      current?.state !== 'sending' ||
      current.attempt !== attempt.attempt ||
      current.epoch !== attempt.epoch
    ) {
      deps.logger.warn({ operation: attempt.id, attempt: attempt.attempt }, 'a newer attempt owns this operation');
      return [];
    }
    const now = deps.clock.now();
    const settled = settle(current, outcome, now);
    const told = await tx.saveOperation(settled);
    logOutcome(deps, settled, outcome);
    const wakes: Wake[] = [];
    if (settled.state === 'acknowledged') {
      wakes.push(...(await applyToBoard(tx, locked.board, settled, now)));
      wakes.push(...(await undoneMeanwhile(tx, settled, attemptBegan(current), now)));
    }
    if (isSettled(settled))
      return [
        ...wakes,
        ...told,
        ...(await reportWake(tx, settled.commandId, now)),
        ...(await headWake(tx, settled.chatId, now)),
      ];
    return [...wakes, ...wakeOf(settled)];
  });
}

/** What an operation that was given up lets go on. */
async function wakesAfter(deps: Deps, cancelled: Operation): Promise<Wake[]> {
  const now = deps.clock.now();
  return deps.store.transaction(async (tx) => {
    // Whoever plans at this moment has found it still under way, and leaves the waking to us.
    await tx.lockBoard(cancelled.chatId);
    return [...(await reportWake(tx, cancelled.commandId, now)), ...(await headWake(tx, cancelled.chatId, now))];
  });
}

/** The next of the chat: its own wake-up may have come while this one was under way. */
export async function headWake(tx: Transaction, chatId: number, now: Instant): Promise<Wake[]> {
  const head = await tx.lockHeadOperation(chatId);
  if (head?.state !== 'waiting') return [];
  return wakeOf({ ...head, wakeAt: Math.max(head.wakeAt ?? now, now) });
}

const wakeOf = ({ id, instanceId, wakeAt }: Operation): Wake[] =>
  wakeAt === null ? [] : [{ kind: 'operation', instanceId, id, at: wakeAt }];

function logOutcome(deps: Deps, { id, attempt, state }: Operation, outcome: Outcome): void {
  deps.logger.info({ operation: id, attempt, state, outcome }, 'attempt settled');
}
