import type { Logger } from '@pinwheel/pinning';
import type { WASocket } from '@whiskeysockets/baileys';
import { causeOf } from './cause.js';

export type BaileysLogger = WASocket['logger'];

/**
 * Baileys logs stanzas, messages and keys beside its words. Of a line at `warn` or above the words are kept, and of the
 * rest the error's message and the id of the WhatsApp message; below that nothing, and its errors are warnings to us,
 * because most of them say that a connection went.
 */
export function toBaileysLogger(logger: Logger): BaileysLogger {
  const nothing = () => {};
  const warn = (fields: unknown, message?: string) => {
    if (typeof fields === 'string') logger.warn({}, fields);
    else logger.warn(harmlessFields(fields), message ?? 'baileys');
  };
  const adapted: BaileysLogger = {
    level: 'warn',
    child: () => adapted,
    trace: nothing,
    debug: nothing,
    info: nothing,
    warn,
    error: warn,
  };
  return adapted;
}

function harmlessFields(fields: unknown): object {
  if (typeof fields !== 'object' || fields === null) return {};
  const { err, error, msgId } = fields as Record<string, unknown>;
  const cause = err ?? error;
  return {
    ...(cause instanceof Error ? { cause: causeOf(cause) } : {}),
    ...(typeof msgId === 'string' ? { wireId: msgId } : {}),
  };
}
