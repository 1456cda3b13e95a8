import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type QuietHours, quietUntil, wallTimeAt } from '../src/index.js';
import { instants, zones } from './time/arbitraries.js';

const zone = 'America/Sao_Paulo';
const at = (text: string): number => Date.parse(`${text}-03:00`);
const night: QuietHours = { from: 22 * 60, to: 7 * 60 };
const minutes = fc.integer({ min: 0, max: 1_439 });

describe('quiet hours', () => {
  it.each([
    ['2026-11-20T21:59:59', null],
    ['2026-11-20T22:00', '2026-11-21T07:00'],
    ['2026-11-21T00:00', '2026-11-21T07:00'],
    ['2026-11-21T06:59:59', '2026-11-21T07:00'],
    ['2026-11-21T07:00', null],
  ])('over midnight: at %s they last until %s', (when, until) => {
    expect(quietUntil(night, at(when), zone)).toBe(until === null ? null : at(until));
  });

  it('within a day', () => {
    const siesta = { from: 13 * 60, to: 14 * 60 + 30 };
    expect(quietUntil(siesta, at('2026-11-20T13:00'), zone)).toBe(at('2026-11-20T14:30'));
    expect(quietUntil(siesta, at('2026-11-20T14:30'), zone)).toBeNull();
  });

  it('are none where none are set, or where they end as they begin', () => {
    expect(quietUntil(null, at('2026-11-20T23:00'), zone)).toBeNull();
    expect(quietUntil({ from: 60, to: 60 }, at('2026-11-20T01:00'), zone)).toBeNull();
  });

  it('follow the clocks on the wall over their changes', () => {
    const before = Date.parse('2027-03-13T23:00-05:00');
    expect(quietUntil(night, before, 'America/New_York')).toBe(Date.parse('2027-03-14T07:00-04:00'));
  });

  it('end later than they were asked at, with the next hours not yet begun', () => {
    fc.assert(
      fc.property(fc.record({ from: minutes, to: minutes }), instants, zones, (hours, now, where) => {
        const until = quietUntil(hours, now, where);
        if (until === null) return;
        expect(until).toBeGreaterThan(now);
        expect(quietUntil(hours, until, where)).toBeNull();
      }),
      { numRuns: 2_000 },
    );
  });

  it('are what the clock shows, but on a day whose clocks change', () => {
    fc.assert(
      fc.property(fc.record({ from: minutes, to: minutes }), instants, (hours, now) => {
        const { hour, minute } = wallTimeAt(now, 'Asia/Kathmandu');
        const shown = hour * 60 + minute;
        const within =
          hours.from <= hours.to ? shown >= hours.from && shown < hours.to : shown >= hours.from || shown < hours.to;
        expect(quietUntil(hours, now, 'Asia/Kathmandu') !== null).toBe(within);
      }),
    );
  });
});
