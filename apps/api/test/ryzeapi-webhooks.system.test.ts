import { recordConnection, recordPin } from '@pinwheel/pinning';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Fixture, openFixture } from './fixture.js';
import { address, allowing, bodies, deliveriesOf, forgetDeliveries } from './webhooks.js';

const at = Date.parse('2026-01-05T09:00:00Z');

describe('webhooks in RyzeAPI’s words', () => {
  let fixture: Fixture;
  let token: string;
  beforeAll(async () => {
    fixture = await openFixture('postgres', allowing);
    token = await fixture.token('hooks', 'main');
  });
  afterAll(() => fixture[Symbol.asyncDispose]());
  afterEach(() => forgetDeliveries(fixture));

  async function ask(method: string, path: string, body?: unknown) {
    const answer = await fetch(`${fixture.url}/api/events/${path}`, {
      method,
      headers: { token, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return [answer.status, (await answer.json()) as { webhook?: object; webhooks?: object[]; error?: object }] as const;
  }

  it('are saved by label, listed, and removed', async () => {
    const [status, saved] = await ask('POST', 'webhook/main', {
      ...{ label: 'crm', enabled: true, url: address, authorization: 'Bearer x', byEvents: true },
      events: ['message.exchange'],
    });
    const crm = {
      ...{ label: 'crm', enabled: true, url: address, authorization: 'Bearer x', byEvents: true },
      ...{ events: ['message.exchange'], mediaBase64: false, secret: expect.any(String) as string },
    };
    expect([status, saved]).toMatchObject([200, { success: true, webhook: crm }]);
    await ask('POST', 'webhook/main', { url: address });
    const [, listed] = await ask('GET', 'getWebhook/main');
    expect(listed.webhooks).toMatchObject([crm, { label: 'default', authorization: '', events: [] }]);
    expect((await ask('GET', 'getWebhook/main?label=crm'))[1].webhook).toEqual(saved.webhook);
    expect(await ask('GET', 'getWebhook/main?label=other')).toMatchObject([404, { success: false }]);
    expect(await ask('DELETE', 'webhook/main?label=crm')).toMatchObject([200, { success: true }]);
    expect(await ask('DELETE', 'webhook/main?label=crm')).toMatchObject([404, { success: false }]);
  });

  it('keep their secret when they are saved anew, and nothing but their label when they are switched off', async () => {
    const [, first] = await ask('POST', 'webhook/main', { url: address, authorization: 'Bearer x' });
    const [, second] = await ask('POST', 'webhook/main', { url: `${address}/2` });
    const { secret } = first.webhook as { secret: string };
    expect(second.webhook).toMatchObject({ url: `${address}/2`, authorization: '', secret });
    const [, off] = await ask('POST', 'webhook/main', { enabled: false, url: address, authorization: 'Bearer x' });
    expect(off.webhook).toMatchObject({ enabled: false, url: '', authorization: '', events: [], secret });
  });

  it('are no more than three that are switched on', async () => {
    for (const label of ['a', 'b', 'c'])
      expect((await ask('POST', 'webhook/main', { label, url: address }))[0]).toBe(200);
    expect(await ask('POST', 'webhook/main', { label: 'd', url: address })).toMatchObject([
      400,
      { success: false, error: { message: 'no more than 3 webhooks may be switched on' } },
    ]);
    expect((await ask('POST', 'webhook/main', { label: 'd', enabled: false }))[0]).toBe(200);
    expect((await ask('POST', 'webhook/main', { label: 'c', url: `${address}/again` }))[0]).toBe(200);
  });

  it('are told a pin as a message, in an envelope without the token', async () => {
    await ask('POST', 'webhook/main', { label: 'all', url: address });
    await ask('POST', 'webhook/main', { label: 'paths', url: address, byEvents: true, events: ['message.exchange'] });
    await ask('POST', 'webhook/main', { label: 'states', url: address, events: ['instance.state', 'call.update'] });
    const { jid, ids } = await fixture.hear(1, {}, { past: true });
    const target = { remoteJid: jid, id: ids[0]!, fromMe: false, participant: '77@lid' };
    const by = { jid: '88@lid', name: 'Bia', fromMe: false, alt: '5544999999999@s.whatsapp.net' };
    const pin = { chatJid: jid, wireId: '3EB0PIN', by, action: 'pin' as const, target, durationSeconds: 86_400, at };
    await recordPin(fixture.context.deps, 'main', pin);
    const [body] = await bodies(fixture, 2);
    expect(body).toEqual({
      event: 'message.exchange',
      data: {
        id: '3EB0PIN',
        message: {
          ...{ id: '3EB0PIN', direction: 'incoming', timestamp: '2026-01-05T09:00:00.000Z' },
          chat: { jid, lid: null, name: 'Moradores', type: 'group' },
          sender: { jid: '5544999999999@s.whatsapp.net', lid: '88@lid', name: 'Bia' },
          type: 'message_pin',
          content: { pin: { pinned: true, messageId: ids[0], fromMe: false, durationSeconds: 86_400 } },
        },
      },
      instanceData: { baseUrl: fixture.url, instance: 'main' },
    });
    expect(JSON.stringify(body)).not.toContain(token);
    await recordConnection(fixture.context.deps, 'main', { connectedSince: null });
    await recordConnection(fixture.context.deps, 'main', { connectedSince: at });
    await bodies(fixture, 6);
    const told = await deliveriesOf(fixture);
    expect(told.map(({ event }) => event).toSorted()).toEqual([
      ...Array<string>(4).fill('instance.state'),
      ...Array<string>(2).fill('message.exchange'),
    ]);
  });

  it('are told a text that was heard, and how a pin ended', async () => {
    await ask('POST', 'webhook/main', { url: address });
    const { jid, ids } = await fixture.hear(1);
    await fetch(`${fixture.url}/api/chat/pinMessage/main`, {
      method: 'POST',
      headers: { token, 'content-type': 'application/json' },
      body: JSON.stringify({ pin: true, messageId: ids[0] }),
    });
    const told = await bodies(fixture, 3);
    expect(told.map(({ event }) => event)).toEqual(['message.exchange', 'message.status', 'message.exchange']);
    expect(told[0]).toMatchObject({
      data: { message: { type: 'text', content: { text: expect.any(String) as string } } },
    });
    expect(told[1]).toMatchObject({ data: { chat: jid, status: 'sent' } });
    expect(told[2]).toMatchObject({ data: { message: { direction: 'outgoing', type: 'message_pin' } } });
  });

  it.each([
    [{ url: 'nowhere' }, /not a URL/],
    [{}, /needs an address/],
    [{ url: address, events: ['pins'] }, /events/],
    [{ url: address, authorization: 'a\nb' }, /authorization/],
    [{ url: 'http://192.168.0.1/' }, /private/],
    [[], /Invalid request body/],
  ])('refuse %j', async (body, message) => {
    const [status, answer] = await ask('POST', 'webhook/main', body);
    expect([status, answer]).toEqual([
      400,
      { success: false, error: { message: expect.stringMatching(message) as string } },
    ]);
  });

  it('are nobody else’s', async () => {
    await fixture.context.database.instances.create('other');
    expect((await ask('POST', 'webhook/other', { url: address }))[0]).toBe(403);
    expect((await ask('GET', 'getWebhook/nowhere'))[0]).toBe(403);
  });
});
