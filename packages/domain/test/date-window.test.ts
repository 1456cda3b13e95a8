import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { always, isWithin, readWindow, splitWords, windowEnd } from '../src/index.js';
import { day, hour, noon } from './build.js';

const december = { from: '2026-12-01', until: '2026-12-24' };

describe('days on which something is shown', () => {
  it.each([
    ['2026-12-01T02:59:59Z', false],
    ['2026-12-01T03:00:00Z', true],
    ['2026-12-25T02:59:59Z', true],
    ['2026-12-25T03:00:00Z', false],
  ])('begin and end on the calendar of the chat: %s', (at, within) => {
    expect(isWithin(december, Date.parse(at), 'America/Sao_Paulo')).toBe(within);
  });

  it('are all days where nothing was said', () => {
    expect(isWithin(always, noon, 'UTC')).toBe(true);
    expect(windowEnd(always, 'UTC')).toBeNull();
  });

  it('are over at their end and not a moment before, also where the clocks change', () => {
    const zones = ['UTC', 'America/Sao_Paulo', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe'];
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 3_000 }), (zone, days) => {
        const until = new Date(noon + days * day).toISOString().slice(0, 10);
        const end = windowEnd({ from: null, until }, zone)!;
        expect(isWithin({ from: null, until }, end - 1, zone)).toBe(true);
        expect(isWithin({ from: null, until }, end, zone)).toBe(false);
        expect(isWithin({ from: until, until }, end - 20 * hour, zone)).toBe(true);
      }),
    );
  });
});

describe('words for days', () => {
  const read = (text: string) => readWindow(splitWords(text), 0, { now: noon, zone: 'America/Sao_Paulo' });

  it.each([
    ['from 1/12 until 24/12', '2026-12-01', '2026-12-24'],
    ['from tomorrow to friday', '2026-03-03', '2026-03-06'],
    ['from 20 december until 10 january', '2026-12-20', '2027-01-10'],
    ['until 2026-12-24', null, '2026-12-24'],
    ['from monday', '2026-03-02', null],
    ['de 1 de dezembro até 24 de dezembro', '2026-12-01', '2026-12-24'],
    ['de amanhã a sexta', '2026-03-03', '2026-03-06'],
    ['até hoje', null, '2026-03-02'],
  ])('%s', (text, from, until) => {
    expect(read(text)).toEqual({ kind: 'understood', window: { from, until }, next: splitWords(text).length });
  });

  it.each([
    ['from here', 'no_window'],
    ['1/12', 'no_window'],
    ['until then', 'not_understood'],
    ['until tonight', 'not_understood'],
    ['until 1/12 18:00', 'not_understood'],
    ['until 30/2', 'no_such_day'],
    ['until monday 3/3', 'no_such_day'],
    ['until 1/3/2026', 'past'],
    ['from 24/12/2026 until 1/12/2026', 'ends_before'],
  ])('%s is refused: %s', (text, kind) => {
    expect(read(text).kind).toBe(kind);
  });
});
