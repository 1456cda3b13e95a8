import type { Configuration, Logger } from '@pinwheel/runtime';
import type { BotConfig } from './bot.js';

/** The bot's part of the configuration. The one-time code is shown in the log, which is what its reader proves to see. */
export function botConfigOf({ telegram, whatsapp, http }: Configuration, token: string, logger: Logger): BotConfig {
  return {
    token,
    apiRoot: telegram.apiRoot,
    webhook: telegram.webhook,
    ownerIds: telegram.ownerIds ?? [],
    slots: whatsapp.pinSlots,
    apiUrl: urlOf(http),
    onStartCode: (code) =>
      logger.info({}, `Nobody owns the bot yet. To own it, send it within 15 minutes: /start ${code}`),
  };
}

/** Every address of this machine is, for whoever sits at it, the loopback one. */
function urlOf({ host, port }: Configuration['http']): string {
  const named = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${named.includes(':') ? `[${named}]` : named}:${port}`;
}
