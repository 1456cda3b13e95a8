import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { connectDatabase, telegramStoreIn } from '@pinwheel/db';
import { startTelegramSimulator } from '@pinwheel/telegram-simulator';
import { createTestDatabase, eventually } from '@pinwheel/testing';
import { expect, it } from 'vitest';
import { heard, start } from './fixture.js';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));

function run(env: Record<string, string>): { child: ChildProcess; output: () => string } {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, [main], { env: { PATH, HOME, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream!.on('data', (chunk) => (output += String(chunk)));
  return { child, output: () => output };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const exited = once(child, 'exit');
  child.kill(signal);
  const [code] = (await exited) as [number | null];
  return code;
}

it('loses nothing and does nothing twice when it is killed again and again in the middle of 20 commands', async () => {
  const database = await createTestDatabase();
  const telegram = await startTelegramSimulator();
  const db = await connectDatabase({ url: database.url, slots: 3, timeZone: 'America/Sao_Paulo' });
  const ana = telegram.addUser({ firstName: 'Ana' });
  const env = {
    DATABASE_URL: database.url,
    PINWHEEL_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    TELEGRAM_OWNER_IDS: String(ana.id),
    LOG_FORMAT: 'json',
  };
  const outputs: (() => string)[] = [];
  const begin = () => {
    const bot = run(env);
    outputs.push(bot.output);
    return bot.child;
  };
  const answers = () => ana.chat().filter(({ from }) => from === 'bot').length;
  try {
    await db.migrate();
    await db.instances.create('main');
    await db.store.saveMessages('main', [heard('120363000000000001@g.us', 'Feira')], start);
    let child = begin();
    ana.send('/start');
    await ana.sees(/Hello/);
    for (let n = 0; n < 20; n += 1) ana.send(`/schedule in ${n + 2}h m1`);
    for (const seen of [3, 9, 15]) {
      await eventually(() => answers() > seen, { intervalMs: 1, timeoutMs: 30_000 });
      await end(child, 'SIGKILL');
      child = begin();
    }
    const { updates } = telegramStoreIn(db.drizzle);
    const isThrough = async () => telegram.pendingUpdates() === 0 && (await updates.countOpen()) === 0;
    await eventually(isThrough, { timeoutMs: 30_000 });
    expect(answers()).toBeGreaterThanOrEqual(21);
    expect(await end(child, 'SIGTERM')).toBe(0);
    expect(await db.store.schedules()).toHaveLength(20);
    // What was sent in the moment of a death and not noted is sent once more: one message for each death at most.
    expect(answers()).toBeLessThanOrEqual(21 + 3);
    expect(telegram.violations()).toEqual([]);
    expect(outputs.map((output) => output()).join('')).not.toContain(telegram.token.split(':')[1]);
  } finally {
    await telegram[Symbol.asyncDispose]();
    await db[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  }
}, 120_000);

it('ends by itself when Telegram refuses the token, and says why', async () => {
  const database = await createTestDatabase();
  const telegram = await startTelegramSimulator();
  try {
    telegram.revokeToken();
    const { child, output } = run({
      DATABASE_URL: database.url,
      PINWHEEL_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.apiRoot,
      TELEGRAM_OWNER_IDS: '1',
      LOG_FORMAT: 'json',
    });
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(1);
    expect(output()).toContain('Telegram refuses TELEGRAM_BOT_TOKEN (401)');
  } finally {
    await telegram[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  }
}, 60_000);

it('ends in order when it is asked to, also while Telegram leaves it hanging', async () => {
  const database = await createTestDatabase();
  const telegram = await startTelegramSimulator();
  const db = await connectDatabase({ url: database.url, slots: 3, timeZone: 'America/Sao_Paulo' });
  const ana = telegram.addUser({ firstName: 'Ana' });
  try {
    await db.migrate();
    const { child } = run({
      DATABASE_URL: database.url,
      PINWHEEL_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.apiRoot,
      TELEGRAM_OWNER_IDS: String(ana.id),
      LOG_FORMAT: 'json',
    });
    telegram.spoil({ method: 'sendMessage', kind: 'hang', count: 9 });
    ana.send('/help');
    await eventually(() => telegram.calls('sendMessage').length === 1, { timeoutMs: 30_000 });
    // A process that does not stop in time ends with 1.
    expect(await end(child, 'SIGTERM')).toBe(0);
    expect(await telegramStoreIn(db.drizzle).updates.countOpen()).toBe(1);
  } finally {
    await telegram[Symbol.asyncDispose]();
    await db[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  }
}, 60_000);
