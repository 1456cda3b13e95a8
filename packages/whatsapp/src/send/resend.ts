import type { Logger } from '@pinwheel/pinning';
import { isJidGroup } from '@whiskeysockets/baileys';
import type { BinaryNode, proto } from '@whiskeysockets/baileys';
import { causeOf } from '../cause.js';
import type { Life } from '../socket/life.js';
import { whileAlive } from '../socket/while-alive.js';
import { isPin, pinAttributes } from './message.js';
import type { RetryCounters } from './retry-counters.js';

export interface ResendOptions {
  findSent(wireId: string): Promise<proto.IMessage | undefined>;
  counters: RetryCounters;
  logger: Logger;
}

/**
 * Answers devices that could not decrypt what we sent. Baileys would answer them too, but leaves out the attribute
 * that makes a pin a pin, so that phones drop it; a pin sent anew under the same id is dropped by those phones that
 * had read the first one without it. So Baileys is kept from answering (see RetryCounters), and the device that asked,
 * and only that one, gets the message once more with the attribute and with the group's key inside.
 */
export function resendOnRequest(life: Life, options: ResendOptions): void {
  life.socket.ws.on('CB:receipt,type:retry', (receipt: BinaryNode) => {
    resend(life, receipt, options).catch((error: unknown) => {
      options.logger.warn({ wireId: receipt.attrs['id'], cause: causeOf(error) }, 'sending again failed');
    });
  });
}

async function resend(life: Life, { attrs, content }: BinaryNode, options: ResendOptions): Promise<void> {
  const { id = '', from = '', participant, recipient } = attrs;
  const message = await options.findSent(id);
  if (!message) return;
  const device = participant ?? from;
  const count = options.counters.count(id, device);
  if (count === null) return;
  const chat = isJidGroup(from) ? from : (recipient ?? from);
  const { socket } = life;
  await whileAlive(life, socket.assertSessions([device], true));
  const { keys, creds } = socket.authState;
  await keys.transaction(
    () =>
      socket.relayMessage(chat, message, {
        messageId: id,
        participant: { jid: device, count: askedTimes(content) ?? count },
        additionalAttributes: isPin(message) ? pinAttributes : {},
      }),
    creds.me?.id ?? '',
  );
  options.logger.info({ wireId: id }, 'sent again to a device that could not read it');
}

function askedTimes(content: BinaryNode['content']): number | null {
  const retry = Array.isArray(content) ? content.find(({ tag }) => tag === 'retry') : undefined;
  return Number(retry?.attrs['count']) || null;
}
