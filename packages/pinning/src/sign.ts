import { createHmac } from 'node:crypto';
import type { Instant } from '@pinwheel/domain';
import type { ClaimedDelivery } from './ports/deliveries.js';
import type { WebhookSecrets } from './webhook-secrets.js';

/** HMAC-SHA512, in hex, over the timestamp as it is sent, a full stop, and the body as it is sent. */
export const sign = (secret: string, timestamp: string, body: string): string =>
  createHmac('sha512', secret).update(`${timestamp}.${body}`).digest('hex');

export function headersOf(
  { delivery, body }: Pick<ClaimedDelivery, 'delivery' | 'body'>,
  { signing, authorization }: WebhookSecrets,
  now: Instant,
): Record<string, string> {
  const timestamp = String(Math.floor(now / 1_000));
  return {
    'content-type': 'application/json',
    'user-agent': 'Pinwheel',
    'x-webhook-id': delivery.id,
    'x-webhook-event': delivery.event,
    'x-webhook-attempt': String(delivery.attempt),
    'x-webhook-timestamp': timestamp,
    'x-webhook-hmac': sign(signing, timestamp, body),
    'x-webhook-hmac-algorithm': 'sha512',
    ...(authorization !== null && { authorization }),
  };
}
