import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Fixture, openFixture } from './fixture.js';

interface Route {
  method: 'POST' | 'PUT' | 'DELETE' | 'GET';
  name: string;
  /** A body that would do, if everything that it names were there. */
  body?: Record<string, unknown>;
  /** Other methods that the address has. */
  also?: string[];
  /** It needs nothing that is not there, so what can be saved is. */
  isDone?: boolean;
}

const url = 'https://hooks.example.org/pins';

const zApiRoutes: Route[] = [
  {
    method: 'POST',
    name: 'pin-message',
    body: { phone: '5511999998888', messageId: '3EB0', messageAction: 'pin', pinMessageDuration: '7_days' },
  },
  { method: 'POST', name: 'modify-chat', body: { phone: '5511999998888', action: 'pin' } },
  { method: 'PUT', name: 'update-webhook-received', body: { value: url } },
  { method: 'PUT', name: 'update-webhook-received-delivery', body: { value: url } },
  { method: 'PUT', name: 'update-webhook-delivery', body: { value: url } },
  { method: 'PUT', name: 'update-webhook-message-status', body: { value: url } },
  { method: 'PUT', name: 'update-webhook-connected', body: { value: url } },
  { method: 'PUT', name: 'update-webhook-disconnected', body: { value: url } },
  { method: 'PUT', name: 'update-every-webhooks', body: { value: url } },
  { method: 'PUT', name: 'update-notify-sent-by-me', body: { notifySentByMe: true } },
  { method: 'GET', name: 'queue' },
  { method: 'GET', name: 'queue/count' },
  { method: 'DELETE', name: 'queue/nothing' },
  { method: 'GET', name: 'status' },
];

const ryzeRoutes: Route[] = [
  { method: 'POST', name: 'chat/pinMessage', body: { pin: true, messageId: '3EB0', duration: '7d' } },
  { method: 'POST', name: 'chat/pinChat', body: { number: '5511999998888', pin: true } },
  { method: 'POST', name: 'chat/pin', body: { number: '5511999998888', pin: true } },
  { method: 'POST', name: 'chat/favorite', body: { number: '5511999998888', favorite: true } },
  {
    ...{ method: 'POST', name: 'events/webhook', also: ['GET', 'DELETE'], isDone: true },
    body: { url, label: 'crm', authorization: 'Bearer x', byEvents: false, events: ['message.exchange'] },
  },
];

const deep = '['.repeat(30_000) + ']'.repeat(30_000);

/** Bodies that are no object of JSON at all. */
const unreadable: [string, string][] = [
  ['nothing', ''],
  ['half an object', '{"phone":'],
  ['words', 'pin it'],
  ['a NUL', '\0'],
  ['a list', '[]'],
  ['null', 'null'],
  ['deep JSON', deep],
  ['a poisoned prototype', '{"__proto__":{"admin":true},"messageId":"x"}'],
];

const deepIn = (body: object): [string, string] => [
  'deep JSON in a field',
  JSON.stringify({ ...body, [Object.keys(body)[0]!]: 'deep' }).replace('"deep"', deep),
];

/** What is put in the place of each text of a body, one after the other. */
const hostile: [string, unknown][] = [
  ['a number', 7],
  ['a fraction', 0.5],
  ['a list', ['x']],
  ['an object', { $ne: null }],
  ['a NUL', 'a\0b'],
  ['a lone surrogate', '\ud800'],
  ['a mask', '+55 (11) 99999-8888'],
  ['4 KiB', 'x'.repeat(4_096)],
  ['SQL', "'; drop table operations; --"],
  ['a path', '../../etc/passwd'],
];

interface Asked {
  method?: string;
  token?: string;
  instance?: string;
  type?: string | null;
  raw?: string;
  query?: string;
}

describe('every route of the vendors’ dialects', () => {
  let fixture: Fixture;
  let account: string;
  let branch: string;
  beforeAll(async () => {
    fixture = await openFixture();
    await fixture.context.deps.instances.create('branch');
    [account, branch] = [await fixture.token('account'), await fixture.token('branch', 'branch')];
  });
  afterAll(() => fixture[Symbol.asyncDispose]());

  async function send(address: string, { method, type, raw, ...asked }: Asked & { headers?: Record<string, string> }) {
    const headers = new Headers({
      ...(type !== null && { 'content-type': type ?? 'application/json' }),
      ...asked.headers,
    });
    const hasBody = raw !== undefined && method !== 'GET' && method !== 'HEAD';
    const answer = await fetch(`${fixture.url}${address}${asked.query ?? ''}`, {
      ...{ method: method!, headers },
      ...(hasBody && { body: Buffer.from(raw) }),
    });
    const text = await answer.text();
    expect(answer.headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
    expect(text).not.toMatch(/node_modules|Internal error|\.[jt]s:\d/);
    return { status: answer.status, allow: answer.headers.get('allow'), body: JSON.parse(text || 'null') as unknown };
  }

  /** Each text of the body, replaced by each value. */
  const spoilt = (body: Record<string, unknown>): [string, string][] =>
    Object.entries(body).flatMap(([field, value]) =>
      typeof value !== 'string'
        ? []
        : hostile.map(([what, bad]): [string, string] => [
            `${what} for ${field}`,
            JSON.stringify({ ...body, [field]: bad }),
          ]),
    );

  describe.each(zApiRoutes)('Z-API: $method $name', ({ method, name, body }) => {
    const call = ({ token = account, instance = 'main', ...asked }: Asked) =>
      send(`/instances/${instance}/token/${token}/${name}`, {
        method,
        ...(body && { raw: JSON.stringify(body) }),
        ...(!body && { type: null }),
        ...asked,
      });
    const error = { error: expect.any(String) as string };

    it('405 and Allow: other methods', async () => {
      for (const other of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
        const { status, allow, body: got } = await call({ method: other, raw: '', type: null });
        if (allow === null) expect([other, status === 405]).toEqual([other, false]);
        else {
          expect([status, got]).toEqual([405, error]);
          expect(allow.split(', ')).not.toContain(other);
          expect(allow.split(', ')).toContain(method);
        }
      }
    });

    it('403: a wrong token, and one of another instance, whether there is such an instance or not', async () => {
      for (const asked of [{ token: 'x' }, { token: branch }, { token: branch, instance: 'nowhere' }, { token: '%00' }])
        expect(await call(asked)).toMatchObject({ status: 403, body: { error: 'Instance and token do not match' } });
      expect(await call({ token: 'x', query: `?token=${account}` })).toMatchObject({ status: 403 });
      expect(await call({ instance: 'nowhere' })).toMatchObject({ status: 404, body: { error: 'Instance not found' } });
    });

    if (!body) return;

    it('415: another type, or none', async () => {
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', null])
        expect(await call({ type })).toMatchObject({ status: 415, body: error });
    });

    it('413: 65 KiB', async () => {
      const raw = JSON.stringify({ ...body, more: 'x'.repeat(65 * 1_024) });
      expect(await call({ raw })).toMatchObject({ status: 413, body: error });
    });

    it.each([...unreadable, deepIn(body)])('400: %s', async (_, raw) => {
      expect(await call({ raw })).toEqual({ status: 400, allow: null, body: error });
    });

    it('400 or 404 for texts that are none, and unknown fields are passed over', async () => {
      for (const [what, raw] of spoilt(body)) {
        const { status, body: got } = await call({ raw });
        expect([what, [400, 404].includes(status), got]).toEqual([what, true, error]);
      }
      const known = await call({});
      expect((await call({ raw: JSON.stringify({ ...body, more: { of: ['it'] } }) })).status).toBe(known.status);
    });
  });

  describe.each(ryzeRoutes)('RyzeAPI: $method $name', ({ method, name, body, also = [], isDone = false }) => {
    const failure = (message: unknown) => ({ success: false, error: { message } });
    const anything = failure(expect.any(String));
    let own: string;
    beforeAll(async () => {
      // Each route has its own hundred.
      own = await fixture.token(`for ${name}`);
    });
    const call = ({ token = own, instance = 'main', ...asked }: Asked) =>
      send(`/api/${name}/${instance}`, {
        ...{ method, raw: JSON.stringify(body), headers: token === '' ? {} : { token } },
        ...asked,
      });

    it('404 in the envelope: other methods', async () => {
      for (const other of ['GET', 'PUT', 'PATCH', 'DELETE'].filter((each) => !also.includes(each)))
        expect(await call({ method: other })).toMatchObject({ status: 404, body: anything });
    });

    it('401: no token, a wrong one, one in the address; 403: one of another instance', async () => {
      const missing = { status: 401, body: failure('Missing token in header') };
      expect(await call({ token: '' })).toMatchObject(missing);
      expect(await call({ token: '', query: `?token=${own}` })).toMatchObject(missing);
      expect(await call({ token: 'x' })).toMatchObject({ status: 401, body: failure('Invalid token') });
      const other = { status: 403, body: failure('Instance token does not match the instance') };
      for (const instance of ['main', 'nowhere']) expect(await call({ token: branch, instance })).toMatchObject(other);
      expect(await call({ instance: 'nowhere' })).toMatchObject({ status: 404, body: failure('Instance not found') });
      expect(await call({ instance: '%20' })).toMatchObject({
        status: 400,
        body: failure('Instance name is required'),
      });
    });

    it('400: another type than JSON, or none; 413: 65 KiB', async () => {
      const invalid = { status: 400, body: failure(expect.stringMatching(/^Invalid request body: /)) };
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', null])
        expect(await call({ type })).toMatchObject(invalid);
      const raw = JSON.stringify({ ...body, more: 'x'.repeat(65 * 1_024) });
      expect(await call({ raw })).toMatchObject({ status: 413, body: anything });
    });

    it.each([...unreadable, deepIn(body!)])('400: %s', async (_, raw) => {
      expect(await call({ raw })).toMatchObject({ status: 400, body: anything });
    });

    it('the table’s answers for texts that are none, and unknown fields are passed over', async () => {
      for (const [what, raw] of spoilt(body!)) {
        const { status, body: got } = await call({ raw });
        if (isDone && status === 200) continue;
        expect([what, got]).toEqual([what, anything]);
        const { message } = (got as { error: { message: string } }).error;
        if (status === 500) expect(message).toMatch(/^(message with ID [^]* not found|invalid duration )/);
        else expect([what, [400, 404].includes(status)]).toEqual([what, true]);
      }
      const known = await call({});
      expect((await call({ raw: JSON.stringify({ ...body, more: { of: ['it'] } }) })).status).toBe(known.status);
    });
  });

  it('sent nothing of all that to WhatsApp, and logged no token', () => {
    expect(fixture.sent).toEqual([]);
    for (const token of [account, branch]) expect(fixture.logs.text()).not.toContain(token);
  });
});
