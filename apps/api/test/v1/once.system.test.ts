import { randomUUID } from 'node:crypto';
import type { PinwheelClient } from '@pinwheel/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acknowledged, later } from '../fixture.js';
import { good, openV1, problemOf, type V1Fixture } from './fixture.js';

const hour = 3_600_000;

describe('the same Idempotency-Key', () => {
  let fixture: V1Fixture;
  let api: PinwheelClient;
  beforeAll(async () => {
    fixture = await openV1();
    api = await fixture.client();
  });
  afterAll(() => fixture[Symbol.asyncDispose]());

  const pin = (chat: string, body: object, key: string, query = {}, client = api) =>
    client.POST('/v1/boards/{chat}/pins', {
      params: { path: { chat }, header: { 'idempotency-key': key }, query },
      body: body as { message: string },
    });

  it('is one operation, though it comes twenty times at once', async () => {
    const { chat } = await fixture.say(1);
    const [before, key] = [fixture.sent.length, randomUUID()];
    const answers = await Promise.all(Array.from({ length: 20 }, () => pin(chat, { text: 'Once' }, key)));
    expect(answers.map(({ response }) => response.status)).toEqual(Array.from({ length: 20 }, () => 201));
    expect(new Set(answers.map((answer) => good(answer).id)).size).toBe(1);
    expect(fixture.sent.slice(before).map(({ content }) => content.kind)).toEqual(['text', 'pin']);
  });

  it('gets the verdict that came after it was answered', async () => {
    const { chat, messages } = await fixture.say(1);
    const { outcome, say } = later();
    fixture.outcomes.push(outcome);
    const key = randomUUID();
    const first = await pin(chat, { message: messages[0] }, key, { wait: 0 });
    expect(first.response.status).toBe(202);
    say(acknowledged);
    const second = await pin(chat, { message: messages[0] }, key);
    expect(second.response.status).toBe(201);
    expect(good(second).id).toBe(good(first).id);
  });

  it('gets the answer that was given, as it was given', async () => {
    const { chat, messages } = await fixture.say(1);
    const key = randomUUID();
    const first = await pin(chat, { message: messages[0] }, key);
    await api.DELETE('/v1/boards/{chat}/pins', { params: { path: { chat } } });
    const second = await pin(chat, { message: messages[0] }, key);
    expect(second.data).toEqual(first.data);
    expect(second.response.headers.get('idempotency-replayed')).toBe('true');
    expect(second.response.headers.get('location')).toBe(first.response.headers.get('location'));
  });

  it('with something else in it is refused', async () => {
    const { chat, messages } = await fixture.say(2);
    const key = randomUUID();
    await pin(chat, { message: messages[0] }, key);
    const other = problemOf(await pin(chat, { message: messages[1] }, key));
    expect(other).toMatchObject({ status: 422, kind: 'idempotency-key-reused' });
    expect(problemOf(await pin(chat, { message: messages[0] }, 'a key with spaces'))).toMatchObject({
      ...{ status: 400, errors: [{ header: 'idempotency-key' }] },
    });
  });

  it('of another token is another', async () => {
    const { chat } = await fixture.say(1);
    const key = randomUUID();
    const first = good(await pin(chat, { text: 'Mine' }, key));
    const second = good(await pin(chat, { text: 'Mine' }, key, {}, await fixture.client()));
    expect(second.id).not.toBe(first.id);
  });

  it('may try again what was refused: nothing was done', async () => {
    const { chat, messages } = await fixture.say(4);
    for (const message of messages.slice(0, 3)) await pin(chat, { message }, randomUUID());
    const key = randomUUID();
    expect(problemOf(await pin(chat, { message: messages[3] }, key))).toMatchObject({ kind: 'board-full' });
    await api.DELETE('/v1/boards/{chat}/pins', { params: { path: { chat } } });
    expect((await pin(chat, { message: messages[3] }, key)).response.status).toBe(201);
  });

  it('tells what WhatsApp refused as often as it is asked, and asks WhatsApp once', async () => {
    const { chat, messages } = await fixture.say(1);
    fixture.outcomes.push({ kind: 'refused', code: 479 });
    const [before, key] = [fixture.sent.length, randomUUID()];
    for (const _ of [1, 2]) {
      const refused = problemOf(await pin(chat, { message: messages[0] }, key));
      expect(refused).toMatchObject({ status: 409, kind: 'whatsapp-refused', code: 479 });
    }
    expect(fixture.sent).toHaveLength(before + 1);
  });

  it('makes one schedule, one rotation with one item, one announcement and one skip', async () => {
    const { chat } = await fixture.say(1);
    const keyed = () => ({ header: { 'idempotency-key': randomUUID() } });
    const five = <Answer>(ask: () => Promise<Answer>) => Promise.all(Array.from({ length: 5 }, ask));

    const planned = { params: keyed(), body: { chat, when: 'every day 9:00', action: { kind: 'unpin_all' as const } } };
    const schedules = (await five(() => api.POST('/v1/schedules', planned))).map((each) => good(each));
    expect(new Set(schedules.map(({ id }) => id)).size).toBe(1);

    const [schedule] = schedules;
    const skipped = {
      params: { path: { schedule: schedule!.id }, ...keyed() },
      body: { occurrence: schedule!.nextAt! },
    };
    for (const each of await five(() => api.POST('/v1/schedules/{schedule}/skip', skipped)))
      expect(good(each).nextAt).toBe(schedule!.coming[1]!.at);

    const made = { params: keyed(), body: { chats: [chat], name: 'News', when: 'every monday 8:00' } };
    const rotations = (await five(() => api.POST('/v1/rotations', made))).map((each) => good(each));
    expect(new Set(rotations.map(({ id }) => id)).size).toBe(1);
    const added = { params: { path: { rotation: rotations[0]!.id }, ...keyed() }, body: { text: 'Welcome' } };
    for (const each of await five(() => api.POST('/v1/rotations/{rotation}/items', added)))
      expect(good(each).items).toHaveLength(1);

    const announced = { params: keyed(), body: { text: 'Hello', chats: [chat] } };
    const announcements = (await five(() => api.POST('/v1/announcements', announced))).map((each) => good(each));
    expect(new Set(announcements.map(({ id }) => id)).size).toBe(1);
    expect((await api.POST('/v1/announcements', announced)).response.headers.get('idempotency-replayed')).toBe('true');
  });

  const forgetAnswers = () => fixture.context.database.drizzle.execute('update idempotency_keys set answer = null');

  it('is the same wish when its time has passed, also where the process died before it kept its answer', async () => {
    const { chat } = await fixture.say(1);
    const at = new Date(Date.now() + 2 * hour).toISOString();
    const keyed = () => ({ header: { 'idempotency-key': randomUUID() } });
    const action = { kind: 'unpin_all' as const };
    const planned = { params: keyed(), body: { chat, when: { kind: 'once' as const, at }, action } };
    const announced = { params: keyed(), body: { text: 'Hello', chats: [chat], hold: { kind: 'until' as const, at } } };
    const key = randomUUID();
    const ask = async () => ({
      schedule: good(await api.POST('/v1/schedules', planned)).id,
      pin: good(await pin(chat, { text: 'Until then', hold: { kind: 'until', at } }, key)).id,
      announcement: good(await api.POST('/v1/announcements', announced)).id,
    });
    const asked = await ask();
    await forgetAnswers();
    fixture.advance(3 * hour);
    expect(await ask()).toEqual(asked);
  });

  it('replays a delivery once, also where the process died before it kept its answer', async () => {
    const { drizzle } = fixture.context.database;
    const webhook = { label: 'replayed', url: 'https://example.com/', events: ['message.heard' as const] };
    const { id: webhookId } = good(await api.POST('/v1/webhooks', { params: {}, body: webhook }));
    const delivery = randomUUID();
    await drizzle.execute(`
      insert into deliveries (id, webhook_id, instance_id, line, event, path, body, state, attempt, created_at, give_up_at)
      values ('${delivery}', '${webhookId}', 'main', 'chat:1', 'message.heard', '', '{}', 'dead', 1, now(), now())`);
    const key = randomUUID();
    const replay = (header: string) =>
      api.POST('/v1/deliveries/{delivery}/replay', {
        params: { path: { delivery }, header: { 'idempotency-key': header } },
      });
    const delivered = () => drizzle.execute(`update deliveries set state = 'delivered', wake_at = null`);
    const state = async () => good(await api.GET('/v1/deliveries')).items[0]!.state;
    expect(good(await replay(key)).state).toBe('waiting');
    await delivered();
    const again = await replay(key);
    expect([again.response.status, again.response.headers.get('idempotency-replayed')]).toEqual([202, 'true']);
    await forgetAnswers();
    expect((await replay(key)).response.status).toBe(202);
    expect(await state()).toBe('delivered');
    good(await replay(randomUUID()));
    expect(await state()).toBe('waiting');
  });
});
