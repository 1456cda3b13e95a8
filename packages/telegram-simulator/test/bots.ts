import { Bot, type BotConfig, type Context } from 'grammy';
import type { TelegramSimulator } from '../src/index.js';

/** A real grammY bot that talks to the simulator. */
export function createBot(simulator: TelegramSimulator, config: BotConfig<Context> = {}): Bot {
  return new Bot(simulator.token, { ...config, client: { apiRoot: simulator.apiRoot, ...config.client } });
}

/** The same, polling; stops at the end of the block. */
export async function startBot(
  simulator: TelegramSimulator,
  install: (bot: Bot) => void,
): Promise<Bot & AsyncDisposable> {
  const bot = createBot(simulator);
  install(bot);
  let running: Promise<void> = Promise.resolve();
  await new Promise<void>((resolve, reject) => {
    running = bot.start({ onStart: () => resolve() });
    running.catch(reject);
  });
  return Object.assign(bot, {
    async [Symbol.asyncDispose]() {
      await bot.stop();
      await running;
    },
  });
}

/** A PNG of one grey dot, and after it as many bytes as wanted: each size is a different file. */
export function picture(padding = 0): Buffer {
  const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNoAAAAggCB6A3nGAAAAABJRU5ErkJggg==';
  return Buffer.concat([Buffer.from(dot, 'base64'), Buffer.alloc(padding, 7)]);
}
