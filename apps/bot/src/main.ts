import { openContext } from '@pinwheel/context';
import { telegramStoreIn } from '@pinwheel/db';
import { ConfigurationError, createStack, run } from '@pinwheel/runtime';
import { botConfigOf } from './bot-config.js';
import { startBot } from './start-bot.js';

await run({ name: 'bot', kind: 'app', env: process.env }, async ({ configuration, logger, clock, ids, end }) => {
  const { botToken } = configuration.telegram;
  if (botToken === null) throw new ConfigurationError([{ variable: 'TELEGRAM_BOT_TOKEN', problem: 'is required' }]);
  const stack = createStack();
  const { database, deps, queues } = stack.use(await openContext({ configuration, logger, clock, ids }));
  const telegram = telegramStoreIn(database.drizzle);
  const config = botConfigOf(configuration, botToken, logger);
  const { tokens, announcements, trail } = database;
  const bot = stack.use(await startBot(config, { deps, telegram, tokens, announcements, trail, queues }));
  // A process that can do nothing more had better be seen to end.
  void bot.refused.then(() => end(1));
  return stack;
});
