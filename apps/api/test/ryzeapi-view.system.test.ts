import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '@pinwheel/testing';
import { type Fixture, later, openFixture } from './fixture.js';

const failure = (message: string) => ({ success: false, error: { message } });

describe('the RyzeAPI dialect’s pinned chats and favorites', () => {
  let fixture: Fixture;
  let token: string;
  let own: string;
  beforeAll(async () => {
    fixture = await openFixture();
    await fixture.context.deps.instances.create('branch');
    [token, own] = [await fixture.token('account'), await fixture.token('own', 'branch')];
  });
  afterEach(async () => {
    await fixture.connect();
    await eventually(async () => expect((await fixture.context.database.programQueue.count('main')).all).toBe(0));
    fixture.sent.length = 0;
    fixture.outcomes.length = 0;
    // Each test has its own hundred.
    await fixture.context.database.tokens.revoke('account', Date.now());
    token = await fixture.token('account');
  });
  afterAll(() => fixture[Symbol.asyncDispose]());

  async function call(path: string, body: unknown, headers: Record<string, string> = { token }, url = fixture.url) {
    const answer = await fetch(`${url}/api/chat/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  }
  const said = async (path: string, body: unknown) => {
    const { status, text } = await call(path, body);
    return [status, JSON.parse(text)] as unknown;
  };

  it.each(['pinChat', 'pin'])('%s pins a chat and unpins it, with each key in its place', async (name) => {
    const { jid } = await fixture.hear(1);
    expect((await call(`${name}/main`, { number: jid, pin: true })).text).toBe(
      `{"success":true,"message":"Chat pinned successfully","chat_jid":"${jid}","pinned":true}`,
    );
    expect((await call(`${name}/main`, { number: jid, pin: false })).text).toBe(
      `{"success":true,"message":"Chat unpinned successfully","chat_jid":"${jid}","pinned":false}`,
    );
    expect(fixture.sent).toMatchObject([
      { chatJid: jid, content: { kind: 'pin_chat', pinned: true } },
      { chatJid: jid, content: { kind: 'pin_chat', pinned: false } },
    ]);
  });

  it('favorites a message, and the chat where no message is named; the message wins', async () => {
    const { jid, ids } = await fixture.hear(1);
    const [messageId] = ids;
    expect((await call('favorite/main', { messageId, number: '5511900000000', favorite: true })).text).toBe(
      `{"success":true,"type":"message","chat_jid":"${jid}","message_id":"${messageId}","favorite":true}`,
    );
    expect((await call('favorite/main', { number: jid, messageId: '', favorite: false })).text).toBe(
      `{"success":true,"type":"chat","chat_jid":"${jid}","favorite":false}`,
    );
    expect(fixture.sent).toMatchObject([
      { content: { kind: 'favorite_message', favorite: true, key: { id: messageId } } },
      { content: { kind: 'favorite_chat', favorite: false } },
    ]);
  });

  it.each([
    ['pinChat', {}, 'Number is required'],
    ['pinChat', { number: '', pin: true }, 'Number is required'],
    ['pinChat', { number: '  ', pin: true }, 'Number is required'],
    ['pinChat', { number: null, pin: true }, 'Number is required'],
    ['pinChat', { number: 5511, pin: true }, /^Invalid request body: number/],
    ['pinChat', { number: '5511999998888' }, /^Invalid request body: pin/],
    ['pinChat', { number: '5511999998888', pin: 'true' }, /^Invalid request body: pin/],
    ['pinChat', { number: '+55 (11) 99999-8888', pin: true }, /^Invalid number/],
    ['pinChat', [], /^Invalid request body/],
    ['favorite', { favorite: true }, 'Either number or messageId is required'],
    ['favorite', { number: ' ', messageId: '', favorite: true }, 'Either number or messageId is required'],
    ['favorite', { messageId: 7, favorite: true }, /^Invalid request body: messageId/],
    ['favorite', { messageId: 'x' }, /^Invalid request body: favorite/],
    ['favorite', { number: 'x@y', favorite: true }, /^Invalid number/],
  ])('400: %s %j', async (name, body, message) => {
    const { status, text } = await call(`${name}/main`, body);
    const { error } = JSON.parse(text) as { error: { message: string } };
    expect(status).toBe(400);
    expect(error.message).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
    expect(Object.keys(JSON.parse(text) as object)).toEqual(['success', 'error']);
  });

  it('404: a message or a chat that is not known, and an instance', async () => {
    expect(await said('favorite/main', { messageId: '3EB0NOBODY', favorite: true })).toEqual([
      404,
      failure('Message not found'),
    ]);
    const number = '5511900000000';
    expect(await said('favorite/main', { number, favorite: true })).toEqual([404, failure('Chat not found')]);
    expect(await said('pinChat/main', { number, pin: true })).toEqual([404, failure('Chat not found')]);
    expect(await said('pinChat/nowhere', {})).toEqual([404, failure('Instance not found')]);
    expect(await said('pinChat', {})).toEqual([400, failure('Instance name is required')]);
  });

  it('503 without connection, and nothing is kept', async () => {
    const { jid, ids } = await fixture.hear(1);
    await fixture.disconnect();
    const off = [503, failure('Instance is not connected to WhatsApp')];
    expect(await said('pinChat/main', { number: jid, pin: true })).toEqual(off);
    expect(await said('favorite/main', { messageId: ids[0], favorite: true })).toEqual(off);
    expect((await fixture.context.database.programQueue.count('main')).all).toBe(0);
  });

  it('401 and 403 as everywhere, with the headers of the limit', async () => {
    for (const name of ['pinChat', 'pin', 'favorite']) {
      const [none, wrong, other] = await Promise.all([
        call(`${name}/main`, {}, {}),
        call(`${name}/main?token=${token}`, {}, { token: 'x' }),
        call(`${name}/main`, {}, { token: own }),
      ]);
      expect([none.status, none.text]).toEqual([401, JSON.stringify(failure('Missing token in header'))]);
      expect([wrong.status, wrong.text]).toEqual([401, JSON.stringify(failure('Invalid token'))]);
      expect([other.status, other.text]).toEqual([
        403,
        JSON.stringify(failure('Instance token does not match the instance')),
      ]);
      expect(none.headers.get('x-ratelimit-limit')).toBe('100');
    }
  });

  it('tells what stands in the way: a fourth pinned chat, a refusal, silence; the same request then waits for it', async () => {
    const { jid } = await fixture.hear(1);
    const body = { number: jid, pin: true };
    fixture.outcomes.push({ kind: 'given_up', reason: 'pinned_chats_full' }, { kind: 'refused', code: 400 });
    expect(await said('pinChat/main', body)).toEqual([
      409,
      failure("it was given up: 3 chats are pinned already, and WhatsApp's apps allow no more"),
    ]);
    expect(await said('pinChat/main', body)).toEqual([409, failure('WhatsApp refused it with the number 400')]);
    const waits = later();
    fixture.outcomes.push(waits.outcome);
    const impatient = await fixture.another({ verdictPatienceMs: 300 });
    const late = await call('pinChat/main', body, { token }, impatient);
    expect([late.status, late.text]).toEqual([409, expect.stringContaining('still under way') as string]);
    const again = call('pinChat/main', body);
    await eventually(() => expect(fixture.context.database.ends.awaited).toBe(1));
    waits.say({ kind: 'acknowledged' });
    expect((await again).status).toBe(200);
    expect(fixture.sent).toHaveLength(3);
  });
});
