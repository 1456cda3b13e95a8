import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  commandOf,
  type Fixture,
  heard,
  makeChat,
  minute,
  openFixture,
  operationOf,
  pinOf,
  signal,
  start,
} from './fixture.js';

let fixture: Fixture;
beforeAll(async () => (fixture = await openFixture()));
afterAll(() => fixture[Symbol.asyncDispose]());

test('a board holds the pins that nobody took down, the operations under way and the slots', async () => {
  const { store } = fixture.db;
  const { chatId, messageId } = await makeChat(fixture);
  const command = commandOf(chatId);
  const board = await store.transaction(async (tx) => {
    const taken = await tx.insertPin(pinOf(chatId, messageId));
    const standing = await tx.insertPin(pinOf(chatId, messageId, { slot: 2 }));
    await tx.endPins([taken.id], 'unpinned', start);
    const underWay = await tx.insertCommand(command, [operationOf(command, messageId)]);
    expect(await tx.lockBoard(chatId)).toMatchObject({
      chat: { id: chatId },
      board: { slots: 3, pins: [standing], underWay },
    });
    return tx.lockBoard(chatId + 1_000);
  });
  expect(board).toBeNull();
});

test('whoever locks a board second sees what the first has planned', async () => {
  const { store } = fixture.db;
  const { chatId, messageId } = await makeChat(fixture);
  const planOne = () =>
    store.transaction(async (tx) => {
      const { board } = (await tx.lockBoard(chatId))!;
      const command = commandOf(chatId);
      await tx.insertCommand(command, [operationOf(command, messageId)]);
      return board.underWay.length;
    });
  const seen = await Promise.all(Array.from({ length: 8 }, planOne));
  expect(seen.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});

test('messages of a chat are stored while its board is locked', async () => {
  const { store } = fixture.db;
  const { chatId, jid } = await makeChat(fixture);
  await store.transaction(async (tx) => {
    await tx.lockBoard(chatId);
    await store.saveMessages('main', [heard({ chatJid: jid, text: 'meanwhile', sentAt: start + minute })], start);
  });
  expect(await store.lastMessage(chatId)).toMatchObject({ text: 'meanwhile' });
});

test('a hundred expired pins do not hide the one that stands', async () => {
  const { store } = fixture.db;
  const { chatId, messageId } = await makeChat(fixture);
  const ids = await store.transaction(async (tx) => {
    const standing = await tx.insertPin(pinOf(chatId, messageId, { expiresAt: start + 100 * minute }));
    for (let n = 1; n <= 100; n += 1) await tx.insertPin(pinOf(chatId, messageId, { expiresAt: start - n * minute }));
    const { board } = (await tx.lockBoard(chatId))!;
    return { standing: standing.id, read: board.pins.map(({ id }) => id) };
  });
  expect(ids.read).toContain(ids.standing);
  expect(ids.read.length).toBeLessThan(100);
});

test('standing pins are shown newest message first, and count as used slots until they expire', async () => {
  const { store } = fixture.db;
  const { chatId, jid, messageId: old } = await makeChat(fixture);
  await store.saveMessages('main', [heard({ chatJid: jid, sentAt: start + minute, text: 'newer' })], start);
  const newer = (await store.lastMessage(chatId))!;
  await store.transaction(async (tx) => {
    await tx.insertPin(pinOf(chatId, newer.id, { slot: 1, by: { kind: 'schedule', scheduleId: 9 } }));
    await tx.insertPin(pinOf(chatId, old, { slot: 2, pinnedAt: start + minute, expiresAt: start + 2 * minute }));
  });
  const shown = await store.standingPins(chatId, start + minute);
  expect(shown.map(({ message }) => message.id)).toEqual([newer.id, old]);
  expect(shown[0]).toMatchObject({ slot: 1, by: { kind: 'schedule', scheduleId: 9 }, message: { text: 'newer' } });
  const used = async (now: number) => (await store.chats(now, 'main')).find(({ id }) => id === chatId)?.slotsUsed;
  expect(await used(start + minute)).toBe(2);
  expect(await used(start + 2 * minute)).toBe(1);
  expect(await store.chats(start, 'another')).toEqual([]);
});

test('an ended pin keeps its first end, cannot be tended, and can still be read', async () => {
  const { store } = fixture.db;
  const { chatId, messageId } = await makeChat(fixture);
  const { id } = await store.transaction((tx) => tx.insertPin(pinOf(chatId, messageId)));
  await store.transaction(async (tx) => {
    await tx.setPinTending(id, start + minute);
    expect(await tx.lockPin(id)).toMatchObject({ id, tendAt: start + minute });
    await tx.endPins([id], 'replaced', start + 5);
    await tx.endPins([id], 'unpinned', start + 9);
    expect(await tx.lockPin(id)).toBeNull();
  });
  expect(await store.findPin(id)).toMatchObject({ id, endedAt: start + 5 });
});

test('an event is known by the id of our operation, or of a pin recorded before, in its instance only', async () => {
  const { store, instances } = fixture.db;
  await instances.create('second');
  const { chatId, messageId } = await makeChat(fixture);
  const command = commandOf(chatId);
  await store.transaction(async (tx) => {
    await tx.insertCommand(command, [operationOf(command, messageId, { wireId: 'OURS' })]);
    await tx.insertPin(pinOf(chatId, messageId, { wireId: 'THEIRS' }));
    expect(await tx.isKnownEvent('main', 'OURS')).toBe(true);
    expect(await tx.isKnownEvent('main', 'THEIRS')).toBe(true);
    expect(await tx.isKnownEvent('main', 'NEW')).toBe(false);
    expect(await tx.isKnownEvent('second', 'OURS')).toBe(false);
    expect(await tx.isKnownEvent('second', 'THEIRS')).toBe(false);
  });
});

test('a transaction that throws leaves nothing behind', async () => {
  const { store } = fixture.db;
  const { chatId, messageId } = await makeChat(fixture);
  const began = signal();
  const failing = store.transaction(async (tx) => {
    await tx.insertPin(pinOf(chatId, messageId));
    began.send();
    throw new Error('no');
  });
  await began.sent;
  await expect(failing).rejects.toThrow('no');
  expect(await store.standingPins(chatId, start)).toEqual([]);
});
