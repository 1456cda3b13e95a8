import fc from 'fast-check';
import type { CatchUp, Exceptions, QuietHours, Rule, Surroundings, Timetable, Weekday } from '../../src/index.js';
import { calendarRules, countedPatterns, instants, namedPatterns, zones } from './arbitraries.js';

const dayLength = 86_400_000;
const minutes = fc.integer({ min: 0, max: 95 }).map((quarter) => quarter * 15);
const days = fc.integer({ min: 0, max: 20 });
const isoDay = (instant: number): string => new Date(instant).toISOString().slice(0, 10);

export const quietHours: fc.Arbitrary<QuietHours> = fc.record({ from: minutes, to: minutes });

export const surroundings: fc.Arbitrary<Surroundings> = fc.record({
  timeZone: zones,
  quietHours: fc.option(quietHours),
});

const rulesFrom = (start: number): fc.Arbitrary<Rule> =>
  fc.oneof(
    fc.integer({ min: 1, max: 30 * 24 }).map((hours): Rule => ({ kind: 'once', at: start + hours * 3_600_000 })),
    fc.integer({ min: 20, max: 4_000 }).map((every): Rule => {
      const everyMs = every * 60_000;
      return { kind: 'interval', everyMs, from: start + everyMs };
    }),
    calendarRules(fc.oneof(namedPatterns, countedPatterns)),
    fc.record({
      kind: fc.constant('cron' as const),
      expression: fc.constantFrom('0 9 * * 1-5', '*/30 * * * *', '30 2 * * *', '0 12 L * *'),
      zone: zones,
    }),
    fc.record({
      kind: fc.constant('event' as const),
      event: fc.record({ start: fc.constant(start + 9 * dayLength), end: fc.constant(start + 9.5 * dayLength) }),
      moments: fc.uniqueArray(
        fc.record({
          of: fc.constantFrom('start' as const, 'middle' as const, 'end' as const),
          days: fc.integer({ min: -8, max: 2 }),
          ms: fc.constantFrom(-3_600_000, 0, 5_400_000),
        }),
        { minLength: 1, maxLength: 4, selector: ({ of, days: many, ms }) => `${of} ${many} ${ms}` },
      ),
      zone: zones,
    }),
  );

const exceptionsFrom = (start: number): fc.Arbitrary<Exceptions> =>
  fc.record({
    zone: zones,
    days: fc.array(
      fc.tuple(days, fc.integer({ min: 0, max: 3 })).map(([after, more]) => ({
        from: isoDay(start + after * dayLength),
        to: isoDay(start + (after + more) * dayLength),
      })),
      { maxLength: 3 },
    ),
    weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }) as fc.Arbitrary<Weekday>, { maxLength: 2 }),
  });

export const catchUps: fc.Arbitrary<CatchUp> = fc.record({
  policy: fc.constantFrom('skip' as const, 'once' as const, 'all' as const),
  graceMs: fc.option(fc.constantFrom(3_600_000, dayLength, 3 * dayLength)),
});

/** A timetable, and an instant about which its days, its beginning and its end lie. */
export const timetables: fc.Arbitrary<{ start: number; timetable: Timetable }> = instants.chain((start) =>
  fc.record({
    start: fc.constant(start),
    timetable: fc.record({
      rule: rulesFrom(start),
      from: fc.option(
        days.map((after) => start + after * dayLength),
        { freq: 2 },
      ),
      until: fc.option(
        days.map((after) => start + (after + 10) * dayLength),
        { freq: 2 },
      ),
      except: fc.option(exceptionsFrom(start)),
      ifQuiet: fc.constantFrom('move' as const, 'skip' as const, 'anyway' as const),
    }),
  }),
);
