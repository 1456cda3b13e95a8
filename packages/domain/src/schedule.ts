import type { Actor } from './actor.js';
import type { CatchUp } from './catch-up.js';
import type { Instant } from './time/index.js';
import { nextOccurrence } from './time/index.js';
import type { Timetable } from './timetable.js';
import type { Hold } from './when/index.js';

/** What is pinned: a message that we have, or a text that is posted first. */
export type Target = { kind: 'message'; messageId: number } | { kind: 'text'; text: string };

export type ScheduledAction =
  | { kind: 'pin'; target: Target; hold: Hold; slot: number | null }
  | { kind: 'unpin'; messageId: number }
  | { kind: 'unpin_all' }
  /** The pin of the message `out` goes, and the target comes into its slot, or into a free one if it is gone by then. */
  | { kind: 'swap'; out: number; target: Target; hold: Hold };

export type ScheduleState = 'active' | 'paused' | 'done' | 'deleted';

/** Why it is paused; only what lacks rights goes on by itself. */
export type PauseReason = 'asked' | 'author_left' | 'rights';

/** An action and the timetable that says when; a rule without repetition fires once. */
export interface Schedule extends Timetable {
  id: number;
  chatId: number;
  /** As the admin typed it; in our words once it was moved. */
  words: string;
  action: ScheduledAction;
  state: ScheduleState;
  /** null unless paused. */
  pausedBecause: PauseReason | null;
  /** The next occurrence; null when there is none (done) or it is not known (paused, but for lack of rights). */
  nextAt: Instant | null;
  lastAt: Instant | null;
  /** What the rule has until then has been dealt with: carried out, left out, or missed. */
  doneUntil: Instant;
  /** What becomes of occurrences whose time passed while nobody was there to carry them out. */
  catchUp: CatchUp;
  actor: Actor;
}

/** After an occurrence, or a change: where the schedule stands next. */
export function advance<S extends Pick<Schedule, 'rule' | 'state' | 'nextAt' | 'lastAt'>>(
  schedule: S,
  occurredAt: Instant,
  now: Instant,
): S {
  const nextAt = nextOccurrence(schedule.rule, Math.max(occurredAt, now));
  return { ...schedule, lastAt: occurredAt, nextAt, state: nextAt === null ? 'done' : schedule.state };
}

export function pause<S extends Pick<Schedule, 'state' | 'pausedBecause' | 'nextAt'>>(
  schedule: S,
  because: Exclude<PauseReason, 'rights'> = 'asked',
): S {
  return { ...schedule, state: 'paused', pausedBecause: because, nextAt: null };
}

/** A one-time schedule whose moment passed while it was paused has nothing left to do. */
export function resume<S extends Pick<Schedule, 'rule' | 'state' | 'pausedBecause' | 'nextAt'>>(
  schedule: S,
  now: Instant,
): S {
  const nextAt = nextOccurrence(schedule.rule, now);
  return { ...schedule, nextAt, pausedBecause: null, state: nextAt === null ? 'done' : 'active' };
}
