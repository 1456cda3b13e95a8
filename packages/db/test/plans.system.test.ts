import { type ProgrammeItem, timetableOf, usualCatchUp } from '@pinwheel/domain';
import type { NewRotation, Transaction } from '@pinwheel/pinning';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Fixture, makeChat, minute, openFixture, signal, start, unique } from './fixture.js';

let fixture: Fixture;
beforeAll(async () => (fixture = await openFixture()));
afterAll(() => fixture[Symbol.asyncDispose]());

const target = { chatId: 1, messageId: null, language: 'en' } as const;

type NewSchedule = Parameters<Transaction['insertSchedule']>[0];

const scheduleOf = (chatId: number, source = unique('telegram:')): NewSchedule => ({
  ...{ chatId, source, target, words: 'every monday 9:00', state: 'active', nextAt: start + minute, lastAt: null },
  actor: { kind: 'admin', telegramId: 7, name: 'Ana' },
  ...timetableOf({ kind: 'interval', everyMs: minute, from: start }),
  ...{ catchUp: usualCatchUp, doneUntil: start },
  action: { kind: 'pin', target: { kind: 'text', text: 'Stand-up' }, hold: { kind: 'length', ms: minute }, slot: 2 },
});

const rotationOf = (chatIds: readonly number[], name: string, source = unique('telegram:')): NewRotation => ({
  ...{ source, name, words: 'daily', rule: { kind: 'once', at: start }, slot: 3, shuffled: false },
  ...{ actor: { kind: 'hold' }, target },
  chats: chatIds.map((chatId, index) => ({ chatId, delayMs: index * minute, nextAt: start + index * minute })),
});

const itemOf = (shown: ProgrammeItem['target'], fields: Partial<ProgrammeItem> = {}): ProgrammeItem => ({
  ...{ id: 0, target: shown, weight: 1, window: { from: null, until: null }, leastMs: null },
  ...fields,
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

test('a name belongs to one rotation of a chat until that is deleted there, whatever its case', async () => {
  const { store } = fixture.db;
  const [{ chatId }, { chatId: elsewhere }] = [await makeChat(fixture), await makeChat(fixture)];
  const insert = (chats: number[], name: string) =>
    store.transaction((tx) => tx.insertRotation(rotationOf(chats, name)));
  const [rotation] = (await insert([chatId], 'Ofertas'))!;
  expect(await insert([chatId], 'OFERTAS')).toBeNull();
  expect(await insert([elsewhere, chatId], 'ofertas')).toBeNull();
  expect(await insert([elsewhere], 'ofertas')).not.toBeNull();
  await store.transaction((tx) => tx.saveRotation({ ...rotation!, state: 'deleted', nextAt: null }));
  const successors = (await insert([chatId], 'ofertas'))!;
  expect(await store.rotations(chatId)).toEqual(successors);
  const raced = await Promise.all([insert([chatId], 'race'), insert([elsewhere, chatId], 'Race')]);
  expect(raced.filter((inserted) => inserted === null)).toHaveLength(1);
});

test('a rotation in several chats stands in each for itself, and is found by what has made and changed it', async () => {
  const { store } = fixture.db;
  const chats = [await makeChat(fixture), await makeChat(fixture)];
  const chatIds = chats.map(({ chatId }) => chatId);
  await store.transaction(async (tx) => {
    const made = (await tx.insertRotation(rotationOf(chatIds, 'everywhere', 'telegram:made')))!;
    const { id } = made[0]!;
    await tx.saveItems(id, [itemOf({ kind: 'text', text: 'a' }, { weight: 3, leastMs: minute })]);
    await tx.noteRotationChange('telegram:changed', id);
  });
  const standing = await store.transaction((tx) => tx.findRotationBySource('telegram:changed'));
  expect(standing.map(({ chatId, delayMs, nextAt }) => [chatId, delayMs, nextAt])).toEqual([
    [chatIds[0], 0, start],
    [chatIds[1], minute, start + minute],
  ]);
  const [first] = standing;
  const item = { ...first!.items[0]!, messageId: chats[0]!.messageId, shown: 2, goneTold: true };
  const turned = { ...first!, items: [item], round: 4, currentItemId: item.id, currentSince: start, emptySince: start };
  await store.transaction((tx) => tx.saveRotation(turned));
  expect(await store.transaction((tx) => tx.findRotationBySource('telegram:made'))).toEqual([turned, standing[1]]);
  expect(await store.findAiring(first!.airingId)).toEqual({ ...turned, actor: { kind: 'hold' }, target });
});

test('items keep their numbers when they move, new ones get one, missing ones go', async () => {
  const { store } = fixture.db;
  const { chatId, messageId } = await makeChat(fixture);
  const text = (words: string) => itemOf({ kind: 'text', text: words });
  const [rotation] = (await store.transaction((tx) => tx.insertRotation(rotationOf([chatId], 'items'))))!;
  const { id } = rotation!;
  await store.transaction((tx) => tx.saveItems(id, [text('a'), text('b'), text('c')]));
  const [filled] = await store.findRotation(id);
  const [a, , c] = filled!.items;
  const window = { from: '2026-12-01', until: '2026-12-24' };
  const added = itemOf({ kind: 'message', messageId }, { window });
  const turned = { ...filled!, currentItemId: c!.id, items: [{ ...c!, messageId }, a!] };
  await store.transaction(async (tx) => {
    expect(await tx.lockRotation(id)).toEqual([{ ...filled, actor: { kind: 'hold' }, target }]);
    await tx.saveItems(id, [c!, a!, added]);
    await tx.saveRotation(turned);
  });
  const [found] = await store.findRotation(id);
  const last = found!.items[2]!;
  expect(last.id).toBeGreaterThan(c!.id);
  const fresh = { id: last.id, messageId, shown: 0, gone: false, goneTold: false };
  expect(found).toEqual({ ...turned, items: [...turned.items, { ...added, ...fresh }] });
});

test('what was deleted is gone from a rotation, and a text is to be posted again', async () => {
  const { store } = fixture.db;
  const { chatId, messageId } = await makeChat(fixture);
  const items = [itemOf({ kind: 'message', messageId }), itemOf({ kind: 'text', text: 'a' })];
  const id = await store.transaction(async (tx) => {
    const [rotation] = (await tx.insertRotation(rotationOf([chatId], 'gone')))!;
    await tx.saveItems(rotation!.id, items);
    return rotation!.id;
  });
  const [standing] = await store.findRotation(id);
  const shown = standing!.items.map((item) => ({ ...item, messageId }));
  await store.transaction((tx) => tx.saveRotation({ ...standing!, items: shown }));
  expect((await store.findRotation(id))[0]!.items.map(({ gone }) => gone)).toEqual([false, false]);
  await store.transaction((tx) => tx.markRevoked(messageId, start));
  const [found] = await store.findRotation(id);
  expect(found!.items.map(({ gone, messageId: message }) => [gone, message])).toEqual([
    [true, messageId],
    [false, null],
  ]);
});
