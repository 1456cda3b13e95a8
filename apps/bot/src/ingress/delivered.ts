import type { Logger } from '@pinwheel/pinning';
import { type Api, GrammyError } from 'grammy';
import { isUnauthorized } from '../api/errors.js';
import type { BotConfig } from '../bot.js';
import type { Arrivals } from './arrivals.js';
import { allowedUpdates } from './receive.js';

export interface DeliveredOptions {
  api: Api;
  webhook: NonNullable<BotConfig['webhook']>;
  arrivals: Arrivals;
  logger: Logger;
  /** Takes whatever is stored and not carried out. */
  takeOpen(): Promise<void>;
  /** When nothing has come for so long, in ms, it is asked whether anything can. */
  silenceMs?: number;
}

/**
 * Telegram calls the HTTP app, which stores what it brings and says so: here it is taken up. One round, ended by the
 * signal.
 */
export function takingDelivered(options: DeliveredOptions): (stopping: AbortSignal) => Promise<void> {
  const { arrivals, takeOpen, silenceMs = 30_000 } = options;
  const look = lookAfter(options);
  return async (stopping) => {
    const came = await arrivals.next(silenceMs, stopping);
    if (stopping.aborted) return;
    // Also in silence: the word may have been lost with a connection. One that the store did not answer stays said.
    await takeOpen().catch((error: unknown) => {
      arrivals.say();
      throw error;
    });
    if (!came) await look();
  };
}

/** Tells Telegram where to call. What waits there is kept. */
export async function setWebhook(api: Api, { url, secret }: DeliveredOptions['webhook']): Promise<void> {
  try {
    await api.setWebhook(url, { secret_token: secret, allowed_updates: allowedUpdates });
  } catch (error) {
    throw withoutSecret(error);
  }
}

/** grammY's error has all that was sent. */
const withoutSecret = (error: unknown): unknown =>
  error instanceof GrammyError && !isUnauthorized(error)
    ? new Error(`Telegram refuses TELEGRAM_WEBHOOK_URL: ${error.description}`)
    : error;

/** Sets the webhook anew where somebody has taken it away, and tells what keeps Telegram from calling, once for each time. */
function lookAfter({ api, webhook, logger }: DeliveredOptions): () => Promise<void> {
  let told = 0;
  return async () => {
    const { url, last_error_date: at = 0, last_error_message, pending_update_count } = await api.getWebhookInfo();
    if (url !== webhook.url) {
      logger.warn({}, 'somebody has changed the webhook at Telegram; it is set to TELEGRAM_WEBHOOK_URL again');
      await setWebhook(api, webhook);
    } else if (at > told) {
      const what = `Telegram could not call TELEGRAM_WEBHOOK_URL: ${last_error_message}`;
      logger.warn({ waiting: pending_update_count }, what);
      told = at;
    }
  };
}
