import type { Configuration, Logger } from '@pinwheel/runtime';
import type { BotConfig } from './bot.js';

/** The bot's part of the configuration. The one-time code is shown in the log, which is what its reader proves to see. */
export function botConfigOf({ telegram, whatsapp }: Configuration, token: string, logger: Logger): BotConfig {
  if (telegram.webhook) logger.warn({}, 'TELEGRAM_WEBHOOK_URL is not used yet: the bot asks Telegram for updates');
  return {
    token,
    apiRoot: telegram.apiRoot,
    ownerIds: telegram.ownerIds ?? [],
    slots: whatsapp.pinSlots,
    onStartCode: (code) =>
      logger.info({}, `Nobody owns the bot yet. To own it, send it within 15 minutes: /start ${code}`),
  };
}
