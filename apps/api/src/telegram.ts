import { type ArrivedUpdate, newUpdate, type TelegramUpdates } from '@pinwheel/db';
import type { Clock, Logger } from '@pinwheel/pinning';
import { StartError } from '@pinwheel/runtime';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { isSame } from './is-same.js';

export interface TelegramNeeds {
  webhook: { url: string; secret: string };
  updates: Pick<TelegramUpdates, 'deliver'>;
  clock: Clock;
  logger: Logger;
  /** Told of what is not stored (yet), for an answer that needs no store. */
  unstored: (update: ArrivedUpdate) => void;
}

/** In bytes. A message may quote another, and both have their entities. */
const bodyLimit = 1_024 * 1_024;

/** Telegram waits longer than that for our answer; whoever asks how things stand should not, in ms. */
const slowStoreMs = 3_000;

const chat = z.looseObject({ id: z.int() });
const arrived: z.ZodType<ArrivedUpdate> = z.looseObject({
  update_id: z.int(),
  message: z.looseObject({ chat }).optional(),
  callback_query: z.looseObject({ from: chat, message: z.looseObject({ chat }).optional() }).optional(),
});

/**
 * Where Telegram calls: the path of TELEGRAM_WEBHOOK_URL. An update is stored before it is answered, so that Telegram
 * brings again what is not, and the bot is told; it may be another process.
 */
export function addTelegram(server: FastifyInstance, needs: TelegramNeeds): void {
  const { webhook, updates, clock, logger, unstored } = needs;
  const path = pathOf(webhook.url);
  if (server.hasRoute({ method: 'POST', url: path }))
    throw new StartError('The path of TELEGRAM_WEBHOOK_URL is one of the API', 'Give it another');
  server.post(path, {
    bodyLimit,
    // The address itself may be a secret.
    config: { shownAs: 'TELEGRAM_WEBHOOK_URL' },
    async onRequest(request, reply) {
      const given = request.headers['x-telegram-bot-api-secret-token'];
      if (typeof given === 'string' && isSame(given, webhook.secret)) return;
      await reply.code(401).send({ error: 'X-Telegram-Bot-Api-Secret-Token is not TELEGRAM_WEBHOOK_SECRET' });
    },
    async handler(request, reply) {
      const { success, data: update } = arrived.safeParse(request.body);
      if (!success) return reply.code(400).send({ error: 'The body is no update' });
      const slow = setTimeout(() => unstored(update), slowStoreMs);
      try {
        await updates.deliver(newUpdate(update), clock.now());
      } catch (error) {
        logger.warn({ error, request: request.id }, 'an update could not be stored; Telegram will bring it again');
        unstored(update);
        return reply.code(503).send({ error: 'The database does not answer' });
      } finally {
        clearTimeout(slow);
      }
      return {};
    },
  });
}

/** As fastify writes a path that has no parameters. */
function pathOf(url: string): string {
  const { pathname } = new URL(url);
  // What else is encoded could be a character that fastify, which decodes, has a meaning for.
  if (/[*%]/.test(pathname))
    throw new StartError('The path of TELEGRAM_WEBHOOK_URL has a * or %', 'Give it one without');
  return pathname.replaceAll(':', '::');
}
