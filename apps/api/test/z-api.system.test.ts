import { eventually } from '@pinwheel/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { acknowledged, type Fixture, later, openFixture } from './fixture.js';

describe('the Z-API dialect', () => {
  let fixture: Fixture;
  let account: string;
  let own: string;
  beforeAll(async () => {
    fixture = await openFixture();
    [account, own] = [await fixture.token('account'), await fixture.token('own', 'main')];
    await fixture.context.deps.instances.create('branch');
  });
  afterEach(() => {
    fixture.sent.length = 0;
    fixture.outcomes.length = 0;
  });
  afterAll(() => fixture[Symbol.asyncDispose]());

  interface Request {
    body?: unknown;
    raw?: string;
    instance?: string;
    token?: string;
    path?: string;
    method?: string;
    headers?: Record<string, string>;
  }

  async function call(request: Request) {
    const { body, raw = JSON.stringify(body), instance = 'main', token = account, path = 'pin-message' } = request;
    const { method = 'POST', headers = { 'content-type': 'application/json' } } = request;
    const answer = await fetch(`${fixture.url}/instances/${instance}/token/${token}/${path}`, {
      ...{ method, headers },
      ...(method === 'GET' || method === 'HEAD' ? {} : { body: Buffer.from(raw ?? '') }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: (text === '' ? null : JSON.parse(text)) as unknown };
  }

  /** A message in a new group, and the body that pins it. */
  async function pinnable(fields: object = {}) {
    const { jid, ids } = await fixture.hear(1);
    const phone = jid.replace('@g.us', '-group');
    const pin = { phone, messageId: ids[0]!, messageAction: 'pin', pinMessageDuration: '7_days', ...fields };
    return { jid, id: ids[0]!, pin };
  }

  it('pins, and answers with the ids of the operation and of the pin’s own message once it is acknowledged', async () => {
    const { jid, id, pin } = await pinnable();
    const [waits, answers] = [later(), [] as unknown[]];
    fixture.outcomes.push(waits.outcome);
    const answer = call({ body: pin }).then((got) => (answers.push(got), got));
    await eventually(() => expect(fixture.sent).toHaveLength(1));
    expect(answers).toEqual([]);
    waits.say(acknowledged);
    const { status, body } = await answer;
    expect(status).toBe(200);
    const { zaapId, messageId } = body as { zaapId: string; messageId: string };
    expect(JSON.stringify(body)).toBe(`{"zaapId":"${zaapId}","messageId":"${messageId}","id":"${messageId}"}`);
    expect(messageId).not.toBe(id);
    expect(fixture.sent).toMatchObject([
      { wireId: messageId, chatJid: jid, content: { kind: 'pin', durationSeconds: 604_800, key: { id } } },
    ]);
    const operation = await fixture.context.deps.store.transaction((tx) => tx.findOperation(zaapId));
    expect(operation).toMatchObject({ wireId: messageId, state: 'acknowledged' });
  });

  it.each([
    ['24_hours', 86_400],
    ['7_days', 604_800],
    ['30_days', 2_592_000],
  ])('takes %s as %d s', async (pinMessageDuration, durationSeconds) => {
    const { pin } = await pinnable({ pinMessageDuration });
    expect((await call({ body: pin })).status).toBe(200);
    expect(fixture.sent[0]!.content).toMatchObject({ durationSeconds });
  });

  it.each(['24_hours', 'banana', '', null, 7, undefined])('unpins, whatever the duration: %s', async (duration) => {
    const { pin } = await pinnable({ messageAction: 'unpin', pinMessageDuration: duration });
    expect(await call({ body: pin })).toMatchObject({ status: 200, body: { zaapId: expect.any(String) as string } });
    expect(fixture.sent[0]!.content.kind).toBe('unpin');
  });

  it('gives each request ids of its own, also a repetition', async () => {
    const { pin } = await pinnable();
    const [first, second] = [await call({ body: pin }), await call({ body: pin })];
    expect(second.status).toBe(200);
    expect(second.body).not.toEqual(first.body);
    expect(fixture.sent).toHaveLength(2);
  });

  describe('its table', () => {
    it.each(['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'])('405 and Allow: %s', async (method) => {
      const { status, headers, body } = await call({ method, headers: {} });
      expect([status, headers.get('allow')]).toEqual([405, 'POST']);
      if (method !== 'HEAD') expect(body).toEqual({ error: 'Method not allowed; use POST' });
      const query = await call({ method: 'DELETE', path: 'status?x=1', headers: {} });
      expect([query.status, query.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    });

    it.each([
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/jsonp',
      'multipart/form-data; boundary=x',
    ])('415: %s', async (type) => {
      const { pin } = await pinnable();
      const answer = await call({ body: pin, headers: { 'content-type': type } });
      expect(answer).toMatchObject({ status: 415, body: { error: 'The Content-Type must be application/json' } });
    });

    it('415: none, with a body and without', async () => {
      const { pin } = await pinnable();
      for (const raw of [JSON.stringify(pin), '']) expect((await call({ raw, headers: {} })).status).toBe(415);
      const type = { 'content-type': 'Application/JSON; charset=utf-8' };
      expect((await call({ body: pin, headers: type })).status).toBe(200);
    });

    it.each([
      ['phone', { phone: undefined }],
      ['phone', { phone: null }],
      ['phone', { phone: '' }],
      ['phone', { phone: '+55 (11) 99999-8888' }],
      ['phone', { phone: '+5511999998888' }],
      ['phone', { phone: '5511999998888@example.org' }],
      ['phone', { phone: 5511999998888.5 }],
      ['phone', { phone: -5 }],
      ['phone', { phone: ['5511999998888'] }],
      ['phone', { phone: '9'.repeat(4_096) }],
      ['messageId', { messageId: undefined }],
      ['messageId', { messageId: '' }],
      ['messageId', { messageId: 7 }],
      ['messageAction', { messageAction: undefined }],
      ['messageAction', { messageAction: 'PIN' }],
      ['messageAction', { messageAction: true }],
      ['pinMessageDuration', { pinMessageDuration: undefined }],
      ['pinMessageDuration', { pinMessageDuration: '7d' }],
      ['pinMessageDuration', { pinMessageDuration: 7 }],
    ])('400 naming %s: %j', async (field, fields) => {
      const { pin } = await pinnable(fields);
      const { status, body } = await call({ body: pin });
      expect(status).toBe(400);
      expect((body as { error: string }).error).toMatch(new RegExp(`^${field} must be `));
    });

    it.each(['', '{', '[]', 'null', '"pin"', '\0', '{"__proto__":{"a":1}}', '['.repeat(60_000)])(
      '400: the body %j',
      async (raw) => {
        const { status, body } = await call({ raw });
        expect(status).toBe(400);
        expect(Object.keys(body as object)).toEqual(['error']);
      },
    );

    it('413: a body of 65 KiB', async () => {
      const { pin } = await pinnable({ more: 'x'.repeat(65 * 1_024) });
      expect(await call({ body: pin })).toMatchObject({ status: 413, body: { error: expect.any(String) as string } });
    });

    it('403, the same for an instance that is there and one that is not, to whoever has no token for it', async () => {
      const { pin } = await pinnable();
      const requests = [
        { token: 'x' },
        { token: 'x', instance: 'nowhere' },
        { token: own, instance: 'branch' },
        { token: own, instance: 'nowhere' },
        { token: '%00' },
        { token: '%zz' },
        { token: 'x'.repeat(4_096) },
      ];
      const answers = await Promise.all(requests.map((request) => call({ body: pin, ...request })));
      for (const { status, body } of answers)
        expect([status, body]).toEqual([403, { error: 'Instance and token do not match' }]);
    });

    it('404: an instance that is not there, to whoever has the account’s token', async () => {
      const answer = await call({ body: {}, instance: 'nowhere' });
      expect(answer).toMatchObject({ status: 404, body: { error: 'Instance not found' } });
    });

    it.each(['3EB0NOBODY', 'x'.repeat(4_096), 'a\0b', '\ud800'])('404: the message %j', async (messageId) => {
      const { pin } = await pinnable({ messageId });
      const answer = await call({ body: pin });
      expect(answer).toMatchObject({ status: 404, body: { error: 'Message not found in that chat' } });
    });

    it('404: a message of another chat', async () => {
      const [one, other] = [await pinnable(), await pinnable()];
      expect((await call({ body: { ...one.pin, phone: other.pin.phone } })).status).toBe(404);
    });

    it('404 in the same shape: another address', async () => {
      expect(await call({ path: 'nothing', body: {} })).toMatchObject({
        status: 404,
        body: { error: 'There is nothing at this address' },
      });
    });

    it('200 and queued without connection; it is sent on reconnecting, under the id that was answered', async () => {
      const { pin } = await pinnable();
      await fixture.disconnect();
      const { status, body } = await call({ body: pin });
      expect(status).toBe(200);
      expect(fixture.sent).toEqual([]);
      await fixture.connect();
      await eventually(() => expect(fixture.sent).toMatchObject([{ wireId: (body as { id: string }).id }]));
    });
  });

  it('says what WhatsApp refused, and what it would refuse, with 409', async () => {
    const { pin } = await pinnable();
    fixture.outcomes.push({ kind: 'refused', code: 479 });
    expect(await call({ body: pin })).toMatchObject({
      status: 409,
      body: { error: 'WhatsApp refused it with the number 479' },
    });
    const { jid, ids } = await fixture.hear(1, { onlyAdminsEdit: true });
    const body = { ...pin, phone: jid, messageId: ids[0] };
    expect(await call({ body })).toMatchObject({
      status: 409,
      body: { error: expect.stringMatching(/only admins/) as string },
    });
  });

  it('answers 202 with the ids where the verdict does not come in 15 s', async () => {
    const { pin } = await pinnable();
    const waits = later();
    fixture.outcomes.push(waits.outcome);
    expect(await call({ body: pin })).toMatchObject({ status: 202, body: { id: expect.any(String) as string } });
    expect(fixture.context.database.ends.awaited).toBe(0);
    waits.say(acknowledged);
  });

  describe('the phone', () => {
    const by = async (phone: unknown, messageId: string | undefined) =>
      (await call({ body: { phone, messageId, messageAction: 'pin', pinMessageDuration: '24_hours' } })).status;

    it('is a group in its new form, its old form or as a jid', async () => {
      const { jid, ids } = await fixture.hear(1);
      expect(await by(jid.replace('@g.us', '-group'), ids[0])).toBe(200);
      expect(await by(jid, ids[0])).toBe(200);
      const old = await fixture.hear(1, { jid: '5511999999999-1623281429@g.us' });
      for (const phone of [
        '5511999999999-1623281429',
        '5511999999999-1623281429@g.us',
        '5511999999999-1623281429-group',
      ])
        expect(await by(phone, old.ids[0])).toBe(phone.endsWith('-group') ? 400 : 200);
    });

    it('is digits, as a string or a number, or a jid, with the ninth digit of Brazil or without', async () => {
      const jid = '551188887777@s.whatsapp.net';
      const { ids } = await fixture.hear(1, { jid, kind: 'private' });
      for (const phone of ['551188887777', 551188887777, '5511988887777', jid, '551188887777@c.us'])
        expect(await by(phone, ids[0])).toBe(200);
      expect(await by('551188887778', ids[0])).toBe(404);
    });

    it('finds a private chat that WhatsApp addresses by a LID, by LID and by number', async () => {
      const jid = '81896604192873@lid';
      const { ids } = await fixture.hear(
        1,
        { jid, kind: 'private' },
        { participantAlt: '5511977776666@s.whatsapp.net' },
      );
      for (const phone of [jid, '5511977776666']) expect(await by(phone, ids[0])).toBe(200);
      expect(await by('5511900000000', ids[0])).toBe(404);
    });
  });

  it('tells how the instance stands', async () => {
    const status = async () => (await call({ method: 'GET', path: 'status', headers: {} })).body;
    expect(await status()).toEqual({ connected: true, error: 'You are already connected.', smartphoneConnected: true });
    await fixture.disconnect();
    const off = { connected: false, error: 'You are not connected.', smartphoneConnected: false };
    expect(await status()).toEqual(off);
    const { instances } = fixture.context.deps;
    await instances.update('main', { state: 'logged_out' });
    expect(await status()).toEqual({ ...off, error: 'You need to restore the session.' });
    await instances.update('main', { state: 'linked' });
    await fixture.connect();
    expect((await call({ method: 'GET', path: 'status', token: 'x', headers: {} })).status).toBe(403);
  });

  it('logs no token, though the address holds it', async () => {
    await call({ body: {}, token: own });
    await call({ body: {}, token: own, path: 'nothing' });
    await call({ method: 'GET', token: own });
    expect(fixture.logs.text()).not.toContain(own);
    expect(fixture.logs.text()).toContain('/instances/:instanceId/token/:token/pin-message');
  });
});

describe('the Client-Token of the Z-API dialect', () => {
  it('is asked for only where one is configured, and then before everything else', async () => {
    await using fixture = await openFixture('postgres', { Z_API_CLIENT_TOKEN: 'F0f0f0f0S' });
    const token = await fixture.token('shop');
    const call = async (clientToken: string | null, path = `main/token/${token}/pin-message`) => {
      const headers = {
        'content-type': 'application/json',
        ...(clientToken !== null && { 'client-token': clientToken }),
      };
      const answer = await fetch(`${fixture.url}/instances/${path}`, { method: 'POST', headers, body: '{}' });
      return [answer.status, await answer.json()];
    };
    const missing = [400, { error: 'your client-token is not configured' }];
    expect(await call(null)).toEqual(missing);
    expect(await call('')).toEqual(missing);
    expect(await call(null, 'nowhere/token/x/pin-message')).toEqual(missing);
    expect(await call('wrong')).toEqual([403, { error: 'Client-Token wrong not allowed' }]);
    expect(await call('x'.repeat(200))).toEqual([403, { error: `Client-Token ${'x'.repeat(64)} not allowed` }]);
    expect(await call('F0f0f0f0S')).toEqual([400, { error: expect.stringMatching(/^messageAction/) as string }]);
    expect(await call('F0f0f0f0S', 'main/token/x/pin-message')).toEqual([
      403,
      { error: 'Instance and token do not match' },
    ]);
    expect(fixture.logs.text()).not.toContain('F0f0f0f0S');
  });
});
