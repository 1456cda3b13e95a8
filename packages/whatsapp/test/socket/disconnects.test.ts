import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backoff } from '../../src/socket/backoff.js';
import { judgeEnding } from '../../src/socket/disconnects.js';

const ending = (code: number, message = '') => ({ code, message });

test.each([
  [428, false],
  [408, false],
  [500, false],
  [503, false],
  [515, true],
])('comes back after %i, at once: %s', (code, atOnce) => {
  for (const pairing of [false, true])
    expect(judgeEnding(ending(code), pairing)).toEqual({ kind: 'come_back', atOnce });
});

test.each([
  [401, { kind: 'logged_out' }],
  [403, { kind: 'logged_out' }],
  [405, { kind: 'version_too_old' }],
  [440, { kind: 'replaced' }],
  [402, { kind: 'refused', code: 402 }],
  [411, { kind: 'refused', code: 411 }],
])('gives up after %i', (code, reason) => {
  expect(judgeEnding(ending(code), false)).toEqual({ kind: 'give_up', reason });
});

test('a pairing that is refused, or that nobody answers, has ended', () => {
  for (const code of [401, 403, 402])
    expect(judgeEnding(ending(code), true)).toMatchObject({ reason: { kind: 'pairing_ended', why: 'refused' } });
  expect(judgeEnding(ending(408, 'QR refs attempts ended'), true)).toMatchObject({ reason: { why: 'nobody_scanned' } });
});

test('waits longer after each failure, never more than a minute, never less than half of what is meant', () => {
  const unit = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000 }), unit, (failures, random) => {
      const most = backoff(failures, 1);
      expect(most).toBeLessThanOrEqual(60_000);
      expect(backoff(failures + 1, random)).toBeGreaterThanOrEqual(backoff(failures, random));
      expect(backoff(failures, random)).toBeGreaterThanOrEqual(most / 2);
      expect(backoff(failures, random)).toBeLessThanOrEqual(most);
    }),
  );
});
