import type { StoredUpdate } from '@pinwheel/db';
import { eventually } from '@pinwheel/testing';
import { expect, it } from 'vitest';
import { Lanes } from '../src/ingress/lanes.js';

const updateOf = (updateId: number): StoredUpdate => ({
  ...{ updateId, lane: 1, body: {}, receivedAt: 0, replies: [], begun: false },
});

it('carries out once what is still open in a look at the store that was overtaken by its end', async () => {
  const done: number[] = [];
  await using lanes = new Lanes(async ({ updateId }) => void done.push(updateId));
  await lanes.takeOpen(async () => {
    const open = [updateOf(1), updateOf(2)];
    lanes.take([open[0]!]);
    await eventually(() => done.includes(1));
    return open;
  });
  await eventually(() => done.includes(2));
  expect(done).toEqual([1, 2]);
});

it('carries out again what is open at a later look: its end was not noted', async () => {
  const done: number[] = [];
  await using lanes = new Lanes(async ({ updateId }) => void done.push(updateId));
  for (const times of [1, 2]) {
    await lanes.takeOpen(async () => [updateOf(1)]);
    await eventually(() => done.length === times);
  }
});
