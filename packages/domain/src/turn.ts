import { type Board, comingSlots, standingPins } from './board.js';
import { isWithin, windowEnd } from './date-window.js';
import { durations } from './hold.js';
import { quietUntil } from './quiet-hours.js';
import type { Rotation, RotationItem } from './rotation.js';
import { nextOfRound } from './round.js';
import { dateOf, dayNumberOf } from './time/calendar.js';
import type { Instant } from './time/index.js';
import { instantOfWallTime, nextOccurrence, wallTimeAt } from './time/index.js';
import type { Hold } from './when/index.js';

const day = 86_400_000;

/** What a turn makes of a rotation. */
export interface Decision<R extends Rotation = Rotation> {
  /** What is on air from now on; null for nothing. */
  item: RotationItem | null;
  /** It was on air already, and has not been for as long as it is to be at least. */
  stays: boolean;
  rotation: R;
}

/** Whose turn it is: by what is stored and the time alone, so that a preview and the turn itself find the same. */
export function decideTurn<R extends Rotation>(rotation: R, at: Instant, byHand = false): Decision<R> {
  const current = rotation.items.find(({ id }) => id === rotation.currentItemId);
  if (current && !byHand && mustStay(rotation, current, at)) return { item: current, stays: true, rotation };
  const eligible = rotation.items.filter((item) => isEligible(item, at, rotation.zone));
  const next = nextOfRound(eligible, rotation.currentItemId, lotOf(rotation));
  if (next) return { item: next, stays: false, rotation: show(rotation, next, at) };
  if (eligible.length === 0) return { item: null, stays: false, rotation: showNobody(rotation, at) };
  return decideTurn(nextRound(rotation), at, true);
}

type Timing = Pick<Rotation, 'rule' | 'delayMs' | 'zone' | 'quietHours'>;

/** When the next turn is taken in this chat, strictly after an instant. All those of a night's quiet hours are one. */
export function nextTurn(timing: Timing, after: Instant): Instant | null {
  return turnOf(timing, nextOccurrence(timing.rule, after - timing.delayMs));
}

/** The first turn of a rotation that begins, or goes on, now: in all its chats after the same occurrence of its rule. */
export function firstTurn(timing: Timing, now: Instant): Instant | null {
  return turnOf(timing, nextOccurrence(timing.rule, now));
}

/** The same moment, or the end of the quiet hours that it is in. */
export const outsideQuietHours = ({ quietHours, zone }: Pick<Timing, 'zone' | 'quietHours'>, at: Instant): Instant =>
  quietUntil(quietHours, at, zone) ?? at;

const turnOf = (timing: Timing, occurrence: Instant | null): Instant | null =>
  occurrence === null ? null : outsideQuietHours(timing, occurrence + timing.delayMs);

/** When a turn would have been but for the quiet hours; null where it is when the rule has it. */
function movedFrom(timing: Timing, at: Instant): Instant | null {
  const { rule, delayMs } = timing;
  const planned = at - delayMs;
  // Only what lies in the quiet hours that end then: they begin a day before at the earliest.
  for (
    let next = nextOccurrence(rule, planned - day);
    next !== null && next < planned;
    next = nextOccurrence(rule, next)
  )
    if (turnOf(timing, next) === at && nextOccurrence(rule, planned - 1) !== planned) return next + delayMs;
  return null;
}

/** A turn that is taken this late, in ms, counts as taken at its time. */
const onTime = 60_000;

/** The moment that counts for a turn: its own, unless it comes so late that another item's days have begun. */
export const turnMoment = (dueAt: Instant, now: Instant): Instant => (now - dueAt > onTime ? now : dueAt);

/** After the turn that was due. What was missed meanwhile is one turn, not many. */
export function passTurn<R extends Rotation>(rotation: R, now: Instant): R {
  const nextAt = nextTurn(rotation, Math.max(rotation.nextAt ?? now, now));
  return { ...rotation, lastAt: rotation.nextAt, nextAt, state: nextAt === null ? 'done' : rotation.state };
}

export interface Turn {
  at: Instant;
  /** When the rule has it, where quiet hours move it; of several the first. */
  movedFrom: Instant | null;
  item: RotationItem | null;
  stays: boolean;
  /** How long the item is held, if it is pinned at this turn. */
  hold: Hold | null;
}

/** The next `count` turns, or those until a moment: what will be on air from when. */
export function previewTurns(
  rotation: Rotation,
  now: Instant,
  count: number,
  until: Instant = Number.POSITIVE_INFINITY,
): Turn[] {
  const turns: Turn[] = [];
  let standing = rotation;
  const { items, nextAt } = rotation;
  let at = items.length === 0 || nextAt === null ? null : outsideQuietHours(rotation, nextAt);
  while (at !== null && at <= until && turns.length < count) {
    const decision = decideTurn(standing, turnMoment(at, now));
    const { item, stays } = decision;
    standing = decision.rotation;
    turns.push({ at, movedFrom: movedFrom(rotation, at), item, stays, hold: item && turnHold(standing, item, at) });
    at = nextTurn(rotation, Math.max(at, now));
  }
  return turns;
}

/** What takes the item that is on air down: a turn, or the end of its last day; null where it is not known. */
function endOfAir(
  rotation: Rotation,
  item: RotationItem,
  at: Instant,
): { turn: Instant | null; lastDay: Instant | null } {
  const earliest = earliestEnd(rotation, item, rotation.currentSince ?? at);
  return { turn: nextTurn(rotation, Math.max(at, earliest - 1)), lastDay: windowEnd(item.window, rotation.zone) };
}

/**
 * How long the item that is on air is held: one of WhatsApp's durations that reaches the turn which takes it down, with no unpin of our
 * own; for ever where that is further away than the longest. Its last day ends the hold, unless a turn does so then.
 */
export function turnHold(rotation: Rotation, item: RotationItem, at: Instant): Hold {
  const { turn, lastDay } = endOfAir(rotation, item, at);
  const gap = Math.min(turn ?? at, lastDay ?? Number.POSITIVE_INFINITY) - at;
  const seconds = durations.find((duration) => duration * 1_000 > gap);
  const reach = seconds === undefined ? Number.POSITIVE_INFINITY : at + seconds * 1_000;
  if (lastDay !== null && lastDay !== turn && lastDay <= reach) return { kind: 'until', at: lastDay };
  return seconds === undefined ? { kind: 'forever' } : { kind: 'length', ms: seconds * 1_000 };
}

/** Whether the pin that stands, or is on its way, does for an item that stays on air or follows itself: nobody sees a line. */
export function reachesOn(
  board: Board,
  rotation: Rotation,
  { messageId, ...item }: RotationItem,
  at: Instant,
): boolean {
  if (messageId === null) return false;
  const slot = comingSlots(board, at).get(messageId);
  if (slot === undefined || slot !== (rotation.slot ?? slot)) return false;
  const pin = standingPins(board, at).find((standing) => standing.messageId === messageId);
  if (!pin) return true;
  const { turn, lastDay } = endOfAir(rotation, { ...item, messageId }, at);
  if (lastDay !== null && (turn === null || lastDay < turn)) return pin.holdUntil === lastDay;
  return pin.holdUntil === null || pin.holdUntil > (turn ?? at);
}

function mustStay(rotation: Rotation, current: RotationItem, at: Instant): boolean {
  const { currentSince, zone } = rotation;
  if (currentSince === null || !isEligible(current, at, zone)) return false;
  return at < earliestEnd(rotation, current, currentSince);
}

/** Whole days are days of the calendar here: two days are over at the same time of day, whatever the clocks did. */
function earliestEnd({ zone }: Rotation, { leastMs }: RotationItem, since: Instant): Instant {
  if (leastMs === null) return since;
  const days = Math.floor(leastMs / day);
  if (days === 0) return since + leastMs;
  const wall = wallTimeAt(since, zone);
  const moved = instantOfWallTime({ ...wall, ...dateOf(dayNumberOf(wall) + days) }, zone);
  return moved + (since % 1_000) + (leastMs % day);
}

const isEligible = ({ gone, window }: RotationItem, at: Instant, zone: string): boolean =>
  !gone && isWithin(window, at, zone);

const lotOf = ({ id, round, shuffled }: Rotation): readonly number[] | null => (shuffled ? [id, round] : null);

const show = <R extends Rotation>(rotation: R, next: RotationItem, at: Instant): R => ({
  ...rotation,
  items: rotation.items.map((item) => (item.id === next.id ? { ...item, shown: item.shown + 1 } : item)),
  currentItemId: next.id,
  currentSince: at,
  emptySince: null,
});

const showNobody = <R extends Rotation>(rotation: R, at: Instant): R => ({
  ...rotation,
  currentItemId: null,
  currentSince: null,
  emptySince: rotation.emptySince ?? at,
});

const nextRound = <R extends Rotation>(rotation: R): R => ({
  ...rotation,
  round: rotation.round + 1,
  items: rotation.items.map((item) => ({ ...item, shown: 0 })),
});
