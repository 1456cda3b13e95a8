import { weekdayOfText } from './calendar.js';
import type { RuleWords } from './describe.js';
import type { EventMoment } from './event.js';
import { lengthParts, lengthWithDays } from './length.js';
import type { CalendarPattern } from './rule.js';
import { namedSet } from './weekday-set.js';
import type { Weekday } from './zone.js';

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
const ordinals = { 1: 'first', 2: 'second', 3: 'third', 4: 'fourth', last: 'last' } as const;
const nameOf = (weekday: Weekday): string => weekdays[weekday - 1]!;

export const englishRuleWords: RuleWords = {
  once: (weekday, date, time) => `${nameOf(weekday)} ${date} ${time}`,
  interval: (everyMs) => `every ${intervalWords(everyMs)}`,
  event: (moments, event) => `${listed(moments.map(momentWords))} ${event.join(' to ')}`,
  calendar: (pattern, _hour, time) => `every ${patternWords(pattern)} ${time}`,
};

function intervalWords(everyMs: number): string {
  const parts = lengthParts(everyMs);
  const [only] = parts;
  if (parts.length === 1 && only?.count === 1) return only.unit;
  return parts.map(({ count, unit }) => `${count} ${unit}${count === 1 ? '' : 's'}`).join(' ');
}

function momentWords({ of, days, ms }: EventMoment): string {
  if (of === 'middle') return 'half-way through';
  const length = lengthWithDays(Math.abs(days), Math.abs(ms))
    .map(({ count, unit }) => `${count} ${unit}${count === 1 ? '' : 's'}`)
    .join(' ');
  return `${length} ${days < 0 || ms < 0 ? 'before' : 'after'}`;
}

function patternWords(pattern: CalendarPattern): string {
  switch (pattern.kind) {
    case 'every_day':
      return 'day';
    case 'weekdays':
      return weekdayWords(pattern.weekdays);
    case 'every_days':
      return everyDaysWords(pattern);
    case 'day_of_month':
      return `month on the ${withSuffix(pattern.day)}${missingDayWords(pattern)}`;
    case 'last_day_of_month':
      return 'last day of the month';
    case 'weekday_of_month':
      return `${ordinals[pattern.nth]} ${nameOf(pattern.weekday)} of the month`;
  }
}

function weekdayWords(days: readonly Weekday[]): string {
  const set = namedSet(days);
  if (set) return set === 'working_days' ? 'weekday' : 'weekend';
  const names = days.map(nameOf);
  return listed(names);
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

function everyDaysWords({ count, from }: { count: number; from: string }): string {
  return count % 7 === 0 ? `${count / 7} weeks on ${nameOf(weekdayOfText(from))}` : `${count} days`;
}

function missingDayWords({ day, missingDay }: { day: number; missingDay: 'skip' | 'last' }): string {
  if (day <= 28) return '';
  return missingDay === 'last' ? ' or the last day' : ' if there is one';
}

function withSuffix(day: number): string {
  const suffix =
    day >= 11 && day <= 13 ? 'th' : (({ 1: 'st', 2: 'nd', 3: 'rd' } as Record<number, string>)[day % 10] ?? 'th');
  return `${day}${suffix}`;
}
