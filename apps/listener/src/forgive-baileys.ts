import type { Logger } from '@pinwheel/pinning';
import { isBaileysRejection } from '@pinwheel/whatsapp';

/**
 * For the process that hosts the listener. Baileys leaves a promise to itself for each frame that it cannot decrypt and
 * each query on a socket that closed; the socket is looked after where it is known, so the process goes on.
 */
export const forgiveBaileys =
  (logger: Logger) =>
  (reason: unknown): boolean => {
    if (!isBaileysRejection(reason)) return false;
    logger.warn({ error: reason }, 'a promise of the WhatsApp client was left to itself');
    return true;
  };
