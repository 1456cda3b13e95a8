import { type QuietHours, quietUntil } from './quiet-hours.js';
import { dayNumberOf, dayOfText, weekdayOfDay, dateOf } from './time/calendar.js';
import { type Instant, instantOfWallTime, nextOccurrence, type Rule, wallTimeAt, type Weekday } from './time/index.js';

/** Days on which nothing happens, whatever the rule says. */
export interface Exceptions {
  /** Where the days are lived. IANA name. */
  zone: string;
  /** ISO dates, first and last included. */
  days: readonly { from: string; to: string }[];
  weekdays: readonly Weekday[];
}

/** What becomes of an occurrence within quiet hours: it waits for their end, it is left out, or it happens all the same. */
export type QuietPolicy = 'move' | 'skip' | 'anyway';

/** A rule and what narrows it. Plain JSON, as rules are. */
export interface Timetable {
  rule: Rule;
  /** Nothing happens before; null for no beginning. */
  from: Instant | null;
  /** Nothing happens after; null for no end. */
  until: Instant | null;
  except: Exceptions | null;
  ifQuiet: QuietPolicy;
}

/** A rule that nothing narrows but quiet hours. */
export const timetableOf = (rule: Rule): Timetable => ({
  ...{ rule, from: null, until: null, except: null, ifQuiet: 'move' },
});

export interface Occurrence {
  /** When it happens. */
  at: Instant;
  /** When the rule has it: earlier, where it was moved out of quiet hours. */
  planned: Instant;
}

/** What a timetable has to know of its chat. */
export interface Surroundings {
  timeZone: string;
  quietHours: QuietHours | null;
}

/** Times left out in a row after which none is looked for any more: the nights of more than a year. */
const mostLeftOut = 400;

/** Of what the rule has strictly after an instant, the first that happens; null when nothing does any more. */
export function nextPlanned(timetable: Timetable, after: Instant, around: Surroundings): Occurrence | null {
  let cursor = timetable.from === null ? after : Math.max(after, timetable.from - 1);
  for (let tries = 0; tries < mostLeftOut; tries += 1) {
    const planned = nextOccurrence(timetable.rule, cursor);
    if (planned === null) return null;
    const quiet = timetable.ifQuiet === 'anyway' ? null : quietUntil(around.quietHours, planned, around.timeZone);
    const at = quiet ?? planned;
    if (timetable.until !== null && at > timetable.until) return null;
    const over =
      exceptedUntil(timetable.except, planned) ??
      (quiet !== null && (timetable.ifQuiet === 'skip' || exceptedUntil(timetable.except, at) !== null) ? at : null);
    if (over === null) return { at, planned };
    cursor = over - 1;
  }
  return null;
}

/**
 * What happens of what the rule has strictly after an instant, in order, at most `limit`, and nothing after `until`.
 * Occurrences that quiet hours move to the same moment are one.
 */
export function comingPlanned(
  timetable: Timetable,
  after: Instant,
  around: Surroundings,
  limit: number,
  until: Instant = Number.POSITIVE_INFINITY,
): Occurrence[] {
  const found: Occurrence[] = [];
  let next = limit > 0 ? nextPlanned(timetable, after, around) : null;
  while (next !== null && next.at <= until) {
    found.push(next);
    next = found.length < limit ? nextPlanned(timetable, next.at, around) : null;
  }
  return found;
}

/** When the excepted days end within which an instant lies; null if it lies on none. */
function exceptedUntil(except: Exceptions | null, at: Instant): Instant | null {
  if (except === null) return null;
  const day = dayNumberOf(wallTimeAt(at, except.zone));
  const range = except.days.find(({ from, to }) => dayOfText(from) <= day && day <= dayOfText(to));
  const last = range ? dayOfText(range.to) : except.weekdays.includes(weekdayOfDay(day)) ? day : null;
  if (last === null) return null;
  return instantOfWallTime({ ...dateOf(last + 1), hour: 0, minute: 0, second: 0 }, except.zone);
}
