import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Fixture, openFixture, signal, somebodyWaits } from './fixture.js';

const hour = 3_600_000;
let fixture: Fixture;
beforeEach(async () => {
  fixture = await openFixture();
  await fixture.db.instances.update('main', { state: 'linked' });
});
afterEach(() => fixture[Symbol.asyncDispose]());

/** The database's clock decides, so what a test can do is to put the end into the past. */
const runOut = () => fixture.db.drizzle.execute(sql`update leases set expires_at = now() - interval '1 second'`);

test('a lease belongs to one holder until it runs out, and then under a higher epoch to the next', async () => {
  const { leases } = fixture.db;
  expect(await leases.take('a', hour, 10)).toEqual([{ instanceId: 'main', holder: 'a', epoch: 1 }]);
  expect(await leases.take('b', hour, 10)).toEqual([]);
  await runOut();
  expect(await leases.take('b', hour, 10)).toEqual([{ instanceId: 'main', holder: 'b', epoch: 2 }]);
  expect(await leases.renew('a', hour)).toEqual([]);
});

test('a renewal extends what is ours, and does not revive what ran out', async () => {
  const { leases } = fixture.db;
  const [lease] = await leases.take('a', 1, 10);
  await runOut();
  expect(await leases.renew('a', hour)).toEqual([]);
  const [again] = await leases.take('a', hour, 10);
  expect(again).toEqual({ ...lease, epoch: 2 });
  expect(await leases.renew('a', hour)).toEqual([again]);
});

test('a lease given up is free at once, and an old one gives up nothing', async () => {
  const { leases } = fixture.db;
  const [first] = await leases.take('a', hour, 10);
  await leases.release(first!);
  const [second] = await leases.take('b', hour, 10);
  expect(second).toEqual({ instanceId: 'main', holder: 'b', epoch: 2 });
  await leases.release(first!);
  expect(await leases.renew('b', hour)).toEqual([second]);
});

test('many takers at once: each instance goes to one of them', async () => {
  const { leases, instances } = fixture.db;
  for (let n = 0; n < 9; n += 1) {
    await instances.create(`more${n}`);
    await instances.update(`more${n}`, { state: 'linked' });
  }
  const takers = ['a', 'b', 'c', 'd', 'e'];
  const taken = (await Promise.all(takers.map((taker) => leases.take(taker, hour, 4)))).flat();
  const rest = await leases.take('f', hour, 20);
  const all = [...taken, ...rest].map(({ instanceId }) => instanceId);
  expect(new Set(all).size).toBe(10);
  expect(all).toHaveLength(10);
  for (const taker of takers) expect(taken.filter(({ holder }) => holder === taker).length).toBeLessThanOrEqual(4);
});

test('a taker that was overtaken while it looked gets nothing', async () => {
  const { leases, drizzle } = fixture.db;
  const inserted = signal();
  const waiting = signal();
  const faster = drizzle.transaction(async (tx) => {
    await tx.execute(sql`insert into leases values ('main', 'b', 5, now() + interval '1 hour')`);
    inserted.send();
    await waiting.sent;
  });
  await inserted.sent;
  const taken = leases.take('a', hour, 10);
  await somebodyWaits(fixture);
  waiting.send();
  await faster;
  expect(await taken).toEqual([]);
  expect(await leases.renew('b', hour)).toEqual([{ instanceId: 'main', holder: 'b', epoch: 5 }]);
});

test('an instance wants a listener while it is linked, leaving or being linked', async () => {
  const { leases, instances } = fixture.db;
  const states = ['unlinked', 'logged_out', 'replaced', 'broken', 'leaving', 'linked'] as const;
  for (const state of states) {
    await instances.create(state);
    await instances.update(state, { state });
  }
  await instances.create('pairing');
  await instances.saveLinking({
    ...{ id: 'l1', instanceId: 'pairing', method: 'qr', phone: null, state: 'wanted', secret: null },
    ...{ shown: 0, failure: null, target: null, reported: null },
  });
  const taken = await leases.take('a', hour, 10);
  expect(taken.map(({ instanceId }) => instanceId).toSorted()).toEqual(['leaving', 'linked', 'main', 'pairing']);
});

test('a transaction that has seen its lease keeps others from taking it until it ends', async () => {
  const { leases, store } = fixture.db;
  const [lease] = await leases.take('a', hour, 10);
  const seen = signal();
  const waiting = signal();
  const working = store.transaction(async (tx) => {
    expect(await tx.holdsLease(lease!)).toBe(true);
    expect(await tx.holdsLease({ ...lease!, epoch: 7 })).toBe(false);
    seen.send();
    await waiting.sent;
  });
  await seen.sent;
  const released = leases.release(lease!);
  await somebodyWaits(fixture);
  waiting.send();
  await Promise.all([working, released]);
  await store.transaction(async (tx) => expect(await tx.holdsLease(lease!)).toBe(false));
});

test('a lease that ran out is no longer held, whoever asks', async () => {
  const [lease] = await fixture.db.leases.take('a', hour, 10);
  await runOut();
  await fixture.db.store.transaction(async (tx) => expect(await tx.holdsLease(lease!)).toBe(false));
});
