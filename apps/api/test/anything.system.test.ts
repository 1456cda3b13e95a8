import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Fixture, openFixture } from './fixture.js';
import { seed } from './seed.js';

/** Requests of every kind, most of them wrong in some way, some of them right. */
describe('whatever is asked', () => {
  let fixture: Fixture;
  let token: string;
  let ids: string[];
  let phone: string;
  const secrets: string[] = [];
  beforeAll(async () => {
    fixture = await openFixture();
    const heard = await fixture.hear(3);
    [ids, phone] = [heard.ids, heard.jid];
  });
  afterAll(() => fixture[Symbol.asyncDispose]());

  let left = 0;
  /** Each lasts for ninety requests: the limit is tested elsewhere. */
  async function nextToken(): Promise<string> {
    if (left === 0) {
      [left, token] = [90, await fixture.token(`generated${secrets.length}`)];
      secrets.push(token);
    }
    left -= 1;
    return token;
  }

  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string(),
    fc.constantFrom('\0', '\ud800', '', ' ', 'x'.repeat(5_000)),
  );
  const field = (...right: unknown[]) =>
    fc.option(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...right) }, anyText, fc.jsonValue()), {
      nil: undefined,
    });
  const path = fc.oneof(
    { weight: 6, arbitrary: fc.constant('main') },
    fc.constantFrom('', '%zz', '%00', '..', '%2e%2e', '%2f', 'nowhere'),
    fc.webPath(),
  );
  const method = fc.oneof(
    { weight: 6, arbitrary: fc.constant('POST') },
    fc.constantFrom('GET', 'PUT', 'DELETE', 'PATCH'),
  );
  const type = fc.oneof(
    { weight: 6, arbitrary: fc.constant('application/json') },
    fc.constantFrom('text/plain', 'application/json; charset=latin1', 'x'),
  );

  async function send(address: string, asked: { method: string; type: string; body: string; headers?: object }) {
    const answer = await fetch(`${fixture.url}${address}`, {
      method: asked.method,
      headers: { 'content-type': asked.type, ...asked.headers },
      ...(asked.method === 'GET' ? {} : { body: Buffer.from(asked.body) }),
    });
    expect(answer.headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
    const text = await answer.text();
    expect(text).not.toMatch(/node_modules|at .*\.[jt]s:\d/);
    return { status: answer.status, body: JSON.parse(text) as Record<string, unknown> };
  }
  const bodyOf = (fields: Record<string, fc.Arbitrary<unknown>>) =>
    fc.oneof({ weight: 5, arbitrary: fc.record(fields).map((made) => JSON.stringify(made)) }, anyText, fc.json());

  it('RyzeAPI’s dialect answers in its envelope, and with 500 only in its three cases', async () => {
    const body = bodyOf({ pin: field(true, false), messageId: field(...ids), duration: field('24h', '7d', '30d') });
    await fc.assert(
      fc.asyncProperty(fc.record({ path, method, type, body }), async ({ path: instance, ...asked }) => {
        const headers = { token: await nextToken() };
        const { status, body: got } = await send(`/api/chat/pinMessage/${instance}`, { ...asked, headers });
        if (status === 200) {
          expect(Object.keys(got).slice(0, 5)).toEqual(['success', 'message', 'chat_jid', 'message_id', 'pinned']);
          return;
        }
        const { message } = got['error'] as { message: string };
        expect(got).toEqual({ success: false, error: { message } });
        if (status >= 500)
          expect(message).toMatch(
            /^(message with ID [^]* not found|invalid duration "[^]*": use "24h", "7d" or "30d")$/,
          );
      }),
      { numRuns: 300, seed },
    );
  }, 60_000);

  it('Z-API’s dialect answers with its ids or with an error, and never with 500', async () => {
    const body = bodyOf({
      phone: field(phone, phone.replace('@g.us', '-group'), 5511999998888),
      messageId: field(...ids),
      messageAction: field('pin', 'unpin'),
      pinMessageDuration: field('24_hours', '7_days', '30_days'),
    });
    const name = fc.oneof({ weight: 8, arbitrary: fc.constant('/pin-message') }, path);
    await fc.assert(
      fc.asyncProperty(
        fc.record({ path, name, method, type, body }),
        async ({ path: instance, name: end, ...asked }) => {
          const { status, body: got } = await send(`/instances/${instance}/token/${await nextToken()}${end}`, asked);
          expect(status).toBeLessThan(500);
          expect(Object.keys(got)).toEqual(status === 200 ? ['zaapId', 'messageId', 'id'] : ['error']);
        },
      ),
      { numRuns: 300, seed },
    );
  }, 60_000);

  it('webhooks are saved or refused, and never with 500', async () => {
    const value = field('https://example.com/hook', 'http://10.0.0.1/', '');
    const ryze = bodyOf({
      ...{ url: value, label: field('a', 'b', 'c', 'd'), enabled: field(true, false), byEvents: field(true) },
      ...{ events: field(['message.exchange'], []), authorization: field('Bearer x', null), mediaBase64: field(true) },
    });
    const setter = fc.constantFrom('received', 'received-delivery', 'delivery', 'message-status', 'connected');
    const zApi = bodyOf({ value, notifySentByMe: field(true, false) });
    await fc.assert(
      fc.asyncProperty(ryze, zApi, setter, async (one, other, name) => {
        const secret = await nextToken();
        const asked = { type: 'application/json', headers: { token: secret } };
        const saved = await send('/api/events/webhook/main', { ...asked, method: 'POST', body: one });
        expect([200, 400]).toContain(saved.status);
        const listed = await send('/api/events/getWebhook/main', { ...asked, method: 'GET', body: '' });
        expect(listed.status).toBe(200);
        const setting = `/instances/main/token/${secret}/update-webhook-${name}`;
        const set = await send(setting, { ...asked, method: 'PUT', body: other });
        expect(set.status === 200 ? set.body : Object.keys(set.body)).toEqual(
          set.status === 200 ? { value: true } : ['error'],
        );
        expect(set.status).toBeLessThan(500);
      }),
      { numRuns: 60, seed },
    );
  }, 60_000);

  it('changes of the view, and the queue, are answered in the words of each dialect, and never with 500', async () => {
    const number = field(phone, '5511988887777', 5511988887777);
    const ryze = bodyOf({ number, messageId: field(...ids), pin: field(true, false), favorite: field(true, false) });
    const ryzeRoute = fc.constantFrom('pinChat', 'pin', 'favorite');
    const zApi = bodyOf({ phone: number, action: field('pin', 'unpin') });
    const queued = fc.constantFrom(
      ['GET', 'queue'],
      ['GET', 'queue/count'],
      ['DELETE', 'queue'],
      ['DELETE', 'queue/x'],
    );
    const asking = fc.record({ ryze, ryzeRoute, zApi, queued, path, method, type });
    await fc.assert(
      fc.asyncProperty(asking, async ({ path: instance, queued: [verb, name], ...any }) => {
        const secret = await nextToken();
        const asked = { method: any.method, type: any.type, headers: { token: secret } };
        const one = await send(`/api/chat/${any.ryzeRoute}/${instance}`, { ...asked, body: any.ryze });
        expect(one.status).toBeLessThan(500);
        expect(one.body['success']).toBe(one.status === 200);
        if (one.status !== 200) expect(Object.keys(one.body)).toEqual(['success', 'error']);
        const base = `/instances/${instance}/token/${secret}`;
        const other = await send(`${base}/modify-chat`, { ...asked, body: any.zApi });
        expect(other.status).toBeLessThan(500);
        expect(Object.keys(other.body)).toEqual([other.status === 200 ? 'value' : 'error']);
        const waiting = await send(`${base}/${name}`, { type: 'application/json', method: verb!, body: '' });
        expect(waiting.status).toBeLessThan(500);
      }),
      { numRuns: 100, seed },
    );
  }, 60_000);

  it('and no token is in the log', () => {
    for (const secret of secrets) expect(fixture.logs.text()).not.toContain(secret);
  });
});
