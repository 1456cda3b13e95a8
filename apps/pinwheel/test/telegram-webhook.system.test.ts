import { freePort } from '@pinwheel/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { answer, type House, openHouse } from './house.js';

// Which queues there are makes no difference to how Telegram is heard.
let house: House;
beforeEach(async () => {
  const port = await freePort();
  house = await openHouse('postgres', {
    env: {
      HTTP_PORT: String(port),
      TELEGRAM_WEBHOOK_URL: `http://127.0.0.1:${port}/telegram/hidden`,
      TELEGRAM_WEBHOOK_SECRET: 'Very-secret_1',
    },
  });
});
afterEach(() => house[Symbol.asyncDispose]());

it('hears what Telegram brings: each once, in its order', async () => {
  const { admin, telegram } = house.town;
  await answer(house, '/status', /Status/);
  const before = admin.chat().length;
  const asked = ['/chats', '/agenda', '/help pin', '/help unpin'].map((text) => admin.send(text));
  await admin.sees(/^\/unpin/, { answerTo: asked.at(-1)! });
  const answers = admin.chat().slice(before + asked.length);
  expect(answers.map(({ text }) => text)).toEqual([
    expect.stringContaining('no chats yet'),
    expect.stringContaining('Agenda'),
    expect.stringMatching(/^\/pin/),
    expect.stringMatching(/^\/unpin/),
  ]);
  expect(telegram.pendingUpdates()).toBe(0);
  expect(telegram.violations()).toEqual([]);
  expect(house.logs.text()).not.toMatch(/Very-secret|telegram\/hidden/);
});

it('is brought again what was said while nobody was there', async () => {
  const { admin } = house.town;
  await answer(house, '/status', /Status/);
  await house.stop();
  const asked = admin.send('/chats');
  await house.start();
  await admin.sees(/chat/i, { answerTo: asked });
  expect(admin.chat().filter(({ from }) => from === 'bot')).toHaveLength(2);
});

it('answers /status while the database is down', async () => {
  await answer(house, '/status', /Status/);
  await house.stores[Symbol.asyncDispose]();
  await answer(house, '/status', /database does not answer/);
});
