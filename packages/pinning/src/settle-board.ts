import type { Actor, Board, Instant, Operation, Pin } from '@pinwheel/domain';
import { evictedPins, holdEnd, isStanding, isViewChange, tendingTime } from '@pinwheel/domain';
import type { Transaction } from './ports/store.js';
import type { Wake } from './ports/wake.js';

/** What an acknowledged operation changes on the board that the caller has locked. */
export async function applyToBoard(tx: Transaction, board: Board, operation: Operation, now: Instant): Promise<Wake[]> {
  const wakes = await change(tx, board, operation, now);
  return [...wakes, ...(await noteDone(tx, operation, now))];
}

async function noteDone(tx: Transaction, operation: Operation, at: Instant): Promise<Wake[]> {
  const { instanceId, chatId, wireId, content } = operation;
  if (isViewChange(content)) return [];
  const { messageId } = content;
  const place = { instanceId, chatId, at };
  if (content.kind === 'post') return tx.note([{ ...place, kind: 'message', content: { messageId } }]);
  const by = { actor: await actorOf(tx, operation), fromMe: true, jid: null, alt: null };
  return content.kind === 'pin'
    ? tx.note([
        { ...place, kind: 'pinned', content: { messageId, wireId, durationSeconds: content.durationSeconds, by } },
      ])
    : tx.note([{ ...place, kind: 'unpinned', content: { messageId, wireId, durationSeconds: 0, by } }]);
}

async function change(tx: Transaction, board: Board, operation: Operation, now: Instant): Promise<Wake[]> {
  const { content } = operation;
  switch (content.kind) {
    case 'post':
      await tx.markArrived(content.messageId, now);
      return [];
    case 'pin_chat':
    case 'favorite_chat':
    case 'favorite_message':
      return [];
    case 'unpin':
      await tx.endPins(pinsOf(board, content.messageId, now), 'unpinned', now);
      return [];
    case 'pin': {
      const expiresAt = now + content.durationSeconds * 1_000;
      const holdUntil = holdEnd(content.hold, now);
      const tendAt = tendingTime(holdUntil, expiresAt);
      const shown = { slot: content.slot, pinnedAt: now, expiresAt, holdUntil, wireId: operation.wireId, tendAt };
      const by = await actorOf(tx, operation);
      const [standing] = pinsOf(board, content.messageId, now);
      if (standing === undefined)
        return putUp(tx, board, { ...shown, chatId: operation.chatId, messageId: content.messageId, by });
      // A renewal is not its author's doing: whoever asked for the pin stays its author.
      const renewed = await tx.renewPin(standing, by.kind === 'hold' ? shown : { ...shown, by });
      return tendAt === null ? [] : [{ kind: 'pin', id: renewed.id, at: tendAt }];
    }
  }
}

/** Puts a new pin on the board, in place of an older one of the same message, and ends what WhatsApp evicts for it. */
export async function putUp(
  tx: Transaction,
  board: Board,
  pin: Parameters<Transaction['insertPin']>[0],
): Promise<Wake[]> {
  const same = pinsOf(board, pin.messageId, pin.pinnedAt);
  await tx.endPins(same, 'renewed', pin.pinnedAt);
  const inserted = await tx.insertPin(pin);
  const others = board.pins.filter((other) => !same.includes(other.id));
  const evicted = evictedPins({ ...board, pins: [...others, inserted] }, pin.pinnedAt);
  await tx.endPins(
    evicted.map(({ id }) => id),
    'evicted',
    pin.pinnedAt,
  );
  return pin.tendAt === null ? [] : [{ kind: 'pin', id: inserted.id, at: pin.tendAt }];
}

export const pinsOf = (board: Board, messageId: number, now: Instant): number[] =>
  board.pins.filter((pin: Pin) => pin.messageId === messageId && isStanding(pin, now)).map(({ id }) => id);

async function actorOf(tx: Transaction, { commandId }: Operation): Promise<Actor> {
  return (await tx.findCommand(commandId))?.actor ?? { kind: 'hold' };
}
