import { type RotationItem, timetableOf, usualCatchUp } from '@pinwheel/domain';
import type { Transaction } from '@pinwheel/pinning';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Fixture, makeChat, minute, openFixture, signal, start, unique } from './fixture.js';

let fixture: Fixture;
beforeAll(async () => (fixture = await openFixture()));
afterAll(() => fixture[Symbol.asyncDispose]());

const target = { chatId: 1, messageId: null, language: 'en' } as const;

type NewSchedule = Parameters<Transaction['insertSchedule']>[0];
type NewRotation = Parameters<Transaction['insertRotation']>[0];

const scheduleOf = (chatId: number, source = unique('telegram:')): NewSchedule => ({
  ...{ chatId, source, target, words: 'every monday 9:00', state: 'active', nextAt: start + minute, lastAt: null },
  actor: { kind: 'admin', telegramId: 7, name: 'Ana' },
  ...timetableOf({ kind: 'interval', everyMs: minute, from: start }),
  ...{ catchUp: usualCatchUp, doneUntil: start },
  action: { kind: 'pin', target: { kind: 'text', text: 'Stand-up' }, hold: { kind: 'length', ms: minute }, slot: 2 },
});

const rotationOf = (chatId: number, name: string): NewRotation => ({
  ...{ chatId, name, words: 'daily', slot: 3, state: 'active', nextAt: start, lastAt: null },
  ...{ currentItemId: null, currentMessageId: null },
  ...{ rule: { kind: 'once', at: start }, actor: { kind: 'hold' }, target },
});

test('the same source is the same schedule, even at the same moment', async () => {
  const { store } = fixture.db;
  const { chatId } = await makeChat(fixture);
  const insert = () => store.transaction((tx) => tx.insertSchedule(scheduleOf(chatId, 'telegram:twice')));
  const [one, two] = await Promise.all([insert(), insert()]);
  expect(two).toEqual(one);
  const { source: _, target: __, ...declared } = scheduleOf(chatId);
  expect(await store.schedules(chatId)).toEqual([{ ...declared, pausedBecause: null, id: one.id }]);
});

test('a deleted schedule is no longer listed, and still read by its number', async () => {
  const { store } = fixture.db;
  const { chatId } = await makeChat(fixture);
  const schedule = await store.transaction(async (tx) => {
    const { id } = await tx.insertSchedule(scheduleOf(chatId));
    const locked = (await tx.lockSchedule(id))!;
    expect(locked.target).toEqual(target);
    await tx.saveSchedule({ ...locked, state: 'deleted', nextAt: null, lastAt: start });
    return locked;
  });
  expect(await store.schedules(chatId)).toEqual([]);
  expect(await store.findSchedule(schedule.id)).toMatchObject({ state: 'deleted', nextAt: null, lastAt: start });
});

test('a schedule that is locked makes others wait for what becomes of it', async () => {
  const { store } = fixture.db;
  const { chatId } = await makeChat(fixture);
  const schedule = await store.transaction((tx) => tx.insertSchedule(scheduleOf(chatId)));
  const locked = signal();
  const first = store.transaction(async (tx) => {
    await tx.lockSchedule(schedule.id);
    locked.send();
    await tx.saveSchedule({ ...schedule, state: 'paused', nextAt: null });
  });
  await locked.sent;
  expect(await store.transaction((tx) => tx.lockSchedule(schedule.id))).toMatchObject({ state: 'paused' });
  await first;
});

test('a name belongs to one rotation of a chat until that is deleted, whatever its case', async () => {
  const { store } = fixture.db;
  const { chatId } = await makeChat(fixture);
  const { chatId: elsewhere } = await makeChat(fixture);
  const insert = (chat: number, name: string) => store.transaction((tx) => tx.insertRotation(rotationOf(chat, name)));
  const rotation = (await insert(chatId, 'Ofertas'))!;
  expect(await insert(chatId, 'OFERTAS')).toBeNull();
  expect(await insert(elsewhere, 'ofertas')).not.toBeNull();
  await store.transaction((tx) => tx.saveRotation({ ...rotation, state: 'deleted', nextAt: null }));
  const successor = (await insert(chatId, 'ofertas'))!;
  expect(await store.rotations(chatId)).toEqual([successor]);
  const raced = await Promise.all([insert(chatId, 'race'), insert(chatId, 'Race')]);
  expect(raced.filter((inserted) => inserted === null)).toHaveLength(1);
});

test('items keep their numbers when they move, new ones get one, missing ones go', async () => {
  const { store } = fixture.db;
  const { chatId, messageId } = await makeChat(fixture);
  const text = (words: string): RotationItem => ({ id: 0, target: { kind: 'text', text: words }, messageId: null });
  const rotation = (await store.transaction((tx) => tx.insertRotation(rotationOf(chatId, 'items'))))!;
  const filled = await store.transaction((tx) =>
    tx.saveRotation({ ...rotation, items: [text('a'), text('b'), text('c')] }),
  );
  const [a, , c] = filled.items as [RotationItem, RotationItem, RotationItem];
  const added: RotationItem = { id: 0, target: { kind: 'message', messageId }, messageId };
  const saved = await store.transaction(async (tx) => {
    const locked = (await tx.lockRotation(rotation.id))!;
    expect(locked).toEqual({ ...filled, actor: { kind: 'hold' }, target });
    return tx.saveRotation({ ...locked, currentItemId: c.id, items: [{ ...c, messageId }, a, added] });
  });
  const [, , last] = saved.items as [RotationItem, RotationItem, RotationItem];
  expect(last.id).toBeGreaterThan(c.id);
  const found = await store.findRotation(rotation.id);
  expect(found).toEqual({ ...filled, currentItemId: c.id, items: [{ ...c, messageId }, a, { ...added, id: last.id }] });
});
