import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOfWallTime, isTimeZone, nearestTimeZones, wallTimeAt } from '../../src/time/index.js';
import { instants, zones } from './arbitraries.js';

const iso = (instant: number): string => new Date(instant).toISOString();
const wall = (text: string) => {
  const [year, month, day, hour, minute] = text.split(/\D/).map(Number) as [number, number, number, number, number];
  return { year, month, day, hour, minute, second: 0 };
};

describe('instantOfWallTime', () => {
  it.each([
    ['2026-11-20 10:15', 'America/Sao_Paulo', '2026-11-20T13:15:00.000Z'],
    ['2026-11-01 01:30', 'America/New_York', '2026-11-01T05:30:00.000Z'],
    ['2027-03-14 02:30', 'America/New_York', '2027-03-14T07:30:00.000Z'],
    ['2027-03-28 01:00', 'Europe/Lisbon', '2027-03-28T01:00:00.000Z'],
    ['2026-10-25 01:30', 'Europe/Lisbon', '2026-10-25T00:30:00.000Z'],
    ['2018-11-04 00:30', 'America/Sao_Paulo', '2018-11-04T03:30:00.000Z'],
    ['2026-10-04 02:15', 'Australia/Lord_Howe', '2026-10-03T15:45:00.000Z'],
    ['2011-12-30 09:00', 'Pacific/Apia', '2011-12-30T19:00:00.000Z'],
  ])('%s in %s is %s', (text, zone, expected) => {
    expect(iso(instantOfWallTime(wall(text), zone))).toBe(expected);
  });

  it('comes back to the same clocks, and to the same instant or its first twin', () => {
    fc.assert(
      fc.property(instants, zones, (instant, zone) => {
        const shown = wallTimeAt(instant, zone);
        const back = instantOfWallTime(shown, zone);
        expect(wallTimeAt(back, zone)).toEqual(shown);
        expect(back).toBeLessThanOrEqual(instant);
        expect(instant - back).toBeLessThan(86_400_000);
      }),
    );
  });
});

describe('wallTimeAt', () => {
  it('shows what Intl shows, at any second, near changes of the clocks too', () => {
    const changes = [
      ['America/New_York', '2026-11-01T06:00Z'],
      ['America/New_York', '2027-03-14T07:00Z'],
      ['Australia/Lord_Howe', '2026-10-03T15:30Z'],
      ['America/Sao_Paulo', '2018-11-04T03:00Z'],
      ['Pacific/Apia', '2011-12-30T10:00Z'],
      ['Africa/Cairo', '2026-04-23T22:00Z'],
    ] as const;
    const near = fc
      .tuple(fc.constantFrom(...changes), fc.integer({ min: -90_000, max: 90_000 }))
      .map(([[zone, change], seconds]): [number, string] => [Date.parse(change) + seconds * 1_000, zone]);
    fc.assert(
      fc.property(fc.oneof(near, fc.tuple(instants, zones)), ([instant, zone]) => {
        const { year, month, day, hour, minute, second } = wallTimeAt(instant, zone);
        const two = (number: number) => String(number).padStart(2, '0');
        const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
        const shown = `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}`;
        expect(shown).toBe(format.format(instant));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('isTimeZone', () => {
  it.each(['America/Sao_Paulo', 'UTC', 'Etc/GMT+3', 'America/Argentina/Buenos_Aires', 'US/Eastern', 'Brazil/East'])(
    'knows %s',
    (name) => {
      expect(isTimeZone(name)).toBe(true);
    },
  );

  it.each(['america/sao_paulo', 'America/Sao_paulo', 'Sao Paulo', 'EST', '+03:00', 'Mars/Base', '', 'America/'])(
    'does not know "%s"',
    (name) => {
      expect(isTimeZone(name)).toBe(false);
    },
  );
});

describe('nearestTimeZones', () => {
  it.each([
    ['Sao Paolo', 'America/Sao_Paulo'],
    ['são paulo', 'America/Sao_Paulo'],
    ['america/sao_paulo', 'America/Sao_Paulo'],
    ['Brasília', 'America/Sao_Paulo'],
    ['GMT-3', 'America/Sao_Paulo'],
    ['New York', 'America/New_York'],
    ['Nova Iorque', 'America/New_York'],
    ['lisboa', 'Europe/Lisbon'],
    ['Manus', 'America/Manaus'],
    ['berln', 'Europe/Berlin'],
  ])('finds for %s first %s', (typed, zone) => {
    const found = nearestTimeZones(typed);
    expect(found[0]).toBe(zone);
    expect(found).toHaveLength(3);
    expect(found.every(isTimeZone)).toBe(true);
  });

  it('gives as many as asked, none twice', () => {
    expect(new Set(nearestTimeZones('paris', 8)).size).toBe(8);
  });
});
