import { type DayNumber, existsInCalendar, textOfDay, weekdayOfDay } from '../time/calendar.js';
import type { CalendarPattern } from '../time/rule.js';
import type { Clock } from './clock.js';
import { instantOn, todayOf } from './once.js';
import type { NamedPattern } from './pattern.js';
import { type Meaning, type Refusal, shortestInterval, type Understanding } from './reading.js';

/** Every so long, from one such length after now. */
export function everyLength(ms: number): Meaning {
  return {
    complete: true,
    resolve: ({ now }, words) =>
      ms < shortestInterval ? { kind: 'too_often', words } : { kind: 'interval', everyMs: ms, from: now + ms },
  };
}

export function patternAt(named: NamedPattern, clock: Clock): Meaning {
  return {
    complete: true,
    resolve: (understanding, words) => {
      if (clock.doubt?.about === 'midnight' && named.kind !== 'every_day')
        return { kind: 'not_understood', word: clock.doubt.word };
      const pattern = patternNamed(named, clock, understanding, words);
      if (isRefused(pattern)) return pattern;
      return { kind: 'calendar', pattern, hour: clock.hour, minute: clock.minute, zone: understanding.zone };
    },
  };
}

export function patternWithoutTime(named: NamedPattern): Meaning {
  return {
    complete: false,
    resolve: (understanding, words) => {
      const pattern = patternNamed(named, { hour: 0, minute: 0 }, understanding, words);
      return isRefused(pattern) ? pattern : { kind: 'no_time', words };
    },
  };
}

function patternNamed(
  named: NamedPattern,
  clock: Pick<Clock, 'hour' | 'minute'>,
  understanding: Understanding,
  words: string,
): CalendarPattern | Refusal {
  switch (named.kind) {
    case 'ambiguous':
      return { kind: 'not_understood', word: named.word };
    case 'day_of_month':
      return existsInCalendar({ year: 2000, month: 1, day: named.day }) ? named : { kind: 'no_such_day', words };
    case 'every_days':
      if (named.count < 1) return { kind: 'too_often', words };
      return { kind: 'every_days', count: named.count, from: firstOf(named, clock, understanding) };
    default:
      return named;
  }
}

/** A pattern that counts days begins with its first occurrence after now. */
function firstOf(
  { weekday }: { weekday: number | null },
  clock: Pick<Clock, 'hour' | 'minute'>,
  understanding: Understanding,
): string {
  const today = todayOf(understanding);
  const begins = (day: DayNumber): boolean =>
    instantOn(day, clock, understanding.zone) > understanding.now &&
    (weekday === null || weekday === weekdayOfDay(day));
  const days = Array.from({ length: 9 }, (_, index) => today + index);
  return textOfDay(days.find(begins)!);
}

function isRefused(pattern: CalendarPattern | Refusal): pattern is Refusal {
  return ['not_understood', 'no_such_day', 'too_often'].includes(pattern.kind);
}
