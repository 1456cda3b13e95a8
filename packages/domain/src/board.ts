import type { Initiative } from './actor.js';
import { coverHold } from './hold.js';
import type { Operation, OperationContent } from './operation.js';
import { isSettled, isViewChange } from './operation.js';
import type { Instant } from './time/index.js';
import type { Hold } from './when/index.js';

/** One message at the head of its chat. Kept after its end: `endedAt`, or `expiresAt` gone by, says that it is history. */
export interface Pin {
  id: number;
  chatId: number;
  messageId: number;
  slot: number;
  pinnedAt: Instant;
  /** When WhatsApp takes it down by itself. */
  expiresAt: Instant;
  /** When our hold ends; null for a hold without end. */
  holdUntil: Instant | null;
  endedAt: Instant | null;
}

/** What planning needs of a chat: what is up, and what has been promised but not yet settled. */
export interface Board extends Shown {
  underWay: readonly Operation[];
}

/** What settling needs: what is up, and how much of it there may be. */
export interface Shown {
  /** So many pins of ours there are to be at most. */
  slots: number;
  /** So many WhatsApp shows; one more, and the oldest goes. Never less than the slots. */
  limit: number;
  /** Slots whose pins stay, and which nothing takes unless a person names it. */
  locked: readonly number[];
  pins: readonly Pin[];
}

export interface PinRequest {
  messageId: number;
  hold: Hold;
  /** A slot that was asked for; null for any free one. */
  slot: number | null;
  /** Messages whose pins must go first, those on their way up included. */
  replace: readonly number[];
  /** A person's where not given. */
  initiative?: Initiative;
  /** Pins again although the same pin stands: a renewal, a rotation's only item. */
  again?: boolean;
}

/** What puts a message up or takes it down, as far as it is about that message. */
export const concerns = ({ content }: Pick<Operation, 'content'>, messageId: number): boolean =>
  (content.kind === 'pin' || content.kind === 'unpin') && content.messageId === messageId;

export type PinPlan =
  | { kind: 'planned'; contents: OperationContent[] }
  | { kind: 'already_pinned'; pin: Pin }
  | { kind: 'already_under_way' }
  | { kind: 'board_full'; pins: Pin[]; slots: number }
  | { kind: 'slot_taken'; pin: Pin | null; slot: number }
  | { kind: 'slot_locked'; slot: number }
  | { kind: 'no_such_slot'; slot: number; slots: number };

export type UnpinPlan =
  | { kind: 'planned'; contents: OperationContent[] }
  | { kind: 'not_pinned' }
  /** All that was meant stands in locked slots; this is the first. */
  | { kind: 'slot_locked'; slot: number };

/** Neither run out nor taken down. Asked anew each time: no job notes that a pin ran out. */
export const isStanding = (pin: Pin, now: Instant): boolean => pin.endedAt === null && pin.expiresAt > now;

export const standingPins = (board: Pick<Board, 'pins'>, now: Instant): Pin[] =>
  board.pins.filter((pin) => isStanding(pin, now));

/**
 * What distinguishes this board from any other that the chat has had: the pins that stand and the operations under way.
 * Only to be compared.
 */
export function fingerprintOf(board: Omit<Board, 'limit'>, now: Instant): string {
  const pins = standingPins(board, now).toSorted((a, b) => a.id - b.id);
  const standing = pins.map(({ id, slot, pinnedAt, expiresAt, holdUntil }) => [
    ...[id, slot, pinnedAt, expiresAt],
    holdUntil,
  ]);
  const coming = board.underWay.filter((operation) => !isSettled(operation) && !isViewChange(operation.content));
  const underWay = coming.map(({ id }) => id);
  return JSON.stringify([board.slots, board.locked, standing, underWay]);
}

/**
 * Whether a pin can be sent without pushing out another, going by what is shown: what its plan counted on may have come to
 * nothing meanwhile.
 */
export function findsRoom(shown: Pick<Board, 'slots' | 'pins'>, messageId: number, now: Instant): boolean {
  const standing = standingPins(shown, now);
  return standing.length < shown.slots || standing.some((pin) => pin.messageId === messageId);
}

/** Which message occupies which slot once everything under way has been carried out. */
export function comingSlots(board: Board, now: Instant): Map<number, number> {
  const slots = new Map<number, number>();
  for (const pin of standingPins(board, now)) slots.set(pin.messageId, pin.slot);
  for (const { content, ...operation } of board.underWay) {
    if (isSettled(operation)) continue;
    if (content.kind === 'pin') slots.set(content.messageId, content.slot);
    if (content.kind === 'unpin') slots.delete(content.messageId);
  }
  return slots;
}

/**
 * The operations that a pin takes, or why there are none. The board must be locked from its reading until they are saved:
 * a pin that is planned has its slot already, whoever else asks meanwhile. What is to make room goes first, since
 * WhatsApp would choose otherwise.
 */
export function planPin(board: Board, request: PinRequest, now: Instant): PinPlan {
  const { slot, messageId } = request;
  const standing = standingPins(board, now);
  const coming = comingSlots(board, now);
  const former = coming.get(messageId);
  if (slot !== null && slot !== former && (slot < 1 || slot > board.slots))
    return { kind: 'no_such_slot', slot, slots: board.slots };
  const same = standing.find((pin) => pin.messageId === messageId && coming.has(messageId));
  if (same && !request.again && holdsAsLong(same, request.hold, now) && (slot ?? same.slot) === same.slot)
    return { kind: 'already_pinned', pin: same };
  const pending = board.underWay.find(
    (o) => !isSettled(o) && o.content.kind === 'pin' && o.content.messageId === messageId,
  );
  if (pending && !request.again) return { kind: 'already_under_way' };

  const isLocked = (place: number | null | undefined) => place != null && board.locked.includes(place);
  const kept = request.replace.find((id) => id !== messageId && isLocked(coming.get(id)));
  if (kept !== undefined) return { kind: 'slot_locked', slot: coming.get(kept)! };
  const leaving = request.replace.filter((id) => id !== messageId && coming.delete(id));
  coming.delete(messageId);
  const chosen = slot ?? former ?? freeSlot(board, coming);
  const occupant = [...coming].find(([, taken]) => taken === chosen)?.[0];
  if (isLocked(chosen) && (occupant !== undefined || request.initiative === 'plan'))
    return { kind: 'slot_locked', slot: chosen! };
  if (chosen === null || (former === undefined && coming.size >= board.slots)) {
    const pins = standing.filter((pin) => coming.has(pin.messageId) && !isLocked(pin.slot));
    return { kind: 'board_full', slots: board.slots, pins };
  }
  if (occupant !== undefined)
    return { kind: 'slot_taken', slot: chosen, pin: standing.find((pin) => pin.messageId === occupant) ?? null };

  const { durationSeconds } = coverHold(request.hold, now);
  return {
    kind: 'planned',
    contents: [
      ...leaving.map((id): OperationContent => ({ kind: 'unpin', messageId: id })),
      { kind: 'pin', messageId, durationSeconds, hold: request.hold, slot: chosen },
    ],
  };
}

/**
 * Plans taking down the given messages; those that are neither standing nor coming are left out, and so are those in
 * locked slots, unless it is their own hold that ends.
 */
export function planUnpin(
  board: Board,
  messageIds: readonly number[],
  now: Instant,
  initiative: Initiative = 'person',
): UnpinPlan {
  const coming = comingSlots(board, now);
  const meant = messageIds.flatMap((messageId) => {
    const slot = coming.get(messageId);
    return slot === undefined ? [] : [{ messageId, slot }];
  });
  const [first] = meant;
  if (first === undefined) return { kind: 'not_pinned' };
  const going = meant.filter(({ slot }) => initiative === 'hold' || !board.locked.includes(slot));
  if (going.length === 0) return { kind: 'slot_locked', slot: first.slot };
  return { kind: 'planned', contents: going.map(({ messageId }) => ({ kind: 'unpin', messageId })) };
}

/** As phones list them: what was said last comes first, whenever it was pinned. */
export function inShownOrder<T extends { messageSentAt: Instant }>(pins: readonly T[]): T[] {
  return pins.toSorted((a, b) => b.messageSentAt - a.messageSentAt);
}

/**
 * What goes when people on phones pin more than WhatsApp shows, whatever the chat is to have: WhatsApp takes the oldest down by itself and
 * tells nobody.
 */
export function evictedPins(board: Shown, now: Instant): Pin[] {
  const standing = standingPins(board, now).toSorted((a, b) => a.pinnedAt - b.pinnedAt);
  return standing.slice(0, Math.max(0, standing.length - board.limit));
}

/** The lowest that is neither taken nor locked. */
export function freeSlot(
  { slots, locked }: Pick<Board, 'slots' | 'locked'>,
  taken: ReadonlyMap<number, number>,
): number | null {
  const used = new Set([...taken.values(), ...locked]);
  for (let slot = 1; slot <= slots; slot += 1) if (!used.has(slot)) return slot;
  return null;
}

/**
 * Whether the pin that stands is what is asked for. Ends count as the same within a tenth of the hold: two admins who
 * ask for seven days an hour apart want one pin; who asks again after three days wants it longer.
 */
function holdsAsLong(pin: Pin, hold: Hold, now: Instant): boolean {
  const { until } = coverHold(hold, now);
  if (until === null || pin.holdUntil === null) return until === pin.holdUntil;
  return Math.abs(until - pin.holdUntil) < (until - now) / 10;
}
