import type { HeardChat } from '@pinwheel/pinning';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Fixture, heard, makeChat, minute, openFixture, signal, somebodyWaits, start, unique } from './fixture.js';

let fixture: Fixture;
beforeAll(async () => (fixture = await openFixture()));
afterAll(() => fixture[Symbol.asyncDispose]());

test('what was heard comes back exactly as it was received', async () => {
  const { store, drizzle } = fixture.db;
  const chatJid = `${unique('99')}@g.us`;
  const said = heard({
    chatJid,
    key: { remoteJid: chatJid, id: 'AB%_\\"\'', fromMe: false, participant: '123:4@lid' },
    text: 'Olá 👋🏽\n\ttudo "bem"? \\u0000 ½',
    sentAt: start + 123,
    raw: Uint8Array.of(0, 255, 13, 10),
  });
  await store.saveMessages('main', [said], start);
  const chatId = (await store.chatIdOf('main', chatJid))!;
  const { id, ...stored } = (await store.lastMessage(chatId))!;
  const { chatJid: _, raw, ...expected } = said;
  expect(stored).toEqual({ ...expected, chatId, revokedAt: null, arrived: true });
  const { rows } = await drizzle.execute<{ raw: Buffer }>(sql`select raw from messages where id = ${id}`);
  expect([...rows[0]!.raw]).toEqual([...raw]);
});

test('a private message has no participant in its key', async () => {
  const { store } = fixture.db;
  const chatJid = `${unique('55')}@s.whatsapp.net`;
  const key = { remoteJid: chatJid, id: 'P1', fromMe: false };
  await store.saveMessages('main', [heard({ chatJid, key })], start);
  const chatId = (await store.chatIdOf('main', chatJid))!;
  expect((await store.lastMessage(chatId))!.key).toStrictEqual(key);
  expect(await store.findChat(chatId)).toMatchObject({ kind: 'private', name: 'Maria', timeZone: 'America/Sao_Paulo' });
});

test('a message heard many times is stored once, and repetitions burn no numbers', async () => {
  await using own = await openFixture();
  const { store } = own.db;
  const repeated = heard({ id: 'SAME', text: 'first' });
  await store.saveMessages('main', [repeated, { ...repeated, text: 'again' }], start);
  const chatId = (await store.chatIdOf('main', repeated.chatJid))!;
  for (let n = 0; n < 5; n += 1) await store.saveMessages('main', [repeated], start);
  await store.saveChats('main', [metadata(repeated.chatJid), metadata('other@g.us')]);
  await store.saveMessages('main', [heard({ text: 'second', sentAt: start + 1 }), repeated], start);
  const all = await store.messages({ chatId, limit: 10 });
  expect(all.map(({ id, text }) => [id, text])).toEqual([
    [2, 'second'],
    [1, 'first'],
  ]);
  expect((await store.chats(start)).map(({ id }) => id)).toEqual([1, 2]);
});

test('batches that overlap and run at once store every message once', async () => {
  await using own = await openFixture();
  const { store } = own.db;
  const all = Array.from({ length: 120 }, (_, n) =>
    heard({ id: `M${n}`, chatJid: `${n % 7}@g.us`, sentAt: start + n }),
  );
  const batches = Array.from({ length: 8 }, (_, n) => all.slice(n * 10, n * 10 + 50).toReversed());
  await Promise.all(batches.map((batch) => store.saveMessages('main', batch, start)));
  const chats = await store.chats(start);
  expect(chats).toHaveLength(7);
  const stored = await Promise.all(chats.map(({ id }) => store.messages({ chatId: id, limit: 200 })));
  expect(
    stored
      .flat()
      .map(({ key }) => key.id)
      .toSorted(),
  ).toEqual(all.map(({ key }) => key.id).toSorted());
});

test('numbers grow in the order in which messages were heard', async () => {
  const { store } = fixture.db;
  const { jid } = await makeChat(fixture);
  const batch = Array.from({ length: 200 }, (_, n) => heard({ chatJid: jid, text: `${n}`, sentAt: start + minute }));
  await store.saveMessages('main', batch, start);
  const chatId = (await store.chatIdOf('main', jid))!;
  const texts = (await store.messages({ chatId, limit: 200 })).map(({ text }) => Number(text));
  expect(texts).toEqual(Array.from({ length: 200 }, (_, n) => 199 - n));
});

test('a message that was pinned before it was heard is completed by the heard one under its number', async () => {
  const { store } = fixture.db;
  const { chatId, jid, messageId } = await makeChat(fixture);
  const key = { remoteJid: jid, id: unique('PINNED'), fromMe: false, participant: '8@lid' };
  const unheard = await store.transaction(async (tx) => {
    const inserted = await tx.insertUnheardMessage({ chatId, key, at: start + minute });
    expect(await tx.insertUnheardMessage({ chatId, key, at: start + 2 * minute })).toEqual(inserted);
    return inserted;
  });
  expect(unheard).toMatchObject({ chatId, key, kind: 'unknown', text: null, arrived: true });
  expect((await store.lastMessage(chatId))!.id).toBe(messageId);
  await store.saveMessages('main', [heard({ chatJid: jid, key, text: 'here it is', sentAt: start + 5 })], start);
  expect(await store.findMessage(unheard.id)).toMatchObject({
    id: unheard.id,
    text: 'here it is',
    kind: 'text',
    sentAt: start + 5,
  });
  await store.saveMessages('main', [heard({ chatJid: jid, key, text: 'forged later' })], start);
  expect(await store.findMessage(unheard.id)).toMatchObject({ text: 'here it is' });
});

test('a message that is heard while somebody records its pin is complete', async () => {
  const { store } = fixture.db;
  const { chatId, jid } = await makeChat(fixture);
  const key = { remoteJid: jid, id: unique('RACE'), fromMe: false, participant: '8@lid' };
  const recorded = signal();
  const waiting = signal();
  const recording = store.transaction(async (tx) => {
    await tx.lockBoard(chatId);
    const { id } = await tx.insertUnheardMessage({ chatId, key, at: start });
    recorded.send();
    await waiting.sent;
    return id;
  });
  await recorded.sent;
  const saved = store.saveMessages('main', [heard({ chatJid: jid, key, text: 'raced' })], start);
  await somebodyWaits(fixture);
  waiting.send();
  const id = await recording;
  await saved;
  expect(await store.findMessage(id)).toMatchObject({ id, text: 'raced', kind: 'text' });
});

test('our own text is listed once it has arrived, with the time of its arrival, and our echo changes nothing', async () => {
  const { store } = fixture.db;
  const { chatId, jid, messageId } = await makeChat(fixture);
  const key = { remoteJid: jid, id: unique('OWN'), fromMe: true };
  const own = await store.transaction((tx) => tx.insertOwnMessage({ chatId, key, text: 'Sunday', sentAt: start }));
  expect(own).toMatchObject({ key, kind: 'text', text: 'Sunday', arrived: false });
  expect((await store.lastMessage(chatId))!.id).toBe(messageId);
  await store.saveMessages('main', [heard({ chatJid: jid, key, text: 'Sunday' })], start);
  expect(await store.findMessage(own.id)).toMatchObject({ arrived: false });
  await store.transaction((tx) => tx.markArrived(own.id, start + minute));
  expect(await store.lastMessage(chatId)).toMatchObject({ id: own.id, arrived: true, sentAt: start + minute });
});

test('nothing that somebody sends makes a batch fail', async () => {
  const { store } = fixture.db;
  const { chatId, jid } = await makeChat(fixture);
  const at = start + minute;
  await store.saveMessages(
    'main',
    [
      heard({ chatJid: jid, text: 'a\0b\uD83D', senderName: '\uDC00Zé\0', sentAt: at + 1 }),
      heard({ chatJid: jid, id: 'x'.repeat(10_000) }),
      heard({ chatJid: `${'9'.repeat(10_000)}@g.us` }),
      heard({ chatJid: jid, sentAt: Number.MAX_VALUE, text: 'from the far future' }),
      heard({ chatJid: jid, sentAt: Number.NaN, text: 'from no time' }),
      heard({ chatJid: jid, text: 'x'.repeat(1_000_000), sentAt: at }),
    ],
    start,
  );
  const stored = await store.messages({ chatId, limit: 10 });
  expect(stored.map(({ text }) => text?.slice(0, 20))).toEqual([
    'from the far future',
    'a\uFFFDb\uFFFD',
    'x'.repeat(20),
    'Good morning',
    'from no time',
  ]);
  expect(stored[1]!.senderName).toBe('\uFFFDZé\uFFFD');
});

test('messages of an instance that does not exist are refused, not lost', async () => {
  await expect(fixture.db.store.saveMessages('nobody', [heard()], start)).rejects.toThrow('instance');
  await expect(fixture.db.store.saveChats('nobody', [metadata('1@g.us')])).rejects.toThrow('instance');
});

test('an instance was last heard when its latest batch came', async () => {
  const { store, instances } = fixture.db;
  await instances.create('heard');
  await store.saveMessages('heard', [heard()], start + minute);
  await store.saveMessages('heard', [heard()], start);
  expect(await instances.find('heard')).toMatchObject({ lastHeardAt: start + minute });
});

test('messages are found by every word in any case, by sender and by media, newest first', async () => {
  const { store } = fixture.db;
  const { jid, chatId } = await makeChat(fixture);
  const later = (n: number) => ({ chatJid: jid, sentAt: start + n * minute });
  await store.saveMessages(
    'main',
    [
      heard({ ...later(1), text: 'Reunião às 10h: 100% online', senderName: 'João Silva' }),
      heard({ ...later(2), text: 'REUNIÃO adiada', senderName: 'Ana' }),
      heard({ ...later(3), text: 'online_10h', kind: 'image', senderName: 'Ana' }),
      heard({ ...later(4), text: null, kind: 'audio' }),
    ],
    start,
  );
  const texts = async (query: object) =>
    (await store.messages({ chatId, limit: 10, ...query })).map(({ text }) => text);
  expect(await texts({ words: 'reunião' })).toEqual(['REUNIÃO adiada', 'Reunião às 10h: 100% online']);
  expect(await texts({ words: ' ONLINE  reunião' })).toEqual(['Reunião às 10h: 100% online']);
  expect(await texts({ words: '0%' })).toEqual(['Reunião às 10h: 100% online']);
  expect(await texts({ words: 'e_1' })).toEqual(['online_10h']);
  expect(await texts({ from: 'joão' })).toEqual(['Reunião às 10h: 100% online']);
  expect(await texts({ media: true })).toEqual([null, 'online_10h']);
  expect(await texts({ limit: 2, offset: 3 })).toEqual(['Reunião às 10h: 100% online', 'Good morning']);
});

test('the last message is neither deleted nor a notice of the system, and the first says since when we hear', async () => {
  const { store } = fixture.db;
  const { jid, chatId, messageId } = await makeChat(fixture);
  await store.saveMessages(
    'main',
    [
      heard({ chatJid: jid, kind: 'system', text: null, sentAt: start + 2 * minute }),
      heard({ chatJid: jid, id: 'GONE', sentAt: start + minute }),
    ],
    start,
  );
  await store.transaction(async (tx) => {
    const { id } = (await tx.findMessageByKey(chatId, 'GONE'))!;
    await tx.markRevoked(id, start + 3);
    await tx.markRevoked(id, start + 9);
    expect(await tx.findMessage(id)).toMatchObject({ revokedAt: start + 3 });
  });
  expect((await store.lastMessage(chatId))!.id).toBe(messageId);
  expect(await store.heardSince(chatId)).toBe(start);
  expect(await store.heardSince(chatId + 1_000)).toBeNull();
});

test('metadata renews a chat and leaves what an admin has set', async () => {
  const { store, drizzle } = fixture.db;
  const { jid, chatId } = await makeChat(fixture);
  await drizzle.execute(
    sql`update chats set time_zone = 'Asia/Tehran', hold = '{"kind":"forever"}' where id = ${chatId}`,
  );
  await store.saveChats('main', [metadata(jid, 'old name'), metadata(jid, 'Fam\0ily')]);
  expect(await store.findChat(chatId)).toMatchObject({
    ...{ id: chatId, instanceId: 'main', jid, kind: 'group', name: 'Fam\uFFFDily', members: 12, ourRole: 'admin' },
    ...{ onlyAdminsEdit: true, onlyAdminsSpeak: false, disappearingSeconds: null },
    ...{ timeZone: 'Asia/Tehran', hold: { kind: 'forever' } },
  });
  const summary = (await store.chats(start)).find(({ id }) => id === chatId);
  expect(summary).toMatchObject({ name: 'Fam\uFFFDily', slotsUsed: 0, lastMessageAt: start });
});

const metadata = (jid: string, name = 'Team'): HeardChat => ({
  ...{ jid, kind: 'group', name, members: 12, ourRole: 'admin' },
  ...{ onlyAdminsEdit: true, onlyAdminsSpeak: false, disappearingSeconds: null },
});
