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
