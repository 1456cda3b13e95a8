import type { Operation } from '@pinwheel/domain';
import type { Transaction } from '@pinwheel/pinning';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  acknowledged,
  commandOf,
  type Fixture,
  makeChat,
  minute,
  openFixture,
  operationOf,
  signal,
  start,
} from './fixture.js';

let fixture: Fixture;
beforeAll(async () => (fixture = await openFixture()));
afterAll(() => fixture[Symbol.asyncDispose]());

async function insertOperations(count: number): Promise<{ chatId: number; operations: Operation[] }> {
  const { chatId, messageId } = await makeChat(fixture);
  const command = commandOf(chatId);
  const planned = Array.from({ length: count }, () => operationOf(command, messageId));
  const operations = await fixture.db.store.transaction((tx) => tx.insertCommand(command, planned));
  return { chatId, operations };
}

test('operations come back in the order of their chat, with what was planned', async () => {
  const { chatId, messageId } = await makeChat(fixture);
  const command = commandOf(chatId);
  const first = operationOf(command, messageId);
  const second = operationOf(command, messageId, {
    needs: first.id,
    content: { kind: 'pin', messageId, durationSeconds: 86_400, hold: { kind: 'forever' }, slot: 2 },
  });
  const inserted = await fixture.db.store.transaction((tx) => tx.insertCommand(command, [first, second]));
  expect(inserted).toEqual([
    { ...first, dueBy: null, putOff: null, seq: inserted[0]!.seq },
    { ...second, dueBy: null, putOff: null, seq: inserted[1]!.seq },
  ]);
  expect(inserted[0]!.seq).toBeLessThan(inserted[1]!.seq);
  expect(await fixture.db.store.findCommand(command.id)).toEqual({ command, operations: inserted });
});

test('the head of a chat is its oldest operation that has not ended', async () => {
  const { chatId, operations } = await insertOperations(2);
  const [first, second] = operations as [Operation, Operation];
  await fixture.db.store.transaction(async (tx) => {
    expect(await tx.lockHeadOperation(chatId)).toEqual(first);
    await tx.saveOperation(acknowledged(first, start));
    expect(await tx.lockHeadOperation(chatId)).toEqual(second);
    await tx.saveOperation({ ...second, state: 'cancelled', wakeAt: null, cancelReason: 'unlinked', settledAt: start });
    expect(await tx.lockHeadOperation(chatId)).toBeNull();
  });
});

test('while another transaction has the head, the second operation does not step forward', async () => {
  const { store } = fixture.db;
  const { chatId, operations } = await insertOperations(2);
  const locked = signal();
  const looked = signal();
  const holder = store.transaction(async (tx) => {
    await tx.lockHeadOperation(chatId);
    locked.send();
    await looked.sent;
  });
  await locked.sent;
  expect(await store.transaction((tx) => tx.lockHeadOperation(chatId))).toBeNull();
  looked.send();
  await holder;
  expect(await store.transaction((tx) => tx.lockHeadOperation(chatId))).toEqual(operations[0]);
});

test('a head that another transaction ends is not given out again', async () => {
  const { store } = fixture.db;
  const { chatId, operations } = await insertOperations(12);
  const carriedOut: string[] = [];
  const work = async (tx: Transaction) => {
    const head = await tx.lockHeadOperation(chatId);
    if (!head) return;
    carriedOut.push(head.id);
    await tx.saveOperation(acknowledged(head, start));
  };
  while (carriedOut.length < operations.length)
    await Promise.all(Array.from({ length: 4 }, () => store.transaction(work)));
  expect(carriedOut).toEqual(operations.map(({ id }) => id));
});

test('an operation that does not exist is not saved in silence', async () => {
  const { operations } = await insertOperations(1);
  const unknown = { ...operations[0]!, id: 'nobody' };
  await expect(fixture.db.store.transaction((tx) => tx.saveOperation(unknown))).rejects.toThrow('no operation nobody');
});

test('an unsettled operation without a wake-up cannot be stored, for no sweep would find it', async () => {
  const { operations } = await insertOperations(1);
  const lost = { ...operations[0]!, wakeAt: null };
  await expect(fixture.db.store.transaction((tx) => tx.saveOperation(lost))).rejects.toThrow('operations_wake');
});

test('a source that two deliveries bring at once is one command', async () => {
  const { store } = fixture.db;
  const { chatId, messageId } = await makeChat(fixture);
  const deliver = () =>
    store.transaction(async (tx) => {
      const known = await tx.findCommandBySource('telegram:once');
      if (known) return known.command.id;
      const command = commandOf(chatId, { source: 'telegram:once' });
      await tx.insertCommand(command, [operationOf(command, messageId)]);
      return command.id;
    });
  const ids = await Promise.all([deliver(), deliver(), deliver()]);
  expect(new Set(ids).size).toBe(1);
  await expect(
    store.transaction((tx) => tx.insertCommand(commandOf(chatId, { source: 'telegram:once' }), [])),
  ).rejects.toThrow('commands_source');
});

test('counts what waits and what failed since', async () => {
  const { store } = fixture.db;
  const before = await store.countOperations(start);
  const { operations } = await insertOperations(4);
  await store.transaction(async (tx) => {
    const ended = { wakeAt: null, settledAt: start + minute };
    await tx.saveOperation({ ...operations[0]!, ...ended, state: 'refused', refusal: 403 });
    await tx.saveOperation({ ...operations[1]!, ...ended, state: 'unknown', settledAt: start - minute });
    await tx.saveOperation({ ...operations[2]!, ...ended, state: 'acknowledged' });
  });
  const after = await store.countOperations(start);
  expect(after).toEqual({ waiting: before.waiting + 1, failedSince: before.failedSince + 1 });
});

test('a new owner wakes the oldest operation of every chat', async () => {
  await using own = await openFixture();
  const { store, instances } = own.db;
  await instances.create('second');
  const chats = [await makeChat(own), await makeChat(own)];
  const heads: string[] = [];
  for (const { chatId, messageId } of chats) {
    const command = commandOf(chatId);
    const planned = [operationOf(command, messageId), operationOf(command, messageId)];
    await store.transaction((tx) => tx.insertCommand(command, planned));
    heads.push(planned[0]!.id);
  }
  const wakes = await store.headOperations('main');
  expect(wakes.map(({ id }) => id)).toEqual(heads);
  expect(await store.unsettledOperations('main')).toHaveLength(4);
  expect(wakes[0]).toEqual({ kind: 'operation', instanceId: 'main', id: heads[0], at: start });
  expect(await store.unsettledOperations('second')).toEqual([]);
});
