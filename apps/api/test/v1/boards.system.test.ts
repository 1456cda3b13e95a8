import type { PinwheelClient } from '@pinwheel/client';
import { eventually } from '@pinwheel/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acknowledged, later } from '../fixture.js';
import { good, openV1, problemOf, type V1Fixture } from './fixture.js';

describe('boards', () => {
  let fixture: V1Fixture;
  let api: PinwheelClient;
  beforeAll(async () => {
    fixture = await openV1();
    api = await fixture.client();
  });
  afterAll(() => fixture[Symbol.asyncDispose]());

  const board = (chat: string, headers = {}) =>
    api.GET('/v1/boards/{chat}', { params: { path: { chat }, header: headers } });
  const pin = (chat: string, body: object, more: { header?: object; query?: object } = {}) =>
    api.POST('/v1/boards/{chat}/pins', { params: { path: { chat }, ...more }, body: body as { message: string } });
  const unpin = (chat: string, ref: string, header = {}) =>
    api.DELETE('/v1/boards/{chat}/pins/{pin}', { params: { path: { chat, pin: ref }, header } });

  it('pins a message by its ref, and answers when WhatsApp has acknowledged it', async () => {
    const { chat, messages, wireIds } = await fixture.say(1);
    const answer = await pin(chat, { message: messages[0], hold: '7d' });
    expect(answer.response.status).toBe(201);
    const command = good(answer);
    expect(command).toMatchObject({ kind: 'pin', state: 'done', failure: null, chat, actor: { kind: 'token' } });
    expect(answer.response.headers.get('location')).toBe(`/v1/commands/${command.id}`);
    expect(good(await board(chat))).toMatchObject({
      ...{ chat, slots: 3, underWay: [] },
      pins: [{ id: command.pin, slot: 1, message: { id: messages[0], wireId: wireIds[0] }, by: { kind: 'token' } }],
    });
    expect(fixture.sent.at(-1)).toMatchObject({ content: { kind: 'pin', durationSeconds: 604_800 } });
  });

  it('pins by WhatsApp’s id, and a text that it posts first', async () => {
    const { chat, wireIds } = await fixture.say(1);
    expect((await pin(chat, { message: wireIds[0] })).response.status).toBe(201);
    const command = good(await pin(chat, { text: 'Water off on Tuesday', hold: { kind: 'length', seconds: 86_400 } }));
    expect(command.operations.map(({ kind, state }) => [kind, state])).toEqual([
      ['post', 'acknowledged'],
      ['pin', 'acknowledged'],
    ]);
  });

  it('understands a hold in words of both languages, in the chat’s time zone', async () => {
    for (const [hold, kind] of [
      ['for ever', 'forever'],
      ['until friday 18:00', 'until'],
      ['por 2 dias', 'length'],
    ] as const) {
      const { chat, messages } = await fixture.say(1);
      const { operations } = good(await pin(chat, { message: messages[0], hold }));
      expect(operations[0]!.hold).toMatchObject({ kind });
    }
  });

  it('takes a pin down, by its own ref or the message’s', async () => {
    const { chat, messages } = await fixture.say(2);
    const { pin: ref } = good(await pin(chat, { message: messages[0] }));
    await pin(chat, { message: messages[1] });
    expect((await unpin(chat, ref!)).response.status).toBe(200);
    expect(good(await unpin(chat, messages[1]!))).toMatchObject({ kind: 'unpin', state: 'done' });
    expect(good(await board(chat)).pins).toEqual([]);
    expect(problemOf(await unpin(chat, ref!))).toMatchObject({ status: 404, kind: 'not-found' });
  });

  it('takes all pins down', async () => {
    const { chat, messages } = await fixture.say(2);
    for (const message of messages) await pin(chat, { message });
    const all = await api.DELETE('/v1/boards/{chat}/pins', { params: { path: { chat } } });
    expect(good(all).operations).toHaveLength(2);
    const again = await api.DELETE('/v1/boards/{chat}/pins', { params: { path: { chat } } });
    expect(problemOf(again)).toMatchObject({ status: 409, kind: 'not-pinned' });
  });

  it('names the pins that are in the way when the board is full, and makes room by them', async () => {
    const { chat, messages } = await fixture.say(4);
    const refs: string[] = [];
    for (const message of messages.slice(0, 3)) refs.push(good(await pin(chat, { message })).pin!);
    const full = problemOf(await pin(chat, { message: messages[3] }));
    expect(full).toMatchObject({ status: 409, kind: 'board-full', pins: expect.arrayContaining(refs) });
    const replaced = good(await pin(chat, { message: messages[3], replace: [refs[1]] }));
    expect(replaced.operations.map(({ kind }) => kind)).toEqual(['unpin', 'pin']);
    expect(problemOf(await pin(chat, { message: messages[3] }))).toMatchObject({ kind: 'already-pinned' });
    expect(problemOf(await pin(chat, { message: messages[1], slot: 1 }))).toMatchObject({ status: 409 });
    expect(problemOf(await pin(chat, { message: messages[1], slot: 9 }))).toMatchObject({ kind: 'no-such-slot' });
  });

  it('says that WhatsApp refused it, with the number', async () => {
    const { chat, messages } = await fixture.say(1);
    fixture.outcomes.push({ kind: 'refused', code: 403 });
    const refused = problemOf(await pin(chat, { message: messages[0] }));
    expect(refused).toMatchObject({ status: 409, kind: 'whatsapp-refused', code: 403 });
    const { command } = refused as { command: string };
    const found = await api.GET('/v1/commands/{command}', { params: { path: { command } } });
    expect(good(found)).toMatchObject({ state: 'failed', operations: [{ state: 'refused', refusal: 403 }] });
  });

  it.each([{ query: { wait: 0 } }, { header: { prefer: 'respond-async' } }])(
    'answers 202 at once where asked to by %j, with an address that tells the end',
    async (more) => {
      const { chat, messages } = await fixture.say(1);
      const { outcome, say } = later();
      fixture.outcomes.push(outcome);
      const answer = await pin(chat, { message: messages[0] }, more);
      expect(answer.response.status).toBe(202);
      const { id: command, state } = good(answer);
      expect(state).toBe('under_way');
      expect(good(await board(chat)).underWay).toMatchObject([{ command, kind: 'pin', message: messages[0], slot: 1 }]);
      say(acknowledged);
      await eventually(async () => {
        const found = await api.GET('/v1/commands/{command}', { params: { path: { command } } });
        return good(found).state === 'done';
      });
    },
  );

  it('has an ETag that stays while the board does, and answers 304 to who has it', async () => {
    const { chat, messages } = await fixture.say(2);
    const before = (await board(chat)).response.headers.get('etag')!;
    expect(before).toMatch(/^"[^"]+"$/);
    const same = await board(chat, { 'if-none-match': before });
    expect(same.response.status).toBe(304);
    expect((await board(chat, { 'if-none-match': `W/${before}, "other"` })).response.status).toBe(304);
    await pin(chat, { message: messages[0] });
    const after = await board(chat, { 'if-none-match': before });
    expect(after.response.status).toBe(200);
    expect(after.response.headers.get('etag')).not.toBe(before);
  });

  it('changes the board only if it is the one that was seen', async () => {
    const { chat, messages } = await fixture.say(3);
    const seen = (await board(chat)).response.headers.get('etag')!;
    const first = await pin(chat, { message: messages[0] }, { header: { 'if-match': seen } });
    expect(first.response.status).toBe(201);
    const late = await pin(chat, { message: messages[1] }, { header: { 'if-match': seen } });
    expect(problemOf(late)).toMatchObject({ status: 412, kind: 'board-changed' });
    expect(problemOf(await unpin(chat, messages[0]!, { 'if-match': seen }))).toMatchObject({ status: 412 });
    expect((await unpin(chat, messages[0]!, { 'if-match': '*' })).response.status).toBe(200);
    const odd = await pin(chat, { message: messages[1] }, { header: { 'if-match': 'yesterday' } });
    expect(problemOf(odd)).toMatchObject({ status: 400, errors: [{ header: 'If-Match' }] });
  });

  it('lets one of many through who have all seen the same board', async () => {
    const { chat, messages } = await fixture.say(5);
    const header = { 'if-match': (await board(chat)).response.headers.get('etag')! };
    const answers = await Promise.all(messages.map((message) => pin(chat, { message }, { header })));
    expect(answers.map(({ response }) => response.status).toSorted()).toEqual([201, 412, 412, 412, 412]);
  });

  it('names the field that is wrong', async () => {
    const { chat, messages } = await fixture.say(1);
    const [message] = messages;
    for (const [body, pointer] of [
      [{ message, hold: 'for a while' }, '#/hold'],
      [{ message, hold: { kind: 'until', at: '2020-01-01T00:00:00Z' } }, '#/hold'],
      [{ message, text: 'both' }, '#/message'],
      [{ message: 'm999999' }, '#/message'],
      [{ message, slot: 'two' }, '#/slot'],
      [{ message, replace: ['x'] }, '#/replace/0'],
      [{ text: ' ' }, '#/text'],
    ] as const)
      expect(problemOf(await pin(chat, body))).toMatchObject({ status: 422, kind: 'invalid', errors: [{ pointer }] });
    expect(problemOf(await pin(chat, { message, colour: 'red' }))).toMatchObject({
      detail: expect.stringContaining('colour'),
    });
  });

  it('lists the boards chat by chat, page by page', async () => {
    const all: string[] = [];
    let cursor: string | undefined;
    do {
      const page = good(await api.GET('/v1/boards', { params: { query: { limit: 3, ...(cursor && { cursor }) } } }));
      expect(page.items.length).toBeLessThanOrEqual(3);
      all.push(...page.items.map(({ chat }) => chat));
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(new Set(all).size).toBe(all.length);
    const { chats } = fixture.context.deps.store;
    expect(all).toHaveLength((await chats(Date.now())).length);
  });
});
