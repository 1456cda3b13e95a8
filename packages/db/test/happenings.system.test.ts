import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { acknowledged, commandOf, type Fixture, heard, makeChat, openFixture, operationOf, start } from './fixture.js';
import { bodiesFor, forgetWebhooks, putIntoWords, subscribe } from './webhook-fixture.js';

describe('what happened', () => {
  let fixture: Fixture;
  beforeAll(async () => {
    fixture = await openFixture();
  });
  afterAll(() => fixture[Symbol.asyncDispose]());
  afterEach(() => forgetWebhooks(fixture));

  const hear = (...texts: string[]) =>
    fixture.db.store.saveMessages(
      'main',
      texts.map((text) => heard({ text })),
      start,
    );

  it('is noted with the messages that are heard, in their order, and said once', async () => {
    const { id } = await subscribe(fixture);
    expect(await hear('one', 'two')).toEqual([{ kind: 'happenings', id: 'main', at: start }]);
    expect(await hear('three')).toHaveLength(1);
    expect(await putIntoWords(fixture)).toEqual({ count: 3, wakes: [{ kind: 'webhook', id, at: start }] });
    expect(await putIntoWords(fixture)).toEqual({ count: 0, wakes: [] });
    expect(await bodiesFor(fixture, id)).toEqual(['one', 'two', 'three'].map((about) => ({ kind: 'message', about })));
  });

  it('is not noted where nobody asked: no webhook, another kind, another instance, switched off', async () => {
    expect(await hear('one')).toEqual([]);
    await fixture.db.instances.create('other');
    await subscribe(fixture, { about: ['pinned'] });
    await subscribe(fixture, { instanceId: 'other' });
    await subscribe(fixture, { enabled: false });
    expect(await hear('two')).toEqual([]);
    await subscribe(fixture, { instanceId: null });
    expect(await hear('three')).toHaveLength(1);
  });

  it('leaves out what a phone tells of the past, and what was stored already', async () => {
    await subscribe(fixture);
    const message = heard();
    expect(await fixture.db.store.saveMessages('main', [{ ...message, past: true }], start)).toEqual([]);
    expect(await fixture.db.store.saveMessages('main', [message], start)).toEqual([]);
  });

  it('says a message that was only known by its pin when it is heard', async () => {
    const { id } = await subscribe(fixture);
    const { chatId, jid } = await makeChat(fixture);
    await putIntoWords(fixture);
    const message = heard({ chatJid: jid, text: 'late' });
    await fixture.db.store.transaction((tx) => tx.insertUnheardMessage({ chatId, key: message.key, at: start }));
    await fixture.db.store.saveMessages('main', [message], start);
    await putIntoWords(fixture);
    expect(await bodiesFor(fixture, id)).toEqual([
      { kind: 'message', about: 'Good morning' },
      { kind: 'message', about: 'late' },
    ]);
  });

  it('is noted when an operation ends, and found by the sweep if nobody was woken', async () => {
    const { id } = await subscribe(fixture, { about: ['settled'] });
    const { chatId, messageId } = await makeChat(fixture);
    const command = commandOf(chatId);
    const { store } = fixture.db;
    await store.transaction(async (tx) => {
      const [operation] = await tx.insertCommand(command, [operationOf(command, messageId)]);
      expect(await tx.saveOperation(acknowledged(operation!, start))).toHaveLength(1);
    });
    expect(await store.dueWakes(start, 10)).toContainEqual({ kind: 'happenings', id: 'main', at: start });
    await putIntoWords(fixture);
    expect(await store.dueWakes(start, 10)).toEqual([{ kind: 'webhook', id, at: start }]);
    expect(await bodiesFor(fixture, id)).toEqual([{ kind: 'settled', about: 'Good morning' }]);
  });

  it('is noted when a socket opens and closes, and not when nothing changes', async () => {
    const { id } = await subscribe(fixture, { about: ['connected', 'disconnected'] });
    const { instances } = fixture.db;
    expect(await instances.connect('main', { connectedSince: null }, start)).toEqual([]);
    expect(await instances.connect('main', { connectedSince: start, state: 'linked' }, start)).toHaveLength(1);
    expect(await instances.connect('main', { connectedSince: start + 1 }, start)).toEqual([]);
    expect(await instances.connect('main', { connectedSince: null }, start)).toHaveLength(1);
    expect(await instances.find('main')).toMatchObject({ connectedSince: null, state: 'linked' });
    await putIntoWords(fixture);
    expect(await bodiesFor(fixture, id)).toMatchObject([{ kind: 'connected' }, { kind: 'disconnected' }]);
  });

  it('goes with the transaction that noted it', async () => {
    await subscribe(fixture, { about: ['pinned'] });
    const { chatId, messageId } = await makeChat(fixture);
    const by = { actor: { kind: 'hold' as const }, fromMe: true, jid: null, alt: null };
    const content = { messageId, wireId: 'PIN', durationSeconds: 1, by };
    const failing = fixture.db.store.transaction(async (tx) => {
      expect(await tx.note([{ kind: 'pinned', instanceId: 'main', chatId, at: start, content }], start)).toHaveLength(
        1,
      );
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await putIntoWords(fixture)).toMatchObject({ count: 0 });
  });

  it('is said in one order by two who say it at once', async () => {
    const { id } = await subscribe(fixture);
    const texts = Array.from({ length: 40 }, (_, n) => `text ${n}`);
    await hear(...texts);
    await Promise.all(Array.from({ length: 4 }, () => putIntoWords(fixture)));
    expect(await bodiesFor(fixture, id)).toEqual(texts.map((about) => ({ kind: 'message', about })));
  });
});
