import type { Actor, Instant, Operation, Pin, Shown } from '@pinwheel/domain';
import {
  evictedPins,
  freeSlot,
  holdEnd,
  isStanding,
  isViewChange,
  isWanted,
  settlingDelay,
  standingPins,
  tendingTime,
} from '@pinwheel/domain';
import type { NewHappening } from './ports/happenings.js';
import type { NewPin, Transaction } from './ports/store.js';
import type { Wake } from './ports/wake.js';

/** What has happened on the phones by an operation that was acknowledged. */
export function happenedBy(operation: Operation, actor: Actor, now: Instant): NewHappening[] {
  const { instanceId, chatId, wireId, content } = operation;
  if (isViewChange(content)) return [];
  const { messageId } = content;
  const place = { instanceId, chatId, at: now };
  if (content.kind === 'post') return [{ ...place, kind: 'message', content: { messageId } }];
  const by = { actor, fromMe: true, jid: null, alt: null };
  const [kind, durationSeconds] =
    content.kind === 'pin' ? (['pinned', content.durationSeconds] as const) : (['unpinned', 0] as const);
  return [{ ...place, kind, content: { messageId, wireId, durationSeconds, by } }];
}

/** What an acknowledged operation changes on the board that the caller has locked. */
export async function applyToBoard(
  tx: Transaction,
  board: Shown,
  operation: Operation,
  by: Actor,
  now: Instant,
): Promise<Wake[]> {
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
      // Somebody's hand may have been faster: what has been taken down for one of ours is not wanted back.
      await tx.letGo(operation.chatId, [content.messageId], now);
      return [];
    case 'pin': {
      const expiresAt = now + content.durationSeconds * 1_000;
      const holdUntil = holdEnd(content.hold, now);
      const tendAt = tendingTime({ messageId: content.messageId, pinnedAt: now, expiresAt, holdUntil });
      const slot = slotFor(board, content, now);
      const shown = { slot, pinnedAt: now, expiresAt, holdUntil, wireId: operation.wireId, tendAt };
      // A renewal is not its author's doing: whoever asked for the pin stays its author.
      const [standing] = pinsOf(board, content.messageId, now);
      if (standing !== undefined) return renew(tx, board, standing, by.kind === 'hold' ? shown : { ...shown, by }, now);
      const last = by.kind === 'hold' ? await tx.lastPin(content.messageId) : null;
      if (last && isWanted(last, now)) return renew(tx, board, last.id, shown, now);
      return putUp(tx, board, { ...shown, chatId: operation.chatId, messageId: content.messageId, by }, now);
    }
  }
}

/** The slot that was planned; another one where somebody else has it, since what was to leave it has stayed. */
function slotFor(board: Shown, { messageId, slot }: Pick<Pin, 'messageId' | 'slot'>, now: Instant): number {
  const others = standingPins(board, now).filter((pin) => pin.messageId !== messageId);
  const taken = new Map(others.map((pin) => [pin.messageId, pin.slot]));
  if (others.every((pin) => pin.slot !== slot)) return slot;
  return freeSlot({ slots: board.limit, locked: [] }, taken) ?? slot;
}

/** Puts a new pin on the board, in place of an older one of the same message, and ends what WhatsApp evicts for it. */
export async function putUp(tx: Transaction, board: Shown, pin: NewPin, now: Instant): Promise<Wake[]> {
  const same = pinsOf(board, pin.messageId, pin.pinnedAt);
  await tx.endPins(same, 'renewed', pin.pinnedAt);
  return makeRoom(tx, board, await tx.insertPin(pin), pin, now);
}

/** Lets a pin that stands, or that somebody took down, go on under its ref. */
export async function renew(
  tx: Transaction,
  board: Shown,
  pinId: number,
  renewal: Parameters<Transaction['renewPin']>[1],
  now: Instant,
): Promise<Wake[]> {
  return makeRoom(tx, board, await tx.renewPin(pinId, renewal), renewal, now);
}

async function makeRoom(
  tx: Transaction,
  board: Shown,
  pin: Pin,
  { tendAt, pinnedAt }: Pick<NewPin, 'tendAt' | 'pinnedAt'>,
  now: Instant,
): Promise<Wake[]> {
  const others = board.pins.filter(({ messageId }) => messageId !== pin.messageId);
  const evicted = evictedPins({ ...board, pins: [...others, pin] }, pinnedAt);
  await tx.endPins(
    evicted.map(({ id }) => id),
    'evicted',
    pinnedAt,
  );
  const tending: Wake[] = tendAt === null ? [] : [{ kind: 'pin', id: pin.id, at: tendAt }];
  return evicted.length === 0 ? tending : [...tending, ...(await reconcileSoon(tx, pin.chatId, now))];
}

/**
 * Takes a pin off the board again that was acknowledged just now: somebody may have taken it down while WhatsApp's word was
 * still on its way to us. WhatsApp tells whole seconds; but what we had heard when the attempt began came before it.
 */
export async function undoneMeanwhile(
  tx: Transaction,
  { content, chatId }: Operation,
  began: Instant,
  now: Instant,
): Promise<Wake[]> {
  if (content.kind !== 'pin') return [];
  const undone = await tx.lastUnpin(chatId, content.messageId);
  if (!undone || undone.heardAt < began || undone.at < Math.floor(began / 1_000) * 1_000) return [];
  const pin = await tx.lastPin(content.messageId);
  if (!pin) return [];
  await tx.endPins([pin.id], 'taken_down', now, undone.by);
  return reconcileSoon(tx, chatId, now);
}

/** Once the hands that change the board have come to rest. */
export async function reconcileSoon(tx: Transaction, chatId: number, now: Instant): Promise<Wake[]> {
  const at = now + settlingDelay;
  await tx.setReconciliation(chatId, at);
  return [{ kind: 'board', id: chatId, at }];
}

export const pinsOf = (board: Shown, messageId: number, now: Instant): number[] =>
  board.pins.filter((pin: Pin) => pin.messageId === messageId && isStanding(pin, now)).map(({ id }) => id);

/** Who asked for it. */
export async function actorOf(tx: Transaction, { commandId }: Operation): Promise<Actor> {
  return (await tx.findCommand(commandId))?.actor ?? { kind: 'hold' };
}
