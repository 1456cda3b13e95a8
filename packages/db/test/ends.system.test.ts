import { once } from 'node:events';
import type { Actor } from '@pinwheel/domain';
import { awaitVerdict, type CommandEnds } from '@pinwheel/pinning';
import { connectDatabase, type Database } from '@pinwheel/db';
import { eventually, TestClock } from '@pinwheel/testing';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { acknowledged, commandOf, type Fixture, makeChat, openFixture, operationOf, depsOn, start } from './fixture.js';

let fixture: Fixture;
/** Another process: what is ended here is told there. */
let other: Database;
let chat: { chatId: number; messageId: number };
beforeEach(async () => {
  fixture = await openFixture();
  other = await connectDatabase({ url: fixture.url, slots: 3, timeZone: 'UTC' });
  chat = await makeChat(fixture);
});
afterEach(async () => {
  await other[Symbol.asyncDispose]();
  await fixture[Symbol.asyncDispose]();
});

const token: Actor = { kind: 'token', tokenId: 't', name: 'shop' };
const never = () => new AbortController().signal;

/** A command with so many operations; resolves to its id. */
async function command(operations = 1): Promise<string> {
  const made = commandOf(chat.chatId, { actor: token });
  const owed = Array.from({ length: operations }, () => operationOf(made, chat.messageId));
  await fixture.db.store.transaction((tx) => tx.insertCommand(made, owed));
  return made.id;
}

/** Ends one operation of the command that has not ended. */
const endOne = (commandId: string) =>
  fixture.db.store.transaction(async (tx) => {
    const next = (await tx.operationsOf(commandId)).find(({ state }) => state === 'waiting');
    await tx.saveOperation(acknowledged(next!, start));
  });

const listeners = async (): Promise<number> =>
  (
    await fixture.db.drizzle.execute(sql`
      select from pg_stat_activity where datname = current_database() and query ilike 'listen %'`)
  ).rows.length;

it('tells the end of a command once its last operation has ended, in another process', async () => {
  const id = await command(2);
  const end = other.ends.ended(id, never());
  await endOne(id);
  expect(await Promise.race([end, eventually(async () => (await listeners()) === 1).then(() => 'not yet')])).toBe(
    'not yet',
  );
  await endOne(id);
  expect(await end).toBe(true);
  expect(other.ends.awaited).toBe(0);
});

it('knows what had ended before anybody asked', async () => {
  const id = await command();
  await endOne(id);
  expect(await other.ends.ended(id, never())).toBe(true);
});

it('costs one connection for a thousand who wait, each told of his own', async () => {
  const ids = await Promise.all(Array.from({ length: 100 }, () => command()));
  const ends = ids.flatMap((id) => Array.from({ length: 10 }, () => other.ends.ended(id, never()).then(() => id)));
  expect(await eventually(async () => (await listeners()) === 1)).toBe(true);
  expect(other.ends.awaited).toBe(100);
  await endOne(ids[7]!);
  expect(await Promise.race(ends)).toBe(ids[7]);
  for (const id of ids) if (id !== ids[7]) await endOne(id);
  await Promise.all(ends);
  expect(other.ends.awaited).toBe(0);
  expect(await listeners()).toBe(1);
});

it('forgets who has hung up, and nobody else who waits for the same', async () => {
  const id = await command();
  const hangsUp = new AbortController();
  const [left, stays] = [other.ends.ended(id, hangsUp.signal), other.ends.ended(id, never())];
  hangsUp.abort();
  expect(await left).toBe(false);
  expect(other.ends.awaited).toBe(1);
  await endOne(id);
  expect(await stays).toBe(true);
  expect(await other.ends.ended(id, hangsUp.signal)).toBe(false);
});

it('finds what ended while its connection was lost, and listens again', async () => {
  const id = await command();
  const end = other.ends.ended(id, never());
  await eventually(async () => (await listeners()) === 1);
  await fixture.db.drizzle.execute(sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and query ilike 'listen %'`);
  await endOne(id);
  expect(await end).toBe(true);
  const next = await command();
  const nextEnd = other.ends.ended(next, never());
  await eventually(async () => (await listeners()) === 1);
  await endOne(next);
  expect(await nextEnd).toBe(true);
});

it('finds what nobody told', async () => {
  const id = await command();
  const end = other.ends.ended(id, never());
  await eventually(async () => (await listeners()) === 1);
  await fixture.db.drizzle.execute(
    sql`update operations set state = 'acknowledged', wake_at = null where command_id = ${id}`,
  );
  expect(await end).toBe(true);
});

it('tells nobody of the commands of admins and clocks', async () => {
  const made = commandOf(chat.chatId);
  const operation = operationOf(made, chat.messageId);
  await fixture.db.store.transaction((tx) => tx.insertCommand(made, [operation]));
  const id = await command();
  const told: unknown[] = [];
  const { default: pg } = await import('pg');
  const client = new pg.Client(fixture.url);
  await client.connect();
  client.on('notification', ({ payload }) => told.push(payload));
  await client.query('listen pinwheel_command_ended');
  const heard = once(client, 'notification');
  await endOne(made.id);
  await endOne(id);
  await heard;
  await client.end();
  expect(told).toEqual([id]);
});

it('lets those who wait go when it is closed', async () => {
  const id = await command();
  const closing = await connectDatabase({ url: fixture.url, slots: 3, timeZone: 'UTC' });
  const end = closing.ends.ended(id, never());
  await eventually(async () => (await listeners()) === 1);
  await closing[Symbol.asyncDispose]();
  expect(await end).toBe(false);
});

it('is acknowledged, failed with the reason, or under way when the patience is over', async () => {
  const verdictOn = (id: string, verdictPatienceMs?: number, ends: CommandEnds = other.ends) =>
    awaitVerdict(
      { ...depsOn(fixture.db, new TestClock(start), () => {}), ends, ...(verdictPatienceMs && { verdictPatienceMs }) },
      id,
      {
        signal: never(),
      },
    );
  const [good, refused, waits] = [await command(), await command(), await command()];
  await endOne(good);
  expect(await verdictOn(good)).toEqual({ kind: 'acknowledged' });
  await fixture.db.store.transaction(async (tx) => {
    const [operation] = await tx.operationsOf(refused);
    await tx.saveOperation({ ...acknowledged(operation!, start), state: 'refused', refusal: 403 });
  });
  expect(await verdictOn(refused)).toEqual({ kind: 'failed', failure: { kind: 'refused', code: 403 } });
  expect(await verdictOn(waits, 1)).toEqual({ kind: 'under_way' });
  expect(other.ends.awaited).toBe(0);
});
