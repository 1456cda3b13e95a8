import { expect, test } from 'vitest';
import { eventually } from '@pinwheel/testing';

test('returns the first answer that is neither an error nor undefined nor false', async () => {
  const answers = [() => undefined, () => false, () => Promise.reject(new Error('not yet')), () => 0];
  expect(await eventually(() => answers.shift()!(), { intervalMs: 1 })).toBe(0);
});

test('takes an assertion that holds for an answer', async () => {
  const seen: number[] = [];
  await eventually(() => expect(seen.push(seen.length)).toBeGreaterThan(2), { intervalMs: 1 });
  expect(seen).toEqual([0, 1, 2]);
});

test('gives up with the last failure in its words', async () => {
  const failing = eventually(() => Promise.reject(new Error('still 3 of 5')), {
    timeoutMs: 20,
    intervalMs: 1,
    describe: 'The fifth pin',
  });
  await expect(failing).rejects.toThrow('The fifth pin did not come about within 20 ms: still 3 of 5');
});

test('does not wait for ever for a probe that hangs', async () => {
  await expect(eventually(() => new Promise(() => {}), { timeoutMs: 20 })).rejects.toThrow('has not returned');
});
