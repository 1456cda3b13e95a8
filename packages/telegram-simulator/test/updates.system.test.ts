import { createServer } from 'node:http';
import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { Bot, GrammyError, webhookCallback } from 'grammy';
import { describe, expect, it } from 'vitest';
import { startTelegramSimulator, type TelegramSimulator } from '../src/index.js';
import { createBot, startBot } from './bots.js';

const refusal = (error: unknown) => (error instanceof GrammyError ? error.description : error);

describe('long polling', () => {
  it('gives an update again until it is confirmed, so that a crash loses nothing', async () => {
    await using simulator = await startTelegramSimulator();
    const ana = simulator.addUser({ firstName: 'Ana' });
    ana.send('one');
    ana.send('two');
    const crashed = createBot(simulator);
    const updates = await crashed.api.getUpdates({ limit: 1 });
    expect(updates.map((update) => update.message?.text)).toEqual(['one']);
    expect(simulator.pendingUpdates()).toBe(2);
    const heard: string[] = [];
    {
      await using _restarted = await startBot(simulator, (b) => {
        b.on('message:text', (ctx) => {
          heard.push(ctx.msg.text);
          return ctx.reply(`heard ${ctx.msg.text}`);
        });
      });
      await ana.sees('heard two');
    }
    expect(heard).toEqual(['one', 'two']);
    expect(simulator.pendingUpdates()).toBe(0);
    expect(simulator.violations()).toEqual([]);
  });

  it('wakes the poller as soon as something happens, also when an earlier one has hung up', async () => {
    await using simulator = await startTelegramSimulator();
    const ana = simulator.addUser({ firstName: 'Ana' });
    const { api } = createBot(simulator);
    const gone = new AbortController();
    const address = `${simulator.apiRoot}/bot${simulator.token}/getUpdates?timeout=30`;
    const abandoned = fetch(address, { signal: gone.signal }).catch(() => 'gone');
    await expect.poll(() => simulator.calls('getUpdates').length).toBe(1);
    gone.abort();
    expect(await abandoned).toBe('gone');
    const waiting = api.getUpdates({ timeout: 30 });
    await expect.poll(() => simulator.calls('getUpdates').length).toBe(2);
    ana.send('hello');
    expect((await waiting).map((update) => update.message?.text)).toEqual(['hello']);
  });

  it('answers the older of two pollers with a 409', async () => {
    await using simulator = await startTelegramSimulator();
    const { api } = createBot(simulator);
    const older = api.getUpdates({ timeout: 30 }).catch(refusal);
    await expect.poll(() => simulator.calls('getUpdates').length).toBe(1);
    const newer = api.getUpdates({ timeout: 30 });
    expect(await older).toMatch(/^Conflict: terminated by other getUpdates request/);
    simulator.addUser({ firstName: 'Ana' }).send('hello');
    expect(await newer).toHaveLength(1);
  });

  it('brings only the kinds of updates that the bot asked for', async () => {
    await using simulator = await startTelegramSimulator();
    const ana = simulator.addUser({ firstName: 'Ana' });
    const { api } = createBot(simulator);
    await api.getUpdates({ allowed_updates: ['my_chat_member'] });
    ana.send('unheard');
    ana.block();
    const [update, ...others] = await api.getUpdates();
    expect(update?.my_chat_member?.new_chat_member.status).toBe('kicked');
    expect(others).toEqual([]);
    await api.getUpdates({ offset: (update?.update_id ?? 0) + 1 });
    expect(simulator.pendingUpdates()).toBe(0);
  });

  it('ends with a 401 when the token is revoked, and answers nothing else from then on', async () => {
    await using simulator = await startTelegramSimulator();
    const { api } = createBot(simulator);
    const waiting = api.getUpdates({ timeout: 30 }).catch(refusal);
    await expect.poll(() => simulator.calls('getUpdates').length).toBe(1);
    simulator.revokeToken();
    expect(await waiting).toBe('Unauthorized');
    expect(await api.getMe().catch(refusal)).toBe('Unauthorized');
  });
});

describe('a caller', () => {
  it('that dies in the middle of a request leaves no trace', async () => {
    await using simulator = await startTelegramSimulator();
    const { port } = new URL(simulator.apiRoot);
    for (const type of ['application/json', 'multipart/form-data; boundary=x']) {
      const socket = connect(Number(port), '127.0.0.1');
      socket.write(`POST /bot${simulator.token}/sendMessage HTTP/1.1\r\nHost: x\r\nContent-Type: ${type}\r\n`);
      socket.write('Content-Length: 500\r\n\r\n--x\r\n');
      await once(socket, 'ready');
      socket.destroy();
      await once(socket, 'close');
    }
    await createBot(simulator).api.getMe();
    expect(simulator.calls().map(({ method }) => method)).toEqual(['getMe']);
    expect(simulator.violations()).toEqual([]);
  });
});

describe('a webhook', () => {
  async function listen(bot: Bot, secretToken: string) {
    const answer = webhookCallback(bot, 'http', { secretToken });
    let isBroken = false;
    const server = createServer((request, response) => {
      if (isBroken) response.writeHead(500, 'Broken').end();
      else void answer(request, response);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      break: (broken: boolean) => {
        isBroken = broken;
      },
      async [Symbol.asyncDispose]() {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      },
    };
  }

  function createEcho(simulator: TelegramSimulator): Bot {
    const bot = createBot(simulator, { client: { canUseWebhookReply: (method) => method === 'sendMessage' } });
    bot.on('message:text', (ctx) => ctx.reply(`heard ${ctx.msg.text}`).then(() => undefined));
    return bot;
  }

  it('gets updates in order with its secret, and may answer in the response', async () => {
    await using simulator = await startTelegramSimulator();
    const bot = createEcho(simulator);
    await using server = await listen(bot, 'a-secret');
    await bot.api.setWebhook(server.url, { secret_token: 'a-secret' });
    expect(await bot.api.getUpdates().catch(refusal)).toMatch(/^Conflict: can't use getUpdates method while webhook/);
    const ana = simulator.addUser({ firstName: 'Ana' });
    for (const text of ['1', '2', '3']) ana.send(text);
    await ana.sees('heard 3');
    expect(ana.chat().map(({ text }) => text)).toEqual(['1', '2', '3', 'heard 1', 'heard 2', 'heard 3']);
    await expect.poll(() => simulator.pendingUpdates()).toBe(0);
    expect(simulator.violations()).toEqual([]);
  });

  it('gets an update again until it says yes, and tells what went wrong', async () => {
    await using simulator = await startTelegramSimulator();
    const bot = createEcho(simulator);
    await using server = await listen(bot, 'a-secret');
    await bot.api.setWebhook(server.url, { secret_token: 'a-secret' });
    server.break(true);
    const ana = simulator.addUser({ firstName: 'Ana' });
    ana.send('patience');
    await expect
      .poll(() => bot.api.getWebhookInfo())
      .toMatchObject({ pending_update_count: 1, last_error_message: 'Wrong response from the webhook: 500 Broken' });
    server.break(false);
    await ana.sees('heard patience');
    await bot.api.deleteWebhook();
    expect(await bot.api.getWebhookInfo()).toMatchObject({ url: '', pending_update_count: 0 });
    expect(simulator.violations()).toEqual([]);
  });

  it('is not called with a wrong secret in vain: grammY refuses it', async () => {
    await using simulator = await startTelegramSimulator();
    const bot = createEcho(simulator);
    await using server = await listen(bot, 'a-secret');
    await bot.api.setWebhook(server.url, { secret_token: 'another' });
    simulator.addUser({ firstName: 'Ana' }).send('hello');
    await expect
      .poll(() => bot.api.getWebhookInfo())
      .toMatchObject({ last_error_message: 'Wrong response from the webhook: 401 Unauthorized' });
    expect(await bot.api.setWebhook('http://example.org/').catch(refusal)).toMatch(/An HTTPS URL must be provided/);
  });
});
