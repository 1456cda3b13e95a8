import type { Instant } from './time/index.js';
import { nextPlanned, type Occurrence, type Surroundings, type Timetable } from './timetable.js';

/** Of what was missed in an outage: nothing, the last one, or all are carried out afterwards. */
export interface CatchUp {
  policy: 'skip' | 'once' | 'all';
  /** What is later than this is missed for good, in ms; null for no limit. */
  graceMs: number | null;
}

export const usualCatchUp: CatchUp = { policy: 'once', graceMs: null };

/** An occurrence is late from so many ms on: a wake-up that was lost is found sooner. */
export const lateAfter = 60_000;

/** How many are carried out, and how many looked at, at one go: the rest follows at once. */
const mostAtOnce = 25;
const mostLookedAt = 1_000;

export interface DueOccurrence extends Occurrence {
  late: boolean;
}

/** What is to be done with the occurrences whose time has come. */
export interface Due {
  /** To be carried out, in order. */
  carryOut: DueOccurrence[];
  /** Those that are not, in order. */
  missed: Occurrence[];
  /** Everything until then is dealt with by that. */
  doneUntil: Instant;
}

/**
 * Looks at the occurrences that have come since `doneUntil`. What is on time is always carried out; what is late as the
 * policy says.
 */
export function dueOccurrences(
  timetable: Timetable & { doneUntil: Instant; catchUp: CatchUp },
  now: Instant,
  around: Surroundings,
): Due {
  const due: Due = { carryOut: [], missed: [], doneUntil: timetable.doneUntil };
  let next = nextUntil(timetable, timetable.doneUntil, now, around);
  while (next !== null && due.carryOut.length < mostAtOnce && due.missed.length < mostLookedAt) {
    const following = nextUntil(timetable, next.at, now, around);
    const late = now - next.at > lateAfter;
    if (!late || isCaughtUp(timetable.catchUp, now - next.at, following === null)) due.carryOut.push({ ...next, late });
    else due.missed.push(next);
    due.doneUntil = next.at;
    next = following;
  }
  return due;
}

function nextUntil(timetable: Timetable, after: Instant, now: Instant, around: Surroundings): Occurrence | null {
  const next = nextPlanned(timetable, after, around);
  return next !== null && next.at <= now ? next : null;
}

function isCaughtUp({ policy, graceMs }: CatchUp, lateness: number, isLast: boolean): boolean {
  if (policy === 'skip' || (graceMs !== null && lateness > graceMs)) return false;
  return policy === 'all' || isLast;
}
