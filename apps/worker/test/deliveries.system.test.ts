import {
  createWebhook,
  type CreateWebhookReply,
  listDeliveries,
  putIntoWords,
  recordMessages,
  replayDelivery,
  sign,
  type Speaker,
  type WebhookDeps,
} from '@pinwheel/pinning';
import {
  describeOnQueueBackends,
  eventually,
  type ReceivedPost,
  type Receiver,
  startReceiver,
} from '@pinwheel/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startWorker } from '../src/index.js';
import { type Fixture, openFixture } from './fixture.js';

type Created = Extract<CreateWebhookReply, { kind: 'created' }>;

/** The words of a dialect that says the text alone. */
const speakPlainly: Speaker = (happening, webhooks) =>
  webhooks.map(({ id: webhookId }) => ({
    ...{ webhookId, event: happening.kind, path: '' },
    body: JSON.stringify({ text: 'message' in happening ? happening.message?.text : null }),
  }));

const textOf = ({ body }: Pick<ReceivedPost, 'body'>): string => (JSON.parse(body) as { text: string }).text;
const textsAt = ({ received }: Receiver): string[] => received.map(textOf);

describeOnQueueBackends('deliveries', (backend) => {
  let fixture: Fixture;
  let receiver: Receiver;
  let worker: AsyncDisposable | null = null;
  beforeEach(async () => {
    fixture = await openFixture(backend, { WEBHOOK_PRIVATE_NETWORKS: '127.0.0.0/8' });
    receiver = await startReceiver();
  });
  afterEach(async () => {
    await worker?.[Symbol.asyncDispose]();
    worker = null;
    await receiver[Symbol.asyncDispose]();
    await fixture[Symbol.asyncDispose]();
  });

  const needs = (): WebhookDeps => {
    const { deps, database, sealer, receivers } = fixture.context;
    const { webhooks, deliveries } = database;
    return { ...deps, webhooks, deliveries, sealer, targets: receivers.targets };
  };

  async function subscribe(url = receiver.url, label = url, authorization: string | null = null): Promise<Created> {
    const wish = { instanceId: 'main', label, url, about: ['message'] as const, authorization };
    const reply = await createWebhook(needs(), wish);
    if (reply.kind !== 'created') throw new Error(reply.kind);
    return reply;
  }

  let count = 0;

  /** Somebody says these texts in a chat, and they are put into words. */
  async function say(jid: string, ...texts: string[]): Promise<void> {
    const { context } = fixture;
    const messages = texts.map((text) => {
      const key = { remoteJid: jid, id: `3EB0${(count += 1)}`, fromMe: false, participant: '77@lid' };
      const from = { key, participantAlt: null, addressing: 'lid' as const, senderName: 'Maria' };
      return { ...from, chatJid: jid, kind: 'text' as const, text, sentAt: Date.now(), raw: Uint8Array.of(1) };
    });
    await recordMessages(context.deps, 'main', messages);
    const { happenings } = context.database;
    await putIntoWords({ ...context.deps, happenings }, 'main', new Map([['v1', speakPlainly]]));
  }

  const start = async (sweepMs = 50): Promise<void> => {
    worker = await startWorker(fixture.context, { sweepMs });
  };

  const statesOf = async (): Promise<string[]> => {
    const found = await listDeliveries(fixture.context.database, { scope: null, limit: 100 });
    return found.map(({ state }) => state);
  };

  it('go out signed, with the receiver’s own authorization, as soon as somebody is woken', async () => {
    await start(3_600_000);
    const { secret } = await subscribe(receiver.url, 'crm', 'Bearer x');
    await say('1@g.us', 'Olá 👋');
    const [post] = await eventually(() => receiver.received.length > 0 && receiver.received);
    expect(post!.body).toBe('{"text":"Olá 👋"}');
    const { headers } = post!;
    const timestamp = String(headers['x-webhook-timestamp']);
    expect(headers).toMatchObject({
      ...{ 'content-type': 'application/json', authorization: 'Bearer x', 'x-webhook-event': 'message' },
      ...{ 'x-webhook-attempt': '1', 'x-webhook-hmac-algorithm': 'sha512' },
      'x-webhook-hmac': sign(secret, timestamp, post!.body),
    });
    await eventually(async () => expect(await statesOf()).toEqual(['delivered']));
    const [delivered] = await listDeliveries(fixture.context.database, { scope: 'main', limit: 1 });
    expect(delivered).toMatchObject({ id: headers['x-webhook-id'], status: 200, attempt: 1 });
  });

  it('arrive once and in the order of their chat when the receiver was down for ten minutes', async () => {
    const { secret } = await subscribe();
    await start();
    await receiver.goDown();
    const chats = ['1@g.us', '2@g.us', '3@g.us'];
    for (let n = 1; n <= 5; n += 1) for (const jid of chats) await say(jid, `${jid} ${n}`);
    // Each chat's first is tried whenever it is due; nothing behind it is.
    for (let minute = 0; minute < 10; minute += 1) {
      fixture.clock.advance(60_000);
      await eventually(async () => {
        const waiting = await listDeliveries(fixture.context.database, { scope: null, limit: 100, state: 'waiting' });
        const tried = waiting.filter(({ attempt, wakeAt }) => attempt > 0 && wakeAt! > fixture.clock.now());
        return waiting.length === 15 && tried.length === 3;
      });
    }
    expect(receiver.received).toEqual([]);
    await receiver.comeUp();
    fixture.clock.advance(3_600_000);
    await eventually(async () => expect(new Set(await statesOf())).toEqual(new Set(['delivered'])));
    for (const jid of chats)
      expect(textsAt(receiver).filter((text) => text.startsWith(jid))).toEqual(
        [1, 2, 3, 4, 5].map((n) => `${jid} ${n}`),
      );
    expect(receiver.received).toHaveLength(15);
    for (const { headers, body } of receiver.received)
      expect(headers['x-webhook-hmac']).toBe(sign(secret, String(headers['x-webhook-timestamp']), body));
  });

  it('to one receiver that hangs hold up no other', async () => {
    const slow = await startReceiver();
    let answerSlowly = (): void => {};
    const hanging = new Promise<number>((resolve) => {
      answerSlowly = () => resolve(200);
    });
    slow.answer = () => hanging;
    await subscribe(slow.url);
    await subscribe();
    await start();
    for (let n = 1; n <= 8; n += 1) await say(`${n}@g.us`, `text ${n}`);
    await eventually(() => receiver.received.length === 8);
    // So many at once, though eight chats wait.
    expect(slow.received).toHaveLength(4);
    answerSlowly();
    await eventually(() => slow.received.length === 8);
    await slow[Symbol.asyncDispose]();
  });

  it('that fail for a day are dead, let the next of their chat try, and can be replayed', async () => {
    await subscribe();
    receiver.answer = ({ body }) => (body.includes('poison') ? 500 : 200);
    await start();
    await say('1@g.us', 'poison', 'after it');
    await eventually(async () => {
      const waiting = await listDeliveries(fixture.context.database, { scope: null, limit: 10, state: 'waiting' });
      return waiting.some(({ status }) => status === 500);
    });
    fixture.clock.advance(86_400_000);
    await eventually(async () => expect((await statesOf()).toSorted()).toEqual(['dead', 'delivered']));
    expect(textsAt(receiver)).toEqual(['poison', 'poison', 'after it']);
    receiver.answer = () => 200;
    const [dead] = await listDeliveries(fixture.context.database, { scope: 'main', state: 'dead', limit: 10 });
    expect(dead).toMatchObject({ status: 500, attempt: 2 });
    expect(await replayDelivery(needs(), { id: dead!.id, scope: 'other', source: 'one' })).toEqual({
      kind: 'not_found',
    });
    expect(await replayDelivery(needs(), { id: dead!.id, scope: 'main', source: 'one' })).toMatchObject({
      kind: 'replayed',
    });
    await eventually(async () => expect(await statesOf()).toEqual(['delivered', 'delivered']));
    const ids = receiver.received.map(({ headers }) => headers['x-webhook-id']);
    expect([ids.length, ids[3]]).toEqual([4, dead!.id]);
  });

  it('to a receiver that is gone end at once, and its webhook is switched off', async () => {
    const { webhook } = await subscribe();
    receiver.answer = () => 410;
    await say('1@g.us', 'one', 'two');
    await start();
    await eventually(async () => expect(await statesOf()).toEqual(['dead', 'dead']));
    expect(receiver.received).toHaveLength(1);
    const found = await fixture.context.database.webhooks.find(webhook.id);
    expect(found).toMatchObject({ enabled: false, problem: 'gone' });
    const [dead] = await listDeliveries(fixture.context.database, { scope: null, limit: 1 });
    expect(await replayDelivery(needs(), { id: dead!.id, scope: null, source: 'two' })).toEqual({
      kind: 'switched_off',
    });
  });

  it('that were under way when the worker was killed go out again under the same id', async () => {
    await subscribe();
    await say('1@g.us', 'one');
    const [found] = await fixture.context.database.webhooks.all('main');
    // As far as a killed process gets: claimed, and perhaps sent.
    const { deliveries } = fixture.context.database;
    const claimed = await deliveries.claim(found!.id, fixture.clock.now(), 4);
    await start();
    fixture.clock.advance(60_000);
    const [post] = await eventually(() => receiver.received.length > 0 && receiver.received);
    expect(post!.headers).toMatchObject({ 'x-webhook-id': claimed!.delivery.id, 'x-webhook-attempt': '2' });
  });

  it('under way when the worker stops are broken off, and made again by the next', async () => {
    await subscribe();
    receiver.answer = () => new Promise<number>(() => {});
    await start();
    await say('1@g.us', 'one');
    await eventually(() => receiver.received.length === 1);
    await worker?.[Symbol.asyncDispose]();
    expect(await statesOf()).toEqual(['waiting']);
    receiver.answer = () => 200;
    await start();
    await eventually(async () => expect(await statesOf()).toEqual(['delivered']));
    expect(new Set(receiver.received.map(({ headers }) => headers['x-webhook-id'])).size).toBe(1);
  });

  it('reach nothing private unless the configuration says so', async () => {
    await using closed = await openFixture(backend);
    const { database, deps, receivers, sealer } = closed.context;
    const wish = {
      instanceId: 'main',
      label: 'x',
      url: receiver.url,
      about: ['message'] as const,
      authorization: null,
    };
    const { webhooks, deliveries } = database;
    const refused = await createWebhook({ ...deps, webhooks, deliveries, sealer, targets: receivers.targets }, wish);
    expect(refused).toMatchObject({ kind: 'bad_url', why: { kind: 'private' } });
    const posted = await receivers.courier.post(
      { url: receiver.url, headers: {}, body: '{}' },
      new AbortController().signal,
    );
    expect(posted).toEqual({ kind: 'failed', problem: 'address_forbidden' });
  });
});
