import { createLogger, createStack } from '@pinwheel/runtime';
import { startTelegramSimulator } from '@pinwheel/telegram-simulator';
import { captureLogs, eventually, freePort } from '@pinwheel/testing';
import { expect, it } from 'vitest';
import { connectTelegram } from '../src/api/connect.js';
import { createEnding } from '../src/api/ending.js';
import { Arrivals } from '../src/ingress/arrivals.js';
import { setWebhook, takingDelivered } from '../src/ingress/delivered.js';

const never = new AbortController().signal;

async function open({ silenceMs = 30 } = {}) {
  const stack = createStack();
  const telegram = stack.use(await startTelegramSimulator());
  const api = connectTelegram(telegram.token, telegram.apiRoot, createEnding());
  const webhook = { url: `http://127.0.0.1:${await freePort()}/hidden`, secret: 'Very-secret' };
  const logs = captureLogs();
  const logger = createLogger({ level: 'debug', format: 'json', destination: logs.stream });
  const arrivals = new Arrivals();
  let [taken, fails] = [0, false];
  const takeOpen = async () => {
    if (fails) {
      fails = false;
      throw new Error('the store is away');
    }
    taken += 1;
  };
  const round = takingDelivered({ api, webhook, arrivals, logger, takeOpen, silenceMs });
  return {
    telegram,
    api,
    webhook,
    logs,
    arrivals,
    round,
    stack,
    taken: () => taken,
    failOnce: () => void (fails = true),
  };
}

it('looks into the store when it is told, also of what was said while nobody waited', async () => {
  const { arrivals, round, stack, taken } = await open();
  await using _stack = stack;
  arrivals.say();
  await round(never);
  expect(taken()).toBe(1);
});

it('looks again at once where the store did not answer', async () => {
  const { arrivals, round, stack, taken, failOnce } = await open({ silenceMs: 60_000 });
  await using _stack = stack;
  failOnce();
  arrivals.say();
  await expect(round(never)).rejects.toThrow('the store is away');
  await round(never);
  expect(taken()).toBe(1);
});

it('sets the webhook again when somebody has taken it away', async () => {
  const { api, webhook, logs, round, stack, taken } = await open();
  await using _stack = stack;
  await round(never);
  expect(await api.getWebhookInfo()).toMatchObject({ url: webhook.url });
  expect(taken()).toBe(1);
  expect(logs.text()).toContain('somebody has changed the webhook at Telegram');
  expect(logs.text()).not.toContain('Very-secret');
});

it('tells what keeps Telegram from calling', async () => {
  const { telegram, api, webhook, logs, round, stack } = await open();
  await using _stack = stack;
  await setWebhook(api, webhook);
  telegram.addUser({ firstName: 'Ana' }).send('/status');
  await eventually(async () => (await api.getWebhookInfo()).last_error_date !== undefined);
  await round(never);
  expect(logs.text()).toContain('Telegram could not call TELEGRAM_WEBHOOK_URL: Connection refused');
  expect(logs.text()).not.toContain('hidden');
});

it('says why Telegram refuses the address, and not the secret', async () => {
  const { api, stack } = await open();
  await using _stack = stack;
  const refused = setWebhook(api, { url: 'http://pins.example.org/', secret: 'Very-secret' });
  await expect(refused).rejects.toThrow(/^Telegram refuses TELEGRAM_WEBHOOK_URL: .*HTTPS URL must be provided/);
});

it('ends at once when it is to stop', async () => {
  const { round, stack, taken } = await open();
  await using _stack = stack;
  await round(AbortSignal.abort());
  expect(taken()).toBe(0);
});
