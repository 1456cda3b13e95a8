import type { Actor } from './actor.js';
import type { Instant, Rule } from './time/index.js';
import { nextOccurrence, occurrences } from './time/index.js';
import type { Hold } from './when/index.js';

/** What is pinned: a message that we have, or a text that is posted first. */
export type Target = { kind: 'message'; messageId: number } | { kind: 'text'; text: string };

export type ScheduledAction =
  | { kind: 'pin'; target: Target; hold: Hold; slot: number | null }
  | { kind: 'unpin'; messageId: number }
  | { kind: 'unpin_all' };

export type ScheduleState = 'active' | 'paused' | 'done' | 'deleted';

/** Why it is paused; only what lacks rights goes on by itself. */
export type PauseReason = 'asked' | 'author_left' | 'rights';

/** An action and the rule that says when; a rule without repetition fires once. */
export interface Schedule {
  id: number;
  chatId: number;
  /** As the admin typed it. */
  words: string;
  rule: Rule;
  action: ScheduledAction;
  state: ScheduleState;
  /** null unless paused. */
  pausedBecause: PauseReason | null;
  /** The next occurrence; null when there is none (done) or it is not known (paused, but for lack of rights). */
  nextAt: Instant | null;
  lastAt: Instant | null;
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

/** Leaves out the next occurrence. */
export function skip<S extends Pick<Schedule, 'rule' | 'state' | 'nextAt'>>(schedule: S, now: Instant): S {
  const nextAt = nextOccurrence(schedule.rule, Math.max(now, schedule.nextAt ?? now));
  return { ...schedule, nextAt, state: nextAt === null ? 'done' : schedule.state };
}

/** The next moments at which it fires. Begins at the stored one, which a skipped occurrence has moved. */
export function comingOccurrences({ rule, nextAt }: Pick<Schedule, 'rule' | 'nextAt'>, count: number): Instant[] {
  return nextAt === null ? [] : [nextAt, ...occurrences(rule, nextAt, Number.POSITIVE_INFINITY, count - 1)];
}
