import type { PinwheelClient } from '@pinwheel/client';
import { favorite, pinChat } from '@pinwheel/pinning';
import { eventually } from '@pinwheel/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { good, openV1, problemOf, type V1Fixture } from './fixture.js';

describe('reading', () => {
  let fixture: V1Fixture;
  let api: PinwheelClient;
  beforeAll(async () => {
    fixture = await openV1();
    api = await fixture.client();
  });
  afterAll(() => fixture[Symbol.asyncDispose]());

  it('pages through messages, and neither repeats nor loses one while new ones come', async () => {
    const { chat, messages } = await fixture.say(7);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const query = { chat, limit: 3, ...(cursor && { cursor }) };
      const page = good(await api.GET('/v1/messages', { params: { query } }));
      seen.push(...page.items.map(({ id }) => id));
      const { store } = fixture.context.deps;
      await fixture.hear(1, { jid: (await store.findChat(Number(chat.slice(1))))!.jid });
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(seen).toHaveLength(7);
    expect(new Set(seen)).toEqual(new Set(messages));
  });

  it('searches messages by words, sender and media', async () => {
    const one = await fixture.say(1, {}, { text: 'The lift is being repaired', senderName: 'Rosa' });
    await fixture.say(1, {}, { text: 'Holiday photos', kind: 'image' });
    const find = async (query: object) =>
      good(await api.GET('/v1/messages', { params: { query } })).items.map(({ text }) => text);
    expect(await find({ words: 'repaired LIFT' })).toEqual(['The lift is being repaired']);
    expect(await find({ from: 'ros' })).toEqual(['The lift is being repaired']);
    expect(await find({ media: 'true' })).toEqual(['Holiday photos']);
    expect(await find({ chat: one.chat, words: 'photos' })).toEqual([]);
    const message = good(await api.GET('/v1/messages/{message}', { params: { path: { message: one.messages[0]! } } }));
    expect(message).toMatchObject({ wireId: one.wireIds[0], sender: { name: 'Rosa' } });
  });

  it('finds chats by a part of their name', async () => {
    const { chat } = await fixture.say(1, { name: 'Condomínio Aurora' });
    const { items } = good(await api.GET('/v1/chats', { params: { query: { name: 'auro' } } }));
    expect(items).toMatchObject([{ id: chat, name: 'Condomínio Aurora', kind: 'group', instance: 'main' }]);
    expect(good(await api.GET('/v1/chats/{chat}', { params: { path: { chat } } })).id).toBe(chat);
  });

  it('tells what became of an operation, step by step', async () => {
    const { chat, messages } = await fixture.say(1);
    fixture.outcomes.push({ kind: 'unknown', why: 'connection_lost' });
    const asked = { params: { path: { chat } }, body: { message: messages[0]! } };
    const { operations } = good(await api.POST('/v1/boards/{chat}/pins', asked));
    const path = { operation: operations[0]!.id };
    const { history, state, attempts } = good(await api.GET('/v1/operations/{operation}', { params: { path } }));
    expect(history.map(({ what, attempt }) => `${what} ${attempt}`)).toEqual([
      ...['claimed 1', 'connection_lost 1', 'claimed 2', 'acknowledged 2'],
    ]);
    expect({ state, attempts }).toEqual({ state: 'acknowledged', attempts: 2 });
  });

  it('tells who did what', async () => {
    const { items } = good(await api.GET('/v1/audit', { params: { query: { limit: 1 } } }));
    expect(items).toMatchObject([{ what: 'pin', by: { kind: 'token' }, outcome: 'done' }]);
    const path = { entry: items[0]!.id };
    expect(good(await api.GET('/v1/audit/{entry}', { params: { path } }))).toEqual(items[0]);
  });

  it('links an account: the QR code as a picture and as text, which are nowhere else', async () => {
    const { instances } = fixture.context.database;
    expect(problemOf(await api.POST('/v1/linkings', { params: {}, body: {} }))).toMatchObject({
      kind: 'already-linked',
    });
    const own = await fixture.client('main');
    expect(good(await own.DELETE('/v1/instances/{instance}/link', { params: { path: { instance: 'main' } } }))).toEqual(
      expect.objectContaining({ id: 'main', state: 'leaving' }),
    );
    await instances.update('main', { state: 'unlinked' });
    const linking = good(await own.POST('/v1/linkings', { params: {}, body: {} }));
    const path = { params: { path: { linking: linking.id } } };
    expect(problemOf(await own.GET('/v1/linkings/{linking}/code', path))).toMatchObject({ kind: 'nothing-to-show' });
    await instances.updateLinking(linking.id, { state: 'shown', secret: '2@a-secret-of-whatsapp', shown: 1 });
    expect(good(await own.GET('/v1/linkings/{linking}', path))).toMatchObject({ state: 'shown', shown: 1 });
    expect(good(await own.GET('/v1/linkings/{linking}/code', path))).toEqual({ text: '2@a-secret-of-whatsapp' });
    const picture = await own.GET('/v1/linkings/{linking}/qr.png', { ...path, parseAs: 'arrayBuffer' });
    expect(picture.response.headers.get('content-type')).toBe('image/png');
    expect(picture.response.headers.get('cache-control')).toBe('no-store');
    expect([...new Uint8Array(picture.data as ArrayBuffer).slice(1, 4)]).toEqual([...Buffer.from('PNG')]);
    expect(good(await own.DELETE('/v1/linkings/{linking}', path)).state).toBe('cancelled');
    expect(fixture.logs.text()).not.toContain('a-secret-of-whatsapp');
    await instances.create('other');
    const stranger = await fixture.client('other');
    expect(problemOf(await stranger.POST('/v1/linkings', { params: {}, body: {} }))).toMatchObject({ status: 403 });
    expect(problemOf(await stranger.GET('/v1/linkings/{linking}', path))).toMatchObject({ status: 404 });
    expect(good(await stranger.GET('/v1/instances')).items.map(({ id }) => id)).toEqual(['other']);
  });

  it('makes one webhook under a key, also when the process died before it kept its answer', async () => {
    const body = { label: 'once', url: 'https://example.com/', events: ['message.pinned' as const] };
    const make = () => api.POST('/v1/webhooks', { params: { header: { 'idempotency-key': 'one-webhook' } }, body });
    const made = good(await make());
    await fixture.context.database.drizzle.execute(
      `update idempotency_keys set answer = null where key = 'one-webhook'`,
    );
    expect(good(await make())).toEqual(made);
  });

  it('keeps webhooks, each with the secret that signs', async () => {
    const body = { label: 'crm', url: 'https://example.org/hook', events: ['message.pinned' as const] };
    const webhook = good(await api.POST('/v1/webhooks', { params: {}, body }));
    expect(webhook).toMatchObject({ label: 'crm', enabled: true, events: ['message.pinned'], instance: null });
    expect(problemOf(await api.POST('/v1/webhooks', { params: {}, body }))).toMatchObject({ kind: 'label-taken' });
    const path = { params: { path: { webhook: webhook.id } } };
    const { secret } = good(await api.GET('/v1/webhooks/{webhook}/secret', path));
    expect(secret.length).toBeGreaterThan(20);
    expect(fixture.logs.text()).not.toContain(secret);
    const off = await api.PATCH('/v1/webhooks/{webhook}', { ...path, body: { enabled: false } });
    expect(good(off).enabled).toBe(false);
    const inside = { ...body, label: 'inside', url: 'http://127.0.0.1/hook' };
    expect(problemOf(await api.POST('/v1/webhooks', { params: {}, body: inside }))).toMatchObject({
      errors: [{ pointer: '#/url' }],
    });
    expect(good(await api.GET('/v1/deliveries')).items).toEqual([]);
    expect((await api.DELETE('/v1/webhooks/{webhook}', path)).response.status).toBe(204);
    expect(problemOf(await api.GET('/v1/webhooks/{webhook}', path))).toMatchObject({ status: 404 });
  });

  it('lets a webhook of a dialect be switched off, and says where the rest of it is set', async () => {
    const token = await fixture.token('dialects');
    const url = 'https://example.org/dialect';
    const set = (method: string, path: string, body: object) =>
      fetch(`${fixture.url}${path}`, {
        ...{ method, body: JSON.stringify(body), headers: { token, 'content-type': 'application/json' } },
      });
    for (const label of ['a', 'b', 'c', 'd'])
      await set('POST', '/api/events/webhook/main', { label, url, events: ['instance.state'], enabled: label !== 'd' });
    await set('PUT', `/instances/main/token/${token}/update-webhook-connected`, { value: url });
    const { items } = good(await api.GET('/v1/webhooks'));
    const change = (label: string, body: object) =>
      api.PATCH('/v1/webhooks/{webhook}', {
        params: { path: { webhook: items.find((each) => each.label === label)!.id } },
        body,
      });
    for (const [label, fields, where] of [
      [
        'a',
        { authorization: 'Bearer x', events: ['message.heard'] },
        'POST /api/events/webhook/main with the label “a”',
      ],
      ['d', { url, enabled: true }, 'POST /api/events/webhook/main with the label “d”'],
      ['connected', { events: ['message.heard'] }, 'PUT /instances/main/token/…/update-webhook-connected'],
    ] as const)
      expect(problemOf(await change(label, fields))).toMatchObject({
        ...{ status: 409, kind: 'set-elsewhere', detail: expect.stringContaining(where) as string },
        errors: Object.keys(fields).map((field) => ({ pointer: `#/${field}` })),
      });
    expect(good(await api.GET('/v1/webhooks')).items).toEqual(items);
    expect(good(await change('connected', { enabled: false })).enabled).toBe(false);
  });

  it('tells webhooks how a change of the view ended: which, and of what', async () => {
    const { chat, messages } = await fixture.say(1);
    const body = { label: 'views', url: 'https://example.org/views', events: ['operation.settled' as const] };
    const webhook = good(await api.POST('/v1/webhooks', { params: {}, body }));
    const [chatId, messageId] = [chat, messages[0]!].map((ref) => Number(ref.slice(1))) as [number, number];
    const origin = { chatId, actor: { kind: 'hold' as const }, repeated: 'send' as const };
    const { deps, database } = fixture.context;
    await pinChat(deps, { ...origin, source: 'view:1', pinned: true });
    await favorite(deps, { ...origin, source: 'view:2', messageId: null, favorite: false });
    await favorite(deps, { ...origin, source: 'view:3', messageId, favorite: true });
    const told = await eventually(async () => {
      const found = await database.deliveries.list({ instanceId: null, webhookId: webhook.id, limit: 10 });
      return found.length === 3 && found.toReversed().map(({ body: said }) => JSON.parse(said) as object);
    });
    expect(told).toMatchObject([
      { message: null, operation: { kind: 'pin_chat', pinned: true, state: 'acknowledged' } },
      { message: null, operation: { kind: 'favorite_chat', favorite: false } },
      { message: { ref: messages[0] }, operation: { kind: 'favorite_message', favorite: true } },
    ]);
  });

  it('announces in several chats, and tells how it stands in each', async () => {
    const [one, two] = [await fixture.say(1), await fixture.say(1)];
    const body = { text: 'Water off on Tuesday', chats: [one.chat, two.chat], hold: '7d' };
    const announcement = good(await api.POST('/v1/announcements', { params: {}, body }));
    expect(announcement.results.map(({ chat, state }) => [chat, state])).toEqual([
      [one.chat, 'waiting'],
      [two.chat, 'waiting'],
    ]);
    const path = { params: { path: { announcement: announcement.id } } };
    expect(good(await api.GET('/v1/announcements/{announcement}', path))).toEqual(announcement);
    expect(good(await api.GET('/v1/announcements')).items).toEqual([announcement]);
    expect(problemOf(await api.POST('/v1/announcements/{announcement}/retry', path))).toMatchObject({
      kind: 'nothing-failed',
    });
  });
});
