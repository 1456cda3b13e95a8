import type { Instant } from '@pinwheel/domain';
import { toNumber } from '@whiskeysockets/baileys';

type Numeric = Parameters<typeof toNumber>[0];

/** WhatsApp's seconds as an instant; `now` where there are none. */
export function secondsToInstant(seconds: Numeric, now: Instant): Instant {
  const value = toNumber(seconds);
  return value > 0 ? value * 1_000 : now;
}
