import fc from 'fast-check';
import type { CalendarPattern, CalendarRule, Weekday } from '../../src/time/index.js';

/** Zones with and without summer time, north and south, with a change at midnight and one of half an hour. */
export const zones = fc.constantFrom(
  'America/Sao_Paulo',
  'America/New_York',
  'Europe/Lisbon',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'America/Santiago',
  'Asia/Kathmandu',
  'Asia/Beirut',
  'UTC',
);

/** Whole seconds from 2016 to 2040: the years in which Brazil still changed its clocks are in it. */
export const instants = fc.integer({ min: 1_451_606_400, max: 2_208_988_800 }).map((seconds) => seconds * 1_000);

const weekday = fc.integer({ min: 1, max: 7 }) as fc.Arbitrary<Weekday>;
const isoDate = instants.map((instant) => new Date(instant).toISOString().slice(0, 10));
const nth = fc.constantFrom<1 | 2 | 3 | 4 | 'last'>(1, 2, 3, 4, 'last');

/** Every pattern, but that of counted days, whose beginning words do not name. */
export const namedPatterns: fc.Arbitrary<CalendarPattern> = fc.oneof(
  fc.constant<CalendarPattern>({ kind: 'every_day' }),
  fc
    .uniqueArray(weekday, { minLength: 1, maxLength: 6 })
    .map((days): CalendarPattern => ({ kind: 'weekdays', weekdays: days.sort((a, b) => a - b) })),
  fc.integer({ min: 1, max: 28 }).map((day): CalendarPattern => ({ kind: 'day_of_month', day, missingDay: 'last' })),
  fc.record({
    kind: fc.constant('day_of_month' as const),
    day: fc.integer({ min: 29, max: 31 }),
    missingDay: fc.constantFrom<'skip' | 'last'>('skip', 'last'),
  }),
  fc.constant<CalendarPattern>({ kind: 'last_day_of_month' }),
  fc.record({ kind: fc.constant('weekday_of_month' as const), nth, weekday }),
);
export const countedPatterns: fc.Arbitrary<CalendarPattern> = fc.record({
  kind: fc.constant('every_days' as const),
  count: fc.integer({ min: 2, max: 60 }),
  from: isoDate,
});

export function calendarRules(patterns: fc.Arbitrary<CalendarPattern>): fc.Arbitrary<CalendarRule> {
  return fc.record({
    kind: fc.constant('calendar' as const),
    pattern: patterns,
    hour: fc.integer({ min: 0, max: 23 }),
    minute: fc.integer({ min: 0, max: 59 }),
    zone: zones,
  });
}
