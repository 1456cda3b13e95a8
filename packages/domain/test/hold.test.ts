import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverHold, durations, type Held, renewalDueBy, tendingTime } from '../src/index.js';
import { day, hour, noon, second } from './build.js';

describe('covering a hold', () => {
  it.each([
    ['a minute', 60 * second, 86_400],
    ['exactly a day', day, 86_400],
    ['a day and a millisecond', day + 1, 604_800],
    ['ten days', 10 * day, 2_592_000],
    ['thirty days', 30 * day, 2_592_000],
    ['six weeks, with renewals', 42 * day, 2_592_000],
  ])('%s', (_, ms, durationSeconds) => {
    expect(coverHold({ kind: 'length', ms }, noon)).toEqual({ durationSeconds, until: noon + ms });
  });

  it('without end takes the longest duration', () => {
    expect(coverHold({ kind: 'forever' }, noon)).toEqual({ durationSeconds: 2_592_000, until: null });
  });

  it('uses the smallest duration that reaches the end', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 * day }), (ms) => {
        const { durationSeconds } = coverHold({ kind: 'until', at: noon + ms }, noon);
        expect(durationSeconds * second).toBeGreaterThanOrEqual(ms);
        for (const shorter of durations.filter((duration) => duration < durationSeconds))
          expect(shorter * second).toBeLessThan(ms);
      }),
    );
  });
});

describe('tending a pin', () => {
  const held = (fields: Partial<Held>): Held => ({
    ...{ messageId: 7, pinnedAt: noon, expiresAt: noon + 30 * day, holdUntil: null },
    ...fields,
  });

  it('is left to WhatsApp when its expiry is the end', () => {
    expect(tendingTime(held({ expiresAt: noon + day, holdUntil: noon + day }))).toBeNull();
  });

  it('is due at the end of a hold shorter than the duration', () => {
    expect(tendingTime(held({ expiresAt: noon + day, holdUntil: noon + hour }))).toBe(noon + hour);
  });

  it('is due well before WhatsApp takes down what is to stand longer, at a moment that stays the same', () => {
    const pin = held({ holdUntil: noon + 42 * day });
    const at = tendingTime(pin)!;
    expect(at).toBeLessThanOrEqual(noon + 29 * day);
    expect(at).toBeGreaterThan(noon + 29 * day - 6 * hour);
    expect(tendingTime({ ...pin, holdUntil: null })).toBe(at);
    expect(renewalDueBy(pin)).toBe(noon + 30 * day - 12 * hour);
  });

  it('does not renew at once what was pinned for a day', () => {
    const at = tendingTime(held({ expiresAt: noon + day }))!;
    expect(at).toBeLessThanOrEqual(noon + 18 * hour);
    expect(at).toBeGreaterThan(noon + 16 * hour);
  });

  it('comes apart for what was pinned together', () => {
    const moments = Array.from({ length: 20 }, (_, messageId) => tendingTime(held({ messageId })));
    expect(new Set(moments).size).toBe(20);
  });
});
