import type { CronFault } from '../time/cron.js';
import type { EventSpan } from '../time/event.js';
import type { Rule } from '../time/rule.js';
import type { Instant } from '../time/zone.js';

/** What words of time need to mean something: when they are said, and where. */
export interface Understanding {
  now: Instant;
  zone: string;
  /** When it was said, where that is before `now`, from which dates are looked for: tomorrow is the day after it. */
  saidAt?: Instant;
  /** The event that is spoken of: `until half-way` is half of the way through it. */
  event?: EventSpan;
}

/** Why words of time are refused. Whatever they say, it is never guessed. */
export type Refusal =
  /** `word` is the first that could not be used. */
  | { kind: 'not_understood'; word: string }
  /** A day without a time of day. */
  | { kind: 'no_time'; words: string }
  /** `at` is not after now. A past day without a time of day is given as its beginning. */
  | { kind: 'past'; at: Instant; words: string }
  | { kind: 'no_such_day'; words: string }
  /** Recurring more often than once a minute. */
  | { kind: 'too_often'; words: string }
  /** Less than a second. */
  | { kind: 'too_short'; words: string }
  | { kind: 'bad_cron'; expression: string; fault: CronFault }
  /** Half of the way through an event, or after it, of which nobody said when it ends. */
  | { kind: 'no_event_end'; words: string }
  /** No words at all. */
  | { kind: 'nothing' };

/** `words` is the phrase as typed; `next` the index of the first word that is not part of it. */
export type WhenReading = { kind: 'understood'; rule: Rule; words: string; next: number } | Refusal;

/** For what comes after a beginning. */
export function countedFrom(begun: Instant | undefined, understanding: Understanding): Understanding {
  const { now, saidAt = now } = understanding;
  return begun === undefined || begun <= now ? understanding : { ...understanding, now: begun, saidAt };
}

export const shortestInterval = 60_000;
export const shortestLength = 1_000;

/** What a phrase means, for somebody who knows when and where it was said. `words` is the phrase as typed. */
export interface Meaning {
  /** Nothing is missing in it, as the time of day is in `tomorrow`. */
  complete: boolean;
  resolve(understanding: Understanding, words: string): Rule | Refusal;
}

/** Tells a rule from a refusal. */
export function isRefusal(outcome: Rule | Refusal): outcome is Refusal {
  return !['once', 'interval', 'calendar', 'event', 'cron'].includes(outcome.kind);
}
