import type { Store } from '@pinwheel/pinning';
import { expect, it } from 'vitest';
import { throughDoor } from '../src/door.js';

it('lets a few requests change something at a time, in the order in which they came', async () => {
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const store = { transaction: (work: (tx: never) => Promise<unknown>) => work({} as never) } as unknown as Store;
  const { transaction } = throughDoor(store);
  const asked = [1, 2, 3, 4, 5].map((n) =>
    transaction(async () => {
      begun.push(n);
      await new Promise<void>((resolve) => ends.push(resolve));
      return n;
    }),
  );
  await settled();
  expect(begun).toEqual([1, 2, 3]);
  ends[1]!();
  await settled();
  expect(begun).toEqual([1, 2, 3, 4]);
  while (begun.length < 5 || ends.length > 0) {
    ends.splice(0).forEach((end) => end());
    await settled();
  }
  expect(await Promise.all(asked)).toEqual([1, 2, 3, 4, 5]);
});

it('lets the next one in when one has failed', async () => {
  const store = { transaction: (work: (tx: never) => Promise<unknown>) => work({} as never) } as unknown as Store;
  const { transaction } = throughDoor(store);
  const failing = Array.from({ length: 4 }, () => transaction(() => Promise.reject(new Error('no'))));
  expect((await Promise.allSettled(failing)).map(({ status }) => status)).toEqual(Array(4).fill('rejected'));
  expect(await transaction(async () => 'in')).toBe('in');
});

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
