import type { CancelReason, Instant, MessageKey, Operation, OperationContent } from '@pinwheel/domain';
import { cancel, claim, findsRoom, holdEnd, isStanding, isWanted } from '@pinwheel/domain';
import type { Errand } from './ports/gateway.js';
import type { Transaction } from './ports/store.js';

export interface Claimed {
  operation: Operation;
  /** null when the operation was given up instead of claimed. */
  errand: Errand | null;
}

/** Begins an attempt at an operation that the caller has locked, or gives it up where it has become pointless. */
export async function claimOperation(
  tx: Transaction,
  operation: Operation,
  now: Instant,
  epoch: number,
): Promise<Claimed> {
  const reason = await reasonToCancel(tx, operation, now);
  if (reason) {
    const cancelled = cancel(operation, reason, now);
    await tx.saveOperation(cancelled);
    return { operation: cancelled, errand: null };
  }
  const errand = await errandFor(tx, operation);
  const claimed = claim(operation, now, epoch);
  await tx.saveOperation(claimed);
  return { operation: claimed, errand };
}

async function reasonToCancel(
  tx: Transaction,
  { chatId, commandId, content, needs, attempt }: Operation,
  now: Instant,
): Promise<CancelReason | null> {
  if (needs !== null && (await tx.findOperation(needs))?.state !== 'acknowledged') return 'needed_operation_failed';
  if (await isByHand(tx, { commandId, content }, now)) return 'by_hand';
  const until = content.kind === 'pin' ? holdEnd(content.hold, now) : null;
  if (until !== null && until <= now) return 'hold_over';
  const wantsMessage = content.kind === 'pin' || (content.kind === 'favorite_message' && content.favorite);
  if (wantsMessage && (await tx.findMessage(content.messageId))?.revokedAt != null) return 'message_deleted';
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
