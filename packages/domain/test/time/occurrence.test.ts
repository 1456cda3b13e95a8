import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CalendarPattern,
  type CalendarRule,
  instantOfWallTime,
  nextOccurrence,
  occurrences,
  type Rule,
  wallTimeAt,
} from '../../src/time/index.js';
import { calendarRules, countedPatterns, instants, namedPatterns, zones } from './arbitraries.js';

const iso = (instant: number): string => new Date(instant).toISOString();
const dayLength = 86_400_000;

const crons = fc.constantFrom(
  '0 9 * * 1-5',
  '*/15 * * * *',
  '30 2 * * *',
  '30 1 * * *',
  '0 0 1 * *',
  '0 12 L * *',
  '5 4,16 * 2 *',
);
const rules: fc.Arbitrary<Rule> = fc.oneof(
  instants.map((at): Rule => ({ kind: 'once', at })),
  fc.record({
    kind: fc.constant('interval' as const),
    everyMs: fc.integer({ min: 60_000, max: 40 * dayLength }),
    from: instants,
  }),
  calendarRules(fc.oneof(namedPatterns, countedPatterns)),
  fc.record({ kind: fc.constant('cron' as const), expression: crons, zone: zones }),
);

describe('nextOccurrence', () => {
  it('is strictly later than what it was asked for, and none lies between', () => {
    fc.assert(
      fc.property(rules, instants, fc.nat(999), (rule, instant, ms) => {
        const after = instant + ms;
        const next = nextOccurrence(rule, after);
        expect(next === null).toBe(rule.kind === 'once' && rule.at <= after);
        if (next === null) return;
        expect(next).toBeGreaterThan(after);
        expect(nextOccurrence(rule, next - 1)).toBe(next);
        const between = after + Math.floor((next - after) / 2);
        if (between < next) expect(nextOccurrence(rule, between)).toBe(next);
      }),
    );
  });

  it('keeps a rule as it was when it has been JSON', () => {
    fc.assert(
      fc.property(rules, instants, (rule, after) => {
        expect(nextOccurrence(JSON.parse(JSON.stringify(rule)) as Rule, after)).toBe(nextOccurrence(rule, after));
      }),
    );
  });

  it('shows the time of day that was asked for, but in a gap, where it is later the same day', () => {
    fc.assert(
      fc.property(calendarRules(fc.oneof(namedPatterns, countedPatterns)), instants, (rule, after) => {
        const next = nextOccurrence(rule, after)!;
        const shown = wallTimeAt(next, rule.zone);
        const asked = { ...shown, hour: rule.hour, minute: rule.minute, second: 0 };
        expect(instantOfWallTime(asked, rule.zone)).toBe(next);
        const minutes = (shown.hour - rule.hour) * 60 + shown.minute - rule.minute;
        expect([0, 30, 60]).toContain(minutes);
        if (minutes > 0) expect(shownSoonBefore(next, rule)).toBe(true);
      }),
    );
  });

  /** In a gap the clocks jump over the asked time: it is never shown within the day before. */
  function shownSoonBefore(next: number, rule: CalendarRule): boolean {
    const minutesBefore = Array.from({ length: 120 }, (_, index) => wallTimeAt(next - (index + 1) * 60_000, rule.zone));
    return minutesBefore.every(({ hour, minute }) => hour !== rule.hour || minute !== rule.minute);
  }

  it('neither skips a day nor takes one twice when clocks change', () => {
    fc.assert(
      fc.property(calendarRules(fc.constant<CalendarPattern>({ kind: 'every_day' })), instants, (rule, after) => {
        const days = occurrences(rule, after, after + 400 * dayLength, 370).map((at) => {
          const { year, month, day } = wallTimeAt(at, rule.zone);
          return Date.UTC(year, month - 1, day) / dayLength;
        });
        expect(days).toHaveLength(370);
        expect(days.every((day, index) => day === days[0]! + index)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it.each<[string, CalendarPattern, string[]]>([
    [
      'skips a month that is too short',
      { kind: 'day_of_month', day: 31, missingDay: 'skip' },
      ['12-31', '01-31', '03-31', '05-31'],
    ],
    [
      'takes the last day of a month that is too short',
      { kind: 'day_of_month', day: 30, missingDay: 'last' },
      ['12-30', '01-30', '02-28', '03-30'],
    ],
    ['finds the last day of each month', { kind: 'last_day_of_month' }, ['12-31', '01-31', '02-28', '03-31']],
    [
      'finds the second Tuesday',
      { kind: 'weekday_of_month', nth: 2, weekday: 2 },
      ['12-08', '01-12', '02-09', '03-09'],
    ],
    [
      'finds the last Sunday',
      { kind: 'weekday_of_month', nth: 'last', weekday: 7 },
      ['12-27', '01-31', '02-28', '03-28'],
    ],
    [
      'counts days from the first',
      { kind: 'every_days', count: 20, from: '2026-12-05' },
      ['12-05', '12-25', '01-14', '02-03'],
    ],
    [
      'counts days from a first that is past',
      { kind: 'every_days', count: 20, from: '2026-11-25' },
      ['12-15', '01-04', '01-24', '02-13'],
    ],
  ])('%s', (_, pattern, expected) => {
    const rule: Rule = { kind: 'calendar', pattern, hour: 9, minute: 0, zone: 'UTC' };
    const found = occurrences(rule, Date.parse('2026-12-01T09:00Z'), Number.POSITIVE_INFINITY, 4);
    expect(found.map((at) => iso(at).slice(5, 10))).toEqual(expected);
  });

  it('finds what a gap over midnight moved to the next day', () => {
    const rule: Rule = {
      kind: 'calendar',
      pattern: { kind: 'every_day' },
      hour: 23,
      minute: 45,
      zone: 'America/Toronto',
    };
    const found = occurrences(rule, Date.parse('1919-03-31T00:35-04:00'), Number.POSITIVE_INFINITY, 2);
    expect(found.map(iso)).toEqual(['1919-03-31T04:45:00.000Z', '1919-04-01T03:45:00.000Z']);
  });

  it('goes on from the beginning of an interval, however late it is asked', () => {
    const rule: Rule = { kind: 'interval', everyMs: 6 * 3_600_000, from: Date.parse('2026-11-20T16:15Z') };
    expect(iso(nextOccurrence(rule, 0)!)).toBe('2026-11-20T16:15:00.000Z');
    expect(iso(nextOccurrence(rule, Date.parse('2026-12-24T00:00Z'))!)).toBe('2026-12-24T04:15:00.000Z');
  });

  it('has nothing after a moment that has been', () => {
    expect(nextOccurrence({ kind: 'once', at: 1_000 }, 1_000)).toBeNull();
    expect(nextOccurrence({ kind: 'once', at: 1_000 }, 999)).toBe(1_000);
  });
});

describe('occurrences', () => {
  it('are those that asking for the next again and again would find', () => {
    fc.assert(
      fc.property(
        rules,
        instants,
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 0, max: 9 }),
        (rule, after, days, limit) => {
          const until = after + days * dayLength;
          const asked: number[] = [];
          for (
            let next = nextOccurrence(rule, after);
            next !== null && next <= until;
            next = nextOccurrence(rule, next)
          ) {
            asked.push(next);
            if (asked.length > limit) break;
          }
          expect(occurrences(rule, after, until, limit)).toEqual(asked.slice(0, limit));
        },
      ),
    );
  });
});
