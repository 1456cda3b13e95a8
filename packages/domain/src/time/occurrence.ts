import { dateOf, dayNumberOf, type DayNumber, dayOfText, lengthOfMonth, weekdayOfDay } from './calendar.js';
import { nextOfCron } from './cron.js';
import { nextOfEvent } from './event.js';
import type { CalendarPattern, CalendarRule, Rule } from './rule.js';
import { type Instant, instantOfWallTime, wallTimeAt } from './zone.js';

/** In days. From one 31st to the next is 62 at most: no two months in a row are without. */
const longestGap = 70;

/** The first occurrence strictly after an instant; null when there is none any more. Preview and firing both ask this. */
export function nextOccurrence(rule: Rule, after: Instant): Instant | null {
  switch (rule.kind) {
    case 'once':
      return rule.at > after ? rule.at : null;
    case 'interval':
      return nextOfInterval(rule.everyMs, rule.from, after);
    case 'calendar':
      return nextOfCalendar(rule, after);
    case 'event':
      return nextOfEvent(rule, after);
    case 'cron':
      return nextOfCron(rule.expression, rule.zone, after);
  }
}

/** The occurrences strictly after `after`, up to and including `until`, at most `limit`. */
export function occurrences(rule: Rule, after: Instant, until: Instant, limit: number): Instant[] {
  const found: Instant[] = [];
  let next = nextOccurrence(rule, after);
  while (next !== null && next <= until && found.length < limit) {
    found.push(next);
    next = nextOccurrence(rule, next);
  }
  return found;
}

function nextOfInterval(everyMs: number, from: Instant, after: Instant): Instant {
  if (after < from) return from;
  return from + (Math.floor((after - from) / everyMs) + 1) * everyMs;
}

function nextOfCalendar(rule: CalendarRule, after: Instant): Instant | null {
  const { pattern, zone } = rule;
  // A day before: in a gap over midnight yesterday's occurrence is today's first hour.
  const yesterday = dayNumberOf(wallTimeAt(after, zone)) - 1;
  const [first, step] =
    pattern.kind === 'every_days' ? [countedFrom(pattern, yesterday), pattern.count] : [yesterday, 1];
  for (let steps = 0; steps <= longestGap; steps += 1) {
    const day = first + steps * step;
    if (!fallsOn(pattern, day)) continue;
    const instant = instantOfWallTime({ ...dateOf(day), hour: rule.hour, minute: rule.minute, second: 0 }, zone);
    if (instant > after) return instant;
  }
  return null;
}

/** The first day of a counted pattern that is not before `day`. */
function countedFrom({ count, from }: { count: number; from: string }, day: DayNumber): DayNumber {
  const beginning = dayOfText(from);
  return beginning + Math.max(0, Math.ceil((day - beginning) / count)) * count;
}

/** Whether a pattern falls on a day; of counted days only those are asked for. */
function fallsOn(pattern: CalendarPattern, day: DayNumber): boolean {
  switch (pattern.kind) {
    case 'every_day':
    case 'every_days':
      return true;
    case 'weekdays':
      return pattern.weekdays.includes(weekdayOfDay(day));
    case 'day_of_month':
      return fallsOnDayOfMonth(pattern, day);
    case 'last_day_of_month':
      return daysLeftInMonth(day) === 0;
    case 'weekday_of_month':
      return pattern.weekday === weekdayOfDay(day) && isNth(pattern.nth, day);
  }
}

function fallsOnDayOfMonth(pattern: { day: number; missingDay: 'skip' | 'last' }, day: DayNumber): boolean {
  const date = dateOf(day);
  if (date.day === pattern.day) return true;
  return pattern.missingDay === 'last' && date.day < pattern.day && daysLeftInMonth(day) === 0;
}

function isNth(nth: number | 'last', day: DayNumber): boolean {
  return nth === 'last' ? daysLeftInMonth(day) < 7 : Math.ceil(dateOf(day).day / 7) === nth;
}

function daysLeftInMonth(day: DayNumber): number {
  const date = dateOf(day);
  return lengthOfMonth(date.year, date.month) - date.day;
}
