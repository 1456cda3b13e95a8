import { inspect } from 'node:util';
import type { Linking } from '@pinwheel/pinning';
import { sql } from 'drizzle-orm';
import { eventually } from '@pinwheel/testing';
import { expect, test } from 'vitest';
import { commandOf, makeChat, openFixture, pinOf, signal } from './fixture.js';

test('a connection that is lost within a transaction rejects it, and later queries work again', async () => {
  await using fixture = await openFixture();
  const { store, drizzle, ping } = fixture.db;
  const { chatId } = await makeChat(fixture);
  const began = signal();
  const lost = signal();
  const work = store.transaction(async (tx) => {
    await tx.lockBoard(chatId);
    began.send();
    await lost.sent;
    return tx.findChat(chatId);
  });
  const outcome = work.catch((error: unknown) => error);
  await began.sent;
  await drizzle.execute(sql`
    select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`);
  lost.send();
  expect(await outcome).toBeInstanceOf(Error);
  await eventually(async () => {
    await ping();
    return store.transaction(async (tx) => (await tx.lockBoard(chatId)) !== null);
  });
});

test('a transaction in which a statement failed does not pass for committed', async () => {
  await using fixture = await openFixture();
  const { store } = fixture.db;
  const { chatId, messageId } = await makeChat(fixture);
  const command = commandOf(chatId);
  const swallowing = store.transaction(async (tx) => {
    await tx.insertCommand(command, []);
    await tx.insertPin(pinOf(chatId, messageId + 1_000)).catch(() => null);
  });
  await expect(swallowing).rejects.toThrow('rolled back');
  expect(await store.findCommand(command.id)).toBeNull();
});

test('what an error says holds no value of ours', async () => {
  await using fixture = await openFixture();
  const { instances } = fixture.db;
  const linking: Linking = {
    ...{ id: 'l1', instanceId: 'nobody', method: 'code', phone: '5511', state: 'shown', secret: 'HUSH-HUSH', shown: 1 },
    ...{ failure: null, target: null, reported: null },
  };
  const error: unknown = await instances.saveLinking(linking).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Error);
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('HUSH-HUSH');
  expect(error).toMatchObject({ code: '23503', constraint: 'linkings_instance_id_instances_id_fk' });
});

test('a statement is parsed once for each connection, and goes on when a newer process has added a column', async () => {
  await using fixture = await openFixture();
  const { store, drizzle } = fixture.db;
  const { chatId } = await makeChat(fixture);
  const prepared = async (): Promise<number> => {
    const { rows } = await drizzle.execute<{ executed: number }>(sql`
      select (generic_plans + custom_plans)::int as executed from pg_prepared_statements
      where statement like '%from "chats"%no key update%'`);
    return rows[0]?.executed ?? 0;
  };
  for (let n = 0; n < 3; n += 1) await store.transaction((tx) => tx.lockShown(chatId));
  expect(await prepared()).toBe(3);
  await drizzle.execute(sql`alter table chats add column of_a_newer_version text`);
  expect(await store.transaction((tx) => tx.lockShown(chatId))).toMatchObject({ chat: { id: chatId } });
  expect(await prepared()).toBe(4);
});
