import { scatter } from './scatter.js';

/** What takes part in a round. */
export interface Sharer {
  id: number;
  /** How many turns of a round are its own. */
  weight: number;
  /** How many of them it has had in this round. */
  shown: number;
}

/**
 * Which comes next in a round, null when everybody has had his turns. They are spread evenly, in the order given or in
 * one that the lot decides; nobody follows himself where another order of the round avoids it.
 *
 * @param previous who had the turn before; the order given goes on behind him
 * @param lot numbers that decide the order, the same for the whole round; null for the order given
 */
export function nextOfRound<S extends Sharer>(
  sharers: readonly S[],
  previous: number | null,
  lot: readonly number[] | null,
): S | null {
  const owed = sharers.filter(({ shown, weight }) => shown < weight);
  const others = behind(previous, sharers).filter((each) => owed.includes(each) && each.id !== previous);
  if (others.length === 0) return owed.find((only) => mayFollowItself(only, sharers)) ?? null;
  const turns = totalOf(owed, ({ weight, shown }) => weight - shown);
  // Who has more turns to come than all others together would follow himself if he waited.
  const pressed = others.find(({ weight, shown }) => 2 * (weight - shown) > turns);
  return pressed ?? (lot ? drawn(others, lot) : mostUrgent(others, sharers));
}

/** In the order given, beginning with the one behind somebody. */
function behind<S extends Sharer>(id: number | null, sharers: readonly S[]): S[] {
  const at = sharers.findIndex((sharer) => sharer.id === id) + 1;
  return [...sharers.slice(at), ...sharers.slice(0, at)];
}

/**
 * Who has more than half of a round must now and then. Anybody else is left over only where others came or went in the
 * middle of the round: then that is over.
 */
function mayFollowItself(only: Sharer, sharers: readonly Sharer[]): boolean {
  return 2 * only.weight > totalOf(sharers, ({ weight }) => weight);
}

/** Cuts the round into as many parts as an item has turns, and draws a place for each in its part. */
const drawn = <S extends Sharer>(owed: readonly S[], lot: readonly number[]): S =>
  first(owed, ({ id, shown, weight }) => (shown + scatter(...lot, id, shown)) / weight);

/**
 * Whose part of the round ends first, of those whose part has begun; of two the one who has more turns. (An earliest
 * eligible deadline, as schedulers have it.)
 */
function mostUrgent<S extends Sharer>(owed: readonly S[], sharers: readonly S[]): S {
  const round = totalOf(sharers, ({ weight }) => weight);
  const elapsed = totalOf(sharers, ({ shown }) => shown);
  const begun = owed.filter(({ shown, weight }) => shown * round <= elapsed * weight);
  return first(begun.length > 0 ? begun : owed, ({ shown, weight }) => (shown + 1) / weight - weight * tiny);
}

/** Less than any two ends of parts differ. */
const tiny = 1e-9;

const first = <S>(all: readonly S[], key: (each: S) => number): S => all.toSorted((a, b) => key(a) - key(b))[0]!;

const totalOf = (sharers: readonly Sharer[], part: (sharer: Sharer) => number): number =>
  sharers.reduce((total, sharer) => total + part(sharer), 0);
