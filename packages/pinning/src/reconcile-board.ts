import type { Board, Chat, Hold, Instant, LostPin, Operation } from '@pinwheel/domain';
import { driftOf, isSettled, stepFor } from '@pinwheel/domain';
import { operationWakes } from './commands.js';
import type { Deps } from './deps.js';
import { wakeAfterCommit } from './deps.js';
import { notifyAdmins } from './notify-admins.js';
import { planInto } from './pin-message.js';
import type { NoticeContent, RepairFailure } from './ports/notices.js';
import type { Transaction } from './ports/store.js';
import type { Wake } from './ports/wake.js';

const day = 86_400_000;

/** Whether pinning again went well is looked at after this, in ms. */
const repairPatience = 10 * 60_000;

/**
 * Compares a board with what is wanted, once the hands on phones have come to rest, and does what the chat's settings say
 * about each difference: once for each loss, whatever becomes of it.
 */
export async function reconcileBoard(deps: Deps, chatId: number): Promise<void> {
  const wakes = await deps.store.transaction(async (tx): Promise<Wake[]> => {
    const locked = await tx.lockBoard(chatId);
    const at = locked && (await tx.reconciliation(chatId));
    if (at === null) return [];
    const now = deps.clock.now();
    if (at > now) return [{ kind: 'board', id: chatId, at }];
    await tx.setReconciliation(chatId, null);
    const found: Wake[] = [];
    for (const lost of driftOf(await tx.pinRecords(chatId, now), now)) found.push(...(await treat(deps, tx, lost)));
    return found;
  });
  await wakeAfterCommit(deps, wakes);
}

async function treat(deps: Deps, tx: Transaction, lost: LostPin): Promise<Wake[]> {
  const tried = await tx.findCommandBySource(sourceOf(lost));
  if (tried) return checkRepair(deps, tx, lost, tried.operations);
  // Read anew: a repair of a moment ago has taken a slot.
  const { chat, board } = (await tx.lockBoard(lost.chatId))!;
  const now = deps.clock.now();
  const repairs = await tx.countRepairs(chat.id, now - day);
  switch (stepFor(lost, chat, repairs, board, now)) {
    case 'wait':
    case 'leave':
      return [];
    case 'tell':
      return tell(deps, tx, lost, { kind: lost.loss === 'evicted' ? 'pushed_out' : 'taken_down' });
    case 'repairs_spent':
      return tell(deps, tx, lost, { kind: 'repairs_spent', repairs });
    case 'no_room':
      return tell(deps, tx, lost, { kind: 'no_room' });
    case 'repair':
      return repair(deps, tx, { chat, board }, lost);
  }
}

async function repair(
  deps: Deps,
  tx: Transaction,
  locked: { chat: Chat; board: Board },
  lost: LostPin,
): Promise<Wake[]> {
  const request = { kind: 'repair' as const, actor: { kind: 'hold' as const }, source: sourceOf(lost), reportTo: null };
  const target = { kind: 'message' as const, messageId: lost.messageId };
  const what = { chatId: lost.chatId, target, hold: rest(lost.holdUntil), slot: null, replace: [], again: true };
  const reply = await planInto(deps, tx, locked, { ...request, ...what });
  if (reply.kind === 'accepted') return [...operationWakes(reply.command), ...(await lookAgain(deps, tx, lost.chatId))];
  const { why } = reply;
  if (why.kind === 'not_a_member' || why.kind === 'only_admins_pin' || why.kind === 'channel')
    return tell(deps, tx, lost, { kind: 'not_repaired', why });
  deps.logger.warn({ pin: lost.id, why: why.kind }, 'a pin could not be pinned again');
  return [];
}

async function checkRepair(deps: Deps, tx: Transaction, lost: LostPin, operations: Operation[]): Promise<Wake[]> {
  if (!operations.every(isSettled)) return lookAgain(deps, tx, lost.chatId);
  const why = failureOf(operations);
  return why ? tell(deps, tx, lost, { kind: 'not_repaired', why }) : [];
}

/** What people did while it was on its way is their doing, and no failure. */
function failureOf(operations: readonly Operation[]): RepairFailure | null {
  for (const { state, refusal, cancelReason } of operations) {
    if (state === 'refused') return { kind: 'refused', code: refusal ?? 0 };
    if (state === 'unknown') return { kind: 'unknown' };
    if (state === 'cancelled' && cancelReason !== null && cancelReason !== 'by_hand')
      return { kind: 'cancelled', reason: cancelReason };
  }
  return null;
}

type LossNotice = Extract<NoticeContent, { pinId: number }>;
type Said<N = LossNotice> = N extends LossNotice ? Omit<N, 'pinId' | 'messageId' | 'at' | 'by'> : never;

async function tell(deps: Deps, tx: Transaction, lost: LostPin, said: Said): Promise<Wake[]> {
  const { id: pinId, chatId, messageId, lostAt: at, endedBy: by } = lost;
  return notifyAdmins(deps, tx, {
    source: `loss:${pinId}:${at}`,
    chatId,
    content: { ...said, pinId, messageId, at, by },
  });
}

async function lookAgain(deps: Deps, tx: Transaction, chatId: number): Promise<Wake[]> {
  const at = deps.clock.now() + repairPatience;
  await tx.setReconciliation(chatId, at);
  return [{ kind: 'board', id: chatId, at }];
}

const sourceOf = ({ id, lostAt }: LostPin): string => `repair:${id}:${lostAt}`;

const rest = (holdUntil: Instant | null): Hold =>
  holdUntil === null ? { kind: 'forever' } : { kind: 'until', at: holdUntil };
