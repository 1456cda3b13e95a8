import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  comingPlanned,
  nextPlanned,
  occurrences,
  quietUntil,
  type Rule,
  type Surroundings,
  type Timetable,
  timetableOf,
  wallTimeAt,
} from '../src/index.js';
import { surroundings, timetables } from './time/timetables.js';

const zone = 'America/Sao_Paulo';
const at = (text: string): number => Date.parse(`${text}-03:00`);
const iso = (instant: number): string => new Date(instant - 3 * 3_600_000).toISOString().slice(0, 16);
const friday = at('2026-11-20T10:00');
const daily = (hour: number): Rule => ({ kind: 'calendar', pattern: { kind: 'every_day' }, hour, minute: 0, zone });
const narrowed = (rule: Rule, fields: Partial<Timetable> = {}): Timetable => ({ ...timetableOf(rule), ...fields });
const night: Surroundings = { timeZone: zone, quietHours: { from: 22 * 60, to: 7 * 60 } };
const never: Surroundings = { timeZone: zone, quietHours: null };
const coming = (timetable: Timetable, around: Surroundings, count = 3): string[] =>
  comingPlanned(timetable, friday, around, count).map((each) => iso(each.at));

describe('a timetable', () => {
  it('is its rule where nothing narrows it', () => {
    expect(coming(narrowed(daily(9)), never)).toEqual(['2026-11-21T09:00', '2026-11-22T09:00', '2026-11-23T09:00']);
  });

  it('begins and ends, both moments included', () => {
    const bounds = { from: at('2026-11-22T09:00'), until: at('2026-11-23T09:00') };
    expect(coming(narrowed(daily(9), bounds), never)).toEqual(['2026-11-22T09:00', '2026-11-23T09:00']);
  });

  it('leaves out days, from one to another, and weekdays', () => {
    const except = { zone, days: [{ from: '2026-11-21', to: '2026-11-22' }], weekdays: [2 as const] };
    expect(coming(narrowed(daily(9), { except }), never)).toEqual([
      '2026-11-23T09:00',
      '2026-11-25T09:00',
      '2026-11-26T09:00',
    ]);
  });

  it('waits for the end of quiet hours, leaves them out, or does not care, as it says', () => {
    const late = (ifQuiet: Timetable['ifQuiet']) => coming(narrowed(daily(23), { ifQuiet }), night, 1);
    expect(late('move')).toEqual(['2026-11-21T07:00']);
    expect(late('skip')).toEqual([]);
    expect(late('anyway')).toEqual(['2026-11-20T23:00']);
  });

  it('happens once at the end of quiet hours, however much they held back, and says since when', () => {
    const hourly: Rule = { kind: 'interval', everyMs: 3 * 3_600_000, from: at('2026-11-20T20:00') };
    const found = comingPlanned(narrowed(hourly), friday, night, 3);
    expect(found.map((each) => [iso(each.planned), iso(each.at)])).toEqual([
      ['2026-11-20T20:00', '2026-11-20T20:00'],
      ['2026-11-20T23:00', '2026-11-21T07:00'],
      ['2026-11-21T08:00', '2026-11-21T08:00'],
    ]);
  });

  it('is not moved onto a day that is left out, nor beyond its end', () => {
    const except = { zone, days: [{ from: '2026-11-21', to: '2026-11-21' }], weekdays: [] };
    expect(coming(narrowed(daily(23), { except }), night, 1)).toEqual(['2026-11-23T07:00']);
    expect(coming(narrowed(daily(23), { until: at('2026-11-20T23:59') }), night)).toEqual([]);
  });

  it('has nothing where every day is left out', () => {
    const except = { zone, days: [], weekdays: [1, 2, 3, 4, 5, 6, 7] as const };
    expect(nextPlanned(narrowed(daily(9), { except }), friday, never)).toBeNull();
  });

  it('tells an event by its moments, also through a change of the clocks', () => {
    const start = Date.parse('2026-10-27T19:00Z');
    const rule: Rule = {
      ...{ kind: 'event', event: { start, end: start + 4 * 3_600_000 }, zone: 'Europe/Lisbon' },
      moments: [
        { of: 'middle', days: 0, ms: 0 },
        { of: 'start', days: -5, ms: 0 },
        { of: 'end', days: 0, ms: 3_600_000 },
      ],
    };
    expect(occurrences(rule, 0, Number.POSITIVE_INFINITY, 9).map((each) => new Date(each).toISOString())).toEqual([
      '2026-10-22T18:00:00.000Z',
      '2026-10-27T21:00:00.000Z',
      '2026-10-28T00:00:00.000Z',
    ]);
  });
});

describe('what a timetable has to come', () => {
  const runs = { numRuns: 80 };

  it('is in order, each strictly later than the one before, and the next of what was asked for', () => {
    fc.assert(
      fc.property(timetables, surroundings, ({ start, timetable }, around) => {
        const found = comingPlanned(timetable, start, around, 8);
        let after = start;
        for (const each of found) {
          expect(each.planned).toBeGreaterThan(after);
          expect(each.at).toBeGreaterThanOrEqual(each.planned);
          expect(nextPlanned(timetable, after, around)).toEqual(each);
          after = each.at;
        }
      }),
      runs,
    );
  });

  it('is never in quiet hours that it heeds, on a day left out, before its beginning or after its end', () => {
    fc.assert(
      fc.property(timetables, surroundings, ({ start, timetable }, around) => {
        const { from, until, except, ifQuiet } = timetable;
        for (const each of comingPlanned(timetable, start, around, 8)) {
          if (ifQuiet !== 'anyway') expect(quietUntil(around.quietHours, each.at, around.timeZone)).toBeNull();
          if (from !== null) expect(each.at).toBeGreaterThanOrEqual(from);
          if (until !== null) expect(each.at).toBeLessThanOrEqual(until);
          if (except === null) continue;
          const { year, month, day, weekday } = wallTimeAt(each.at, except.zone);
          const date = new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
          expect(except.weekdays).not.toContain(weekday);
          expect(except.days.filter((range) => range.from <= date && date <= range.to)).toEqual([]);
        }
      }),
      runs,
    );
  });

  it('is all that its rule has and nothing forbids: nothing is forgotten', () => {
    fc.assert(
      fc.property(timetables, surroundings, ({ start, timetable }, around) => {
        const horizon = start + 5 * 86_400_000;
        const found = new Set(
          comingPlanned(timetable, start, around, 400).flatMap(({ at: when }) => (when <= horizon ? [when] : [])),
        );
        const allowed = occurrences(timetable.rule, start, horizon, 400).filter((when) => {
          const alone = { ...timetable, rule: { kind: 'once', at: when } as const };
          return nextPlanned(alone, when - 1, around)?.at === when;
        });
        for (const when of allowed) expect(found.has(when)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
