import type { Surroundings } from '@pinwheel/runtime';
import { startAllInOne } from './start.js';

/** Against real Telegram and real WhatsApp, or whatever the configuration puts in their places. */
export async function startReal(surroundings: Surroundings<'all-in-one'>, botToken: string): Promise<AsyncDisposable> {
  const { configuration, logger, clock, ids } = surroundings;
  const { telegram } = configuration;
  const app = await startAllInOne({
    logger,
    clock,
    ids,
    configuration: { ...configuration, telegram: { ...telegram, botToken } },
  });
  logger.info({}, 'Pinwheel is up. In Telegram, send your bot /link to link a WhatsApp account; /help says the rest.');
  return app;
}
