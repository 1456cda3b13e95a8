import type { CancelReason, Instant, Message, MessageKey, Operation, OperationContent } from '@pinwheel/domain';
import { cancel, claim, findsRoom, holdEnd, isStanding, isWanted } from '@pinwheel/domain';
import type { Errand } from './ports/gateway.js';
import type { Transaction } from './ports/store.js';
import type { Wake } from './ports/wake.js';

export interface Claimed {
  operation: Operation;
  /** null when the operation was given up instead of claimed. */
  errand: Errand | null;
  /** Whom to wake then. */
  wakes: Wake[];
}

/** Begins an attempt at an operation that the caller has locked, or gives it up where it has become pointless. */
export async function claimOperation(
  tx: Transaction,
  operation: Operation,
  now: Instant,
  epoch: number,
): Promise<Claimed> {
  const message = 'messageId' in operation.content ? await tx.findMessage(operation.content.messageId) : null;
  const reason = await reasonToCancel(tx, operation, message, now);
  if (reason) {
    const cancelled = cancel(operation, reason, now);
    return { operation: cancelled, errand: null, wakes: await tx.saveOperation(cancelled) };
  }
  const errand = await errandFor(tx, operation, message);
  const claimed = claim(operation, now, epoch);
  return { operation: claimed, errand, wakes: await tx.saveOperation(claimed) };
}

async function reasonToCancel(
  tx: Transaction,
  { chatId, commandId, content, needs, attempt }: Operation,
  message: Message | null,
  now: Instant,
): Promise<CancelReason | null> {
  if (needs !== null && (await tx.findOperation(needs))?.state !== 'acknowledged') return 'needed_operation_failed';
  if (await isByHand(tx, { commandId, content }, now)) return 'by_hand';
  const until = content.kind === 'pin' ? holdEnd(content.hold, now) : null;
  if (until !== null && until <= now) return 'hold_over';
  const wantsMessage = content.kind === 'pin' || (content.kind === 'favorite_message' && content.favorite);
  if (wantsMessage && message?.revokedAt != null) return 'message_deleted';
  // After an attempt phones may show it already, and then another one of the same pushes nobody out.
  if (content.kind !== 'pin' || attempt > 0) return null;
  return findsRoom(await tx.shownOn(chatId, now), content.messageId, now) ? null : 'board_full';
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

async function errandFor(
  tx: Transaction,
  { chatId, content, wireId }: Operation,
  message: Message | null,
): Promise<Errand> {
  const chat = await tx.findChat(chatId);
  if (!chat) throw new Error(`operation points at a chat that is gone (chat ${chatId})`);
  return { wireId, chatJid: chat.jid, content: errandContent(content, message) };
}

function errandContent(content: OperationContent, message: Message | null): Errand['content'] {
  switch (content.kind) {
    case 'pin':
      return { kind: 'pin', key: keyOf(content, message), durationSeconds: content.durationSeconds };
    case 'unpin':
      return { kind: 'unpin', key: keyOf(content, message) };
    case 'post':
      return { kind: 'text', text: content.text };
    case 'favorite_message':
      return { kind: 'favorite_message', key: keyOf(content, message), favorite: content.favorite };
    case 'pin_chat':
    case 'favorite_chat':
      return content;
  }
}

function keyOf({ messageId }: { messageId: number }, message: Message | null): MessageKey {
  if (!message) throw new Error(`operation points at a message that is gone (message ${messageId})`);
  return message.key;
}
