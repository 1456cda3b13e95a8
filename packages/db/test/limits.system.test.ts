import { connectDatabase } from '@pinwheel/db';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Fixture, openFixture } from './fixture.js';

let fixture: Fixture;
beforeEach(async () => {
  fixture = await openFixture();
});
afterEach(() => fixture[Symbol.asyncDispose]());

const tenAMinute = { count: 10, perSeconds: 60 };

it('counts the uses of all processes together, each key for itself', async () => {
  await using other = await connectDatabase({ url: fixture.url, slots: 3, timeZone: 'UTC' });
  const limits = [fixture.db, other].map((process) => process.limits.open('calls', tenAMinute));
  const taken = await Promise.all(Array.from({ length: 15 }, (_, n) => limits[n % 2]!.take('shop')));
  const remaining = taken.filter(({ exceeded }) => !exceeded).map(({ remaining: left }) => left);
  expect(remaining.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(taken.filter(({ exceeded }) => exceeded)).toHaveLength(5);
  for (const { resetAt } of taken) expect(Math.abs(resetAt - Date.now() - 60_000)).toBeLessThan(10_000);
  expect(await limits[0]!.take('office')).toMatchObject({ exceeded: false, remaining: 9 });
});

it('begins anew when the time is over', async () => {
  const limit = fixture.db.limits.open('calls', { count: 1, perSeconds: 60 });
  await limit.take('shop');
  expect(await limit.take('shop')).toMatchObject({ exceeded: true, remaining: 0 });
  await fixture.db.drizzle.execute(sql`update rate_limits set expire = expire - 60000`);
  expect(await limit.take('shop')).toMatchObject({ exceeded: false });
});

it('counts in the process while the database does not answer', async () => {
  const limit = fixture.db.limits.open('calls', { count: 1, perSeconds: 60 });
  await fixture.db.drizzle.execute(sql`drop table rate_limits`);
  expect(await limit.take('shop')).toMatchObject({ exceeded: false });
  expect(await limit.take('shop')).toMatchObject({ exceeded: true });
});
