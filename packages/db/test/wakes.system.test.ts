import { type Operation, timetableOf, usualCatchUp } from '@pinwheel/domain';
import type { ReportTarget, Wake } from '@pinwheel/pinning';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  acknowledged,
  commandOf,
  type Fixture,
  makeChat,
  minute,
  openFixture,
  operationOf,
  pinOf,
  start,
  unique,
} from './fixture.js';

let fixture: Fixture;
beforeEach(async () => {
  fixture = await openFixture();
});
afterEach(() => fixture[Symbol.asyncDispose]());

const target: ReportTarget = { chatId: 5, messageId: 6, language: 'pt-BR' };
const due = (now = start + minute): Promise<Wake[]> => fixture.db.store.dueWakes(now, 100);

async function insertSchedule(chatId: number, nextAt: number | null) {
  return fixture.db.store.transaction((tx) =>
    tx.insertSchedule({
      ...{
        chatId,
        words: 'once',
        ...timetableOf({ kind: 'once', at: start }),
        ...{ catchUp: usualCatchUp, doneUntil: start - 1 },
        action: { kind: 'unpin_all' },
        nextAt,
        lastAt: null,
      },
      ...{ state: 'active', actor: { kind: 'hold' }, target: null, source: unique('source') },
    }),
  );
}

test('everything is due at its time and not a millisecond before', async () => {
  const { store } = fixture.db;
  const { chatId, messageId } = await makeChat(fixture);
  const at = start + 1;
  const command = commandOf(chatId);
  const schedule = await insertSchedule(chatId, at);
  const planned = operationOf(command, messageId, { wakeAt: at });
  const { pin, rotation } = await store.transaction(async (tx) => {
    await tx.insertCommand(command, [planned]);
    return {
      pin: await tx.insertPin(pinOf(chatId, messageId, { tendAt: at })),
      rotation: await tx.insertRotation({
        ...{ name: 'Daily', words: 'daily', rule: { kind: 'once', at }, slot: null, shuffled: false },
        ...{ actor: { kind: 'hold' }, target: null, source: unique('source') },
        chats: [{ chatId, delayMs: 0, nextAt: at }],
      }),
    };
  });
  const refused = commandOf(chatId, { madeAt: at, target, refusal: { kind: 'chat_gone' } });
  await store.transaction((tx) => tx.insertCommand(refused, []));

  expect(await due(at - 1)).toEqual([]);
  const wakes = await due(at);
  expect(wakes).toHaveLength(5);
  expect(wakes).toEqual(
    expect.arrayContaining([
      { kind: 'operation', instanceId: 'main', id: planned.id, at },
      { kind: 'schedule', id: schedule.id, at },
      { kind: 'rotation', id: rotation![0]!.airingId, at },
      { kind: 'pin', id: pin.id, at },
      { kind: 'report', id: refused.id, at },
    ]),
  );
});

test('what has ended, is paused or is deleted wakes nobody', async () => {
  const { store } = fixture.db;
  const { chatId, messageId } = await makeChat(fixture);
  const command = commandOf(chatId);
  const paused = await insertSchedule(chatId, start);
  const deleted = await insertSchedule(chatId, start);
  await store.transaction(async (tx) => {
    const [operation] = await tx.insertCommand(command, [operationOf(command, messageId)]);
    await tx.saveOperation(acknowledged(operation!, start));
    const pin = await tx.insertPin(pinOf(chatId, messageId, { tendAt: start }));
    await tx.endPins([pin.id], 'unpinned', start);
    await tx.saveSchedule({ ...paused, state: 'paused' });
    await tx.saveSchedule({ ...deleted, state: 'deleted' });
  });
  expect(await due()).toEqual([]);
});

test('a crowd of one kind leaves room for the others', async () => {
  const { store } = fixture.db;
  const crowd = await Promise.all(
    Array.from({ length: 30 }, async () => {
      const { chatId, messageId } = await makeChat(fixture);
      const command = commandOf(chatId);
      const operation = operationOf(command, messageId, { wakeAt: start - minute });
      await store.transaction((tx) => tx.insertCommand(command, [operation]));
      return chatId;
    }),
  );
  const schedule = await insertSchedule(crowd[0]!, start);
  const wakes = await store.dueWakes(start, 10);
  expect(wakes).toHaveLength(10);
  expect(wakes).toContainEqual({ kind: 'schedule', id: schedule.id, at: start });
});

test('of what a chat is owed only the first is woken, until it has ended', async () => {
  const { store } = fixture.db;
  const { chatId, messageId } = await makeChat(fixture);
  const command = commandOf(chatId);
  const line = Array.from({ length: 3 }, () => operationOf(command, messageId, { wakeAt: start }));
  const [first, second] = await store.transaction((tx) => tx.insertCommand(command, line));
  const wokenOf = (wakes: Wake[]) => wakes.filter(({ kind }) => kind === 'operation').map(({ id }) => id);
  expect(wokenOf(await due())).toEqual([first!.id]);
  expect(wokenOf(await store.headOperations('main'))).toEqual([first!.id]);
  await store.transaction((tx) => tx.saveOperation(acknowledged(first!, start)));
  expect(wokenOf(await due())).toEqual([second!.id]);
  expect(wokenOf(await store.headOperations('main'))).toEqual([second!.id]);
});

const reports = async (): Promise<Wake[]> => (await due()).filter(({ kind }) => kind === 'report');

async function insertCommand(reportTo: ReportTarget | null): Promise<{ id: string; operations: Operation[] }> {
  const { chatId, messageId } = await makeChat(fixture);
  const command = commandOf(chatId, { target: reportTo });
  const planned = [operationOf(command, messageId), operationOf(command, messageId)];
  return { id: command.id, operations: await fixture.db.store.transaction((tx) => tx.insertCommand(command, planned)) };
}

const end = (operation: Operation, at: number) =>
  fixture.db.store.transaction((tx) => tx.saveOperation(acknowledged(operation, at)));

test('a command is to be reported when the last of its operations has ended, until it was reported', async () => {
  const { id, operations } = await insertCommand(target);
  await end(operations[0]!, start + 1);
  expect(await reports()).toEqual([]);
  await end(operations[1]!, start + 2);
  expect(await reports()).toEqual([{ kind: 'report', id, at: start + 2 }]);
  await fixture.db.store.markReported(id, start + 3);
  expect(await reports()).toEqual([]);
  expect((await fixture.db.store.findCommand(id))?.command).toMatchObject({ target, reportedAt: start + 3 });
});

test('a target that is known only after the end is reported to', async () => {
  const { id, operations } = await insertCommand(null);
  for (const operation of operations) await end(operation, start + 2);
  expect(await reports()).toEqual([]);
  await fixture.db.store.transaction((tx) => tx.setReportTarget(id, target));
  expect(await reports()).toEqual([{ kind: 'report', id, at: start + 2 }]);
});

test('a target and an end that come at the same moment do not miss each other', async () => {
  const ids: string[] = [];
  for (let n = 0; n < 10; n += 1) {
    const { id, operations } = await insertCommand(null);
    ids.push(id);
    await Promise.all([
      fixture.db.store.transaction((tx) => tx.setReportTarget(id, target)),
      ...operations.map((operation) => end(operation, start)),
    ]);
  }
  expect(new Set((await reports()).map((wake) => wake.id))).toEqual(new Set(ids));
});
