import { telegramStoreIn } from '@pinwheel/db';
import { eventually } from '@pinwheel/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Fixture, openFixture } from './fixture.js';

const secret = 'Very-secret_1';
const env = {
  TELEGRAM_API_ROOT: 'http://127.0.0.1:1',
  TELEGRAM_WEBHOOK_URL: 'http://127.0.0.1/hidden:7/hook',
  TELEGRAM_WEBHOOK_SECRET: secret,
};

const updateOf = (id: number, text = '/status') => ({
  update_id: id,
  message: { message_id: 1, date: 1, chat: { id: 42, type: 'private' }, from: { id: 42 }, text },
});

describe("Telegram's webhook", () => {
  let fixture: Fixture;
  beforeAll(async () => {
    fixture = await openFixture('postgres', env);
  });
  afterAll(() => fixture[Symbol.asyncDispose]());

  const post = (body: unknown, headers: Record<string, string> = {}, path = '/hidden:7/hook') =>
    fetch(`${fixture.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const stored = () => telegramStoreIn(fixture.context.database.drizzle).updates.open();
  const numbers = async () => (await stored()).map(({ updateId }) => updateId);

  it('stores an update before it answers, once, and tells whoever hears Telegram', async () => {
    let told = 0;
    const { poller } = telegramStoreIn(fixture.context.database.drizzle);
    await using _hold = (await poller.take(1, () => (told += 1)))!;
    const first = await post(updateOf(1));
    expect([first.status, await first.json()]).toEqual([200, {}]);
    expect(await stored()).toMatchObject([{ updateId: 1, lane: 42, body: updateOf(1) }]);
    expect((await post(updateOf(1, 'forged'))).status).toBe(200);
    expect(await stored()).toMatchObject([{ body: updateOf(1) }]);
    await eventually(() => told >= 1);
  });

  it('takes a tap, and what else may come: by the chat, the person, or neither', async () => {
    await post({ update_id: 11, callback_query: { id: '1', from: { id: 5 }, message: { chat: { id: -7 } } } });
    await post({ update_id: 12, callback_query: { id: '1', from: { id: 5 } } });
    await post({ update_id: 13, poll: {} });
    const lanes = (await stored()).filter(({ updateId }) => updateId > 10).map(({ lane }) => lane);
    expect(lanes).toEqual([-7, 5, 0]);
  });

  it('takes an update that is larger than what programs may send, and text that PostgreSQL can not hold', async () => {
    const body = { ...updateOf(21, 'NUL \0 and half \ud83d'), padding: 'x'.repeat(200_000) };
    expect((await post(body)).status).toBe(200);
    expect(await numbers()).toContain(21);
  });

  it.each<[string, number, unknown, Record<string, string>]>([
    ['without the secret', 401, updateOf(31), { 'x-telegram-bot-api-secret-token': '' }],
    ['with another secret', 401, updateOf(31), { 'x-telegram-bot-api-secret-token': 'Very-secret_2' }],
    ['that is no JSON', 400, '{"update_id":', {}],
    ['in another type', 415, 'update_id=31', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['that is no update', 400, { message: updateOf(31).message }, {}],
    ['whose chat is none', 400, { update_id: 31, message: { chat: 'x' } }, {}],
    ['of two megabytes', 413, { ...updateOf(31), padding: 'x'.repeat(2_000_000) }, {}],
  ])('refuses one %s, and stores nothing', async (_, status, body, headers) => {
    const answer = await post(body, headers);
    expect([answer.status, await answer.json()]).toEqual([status, { error: expect.any(String) }]);
    expect(await numbers()).not.toContain(31);
  });

  it('is at no other address, and logs neither its own nor the secret', async () => {
    expect((await post(updateOf(41), {}, '/hiddenX7/hook')).status).toBe(404);
    expect((await post(updateOf(42))).status).toBe(200);
    await eventually(() => fixture.logs.text().includes('"route":"TELEGRAM_WEBHOOK_URL"'));
    expect(fixture.logs.text()).not.toMatch(/hidden:|Very-secret/);
  });
});

it('has Telegram bring again what could not be stored, and says so to the bot of this process', async () => {
  const unstored: number[] = [];
  await using fixture = await openFixture('postgres', env, {
    unstored: ({ update_id }) => void unstored.push(update_id),
  });
  await fixture.context.database.drizzle.execute('drop table telegram_updates');
  const answer = await fetch(`${fixture.url}/hidden:7/hook`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret },
    body: JSON.stringify(updateOf(1)),
  });
  expect(answer.status).toBe(503);
  expect(unstored).toEqual([1]);
});

it.each([
  ['one of the API', '/v1/announcements', /path of TELEGRAM_WEBHOOK_URL is one of the API/],
  ['a pattern', '/*', /path of TELEGRAM_WEBHOOK_URL has a \* or %/],
])('does not start where its path is %s', async (_, path, message) => {
  await expect(openFixture('postgres', { ...env, TELEGRAM_WEBHOOK_URL: `http://127.0.0.1${path}` })).rejects.toThrow(
    message,
  );
});
