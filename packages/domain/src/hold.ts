import type { Instant } from './time/index.js';
import type { Hold } from './when/index.js';

const second = 1_000;
const hour = 3_600 * second;
const day = 24 * hour;

/** The durations that WhatsApp's phones offer, in seconds, shortest first. */
export const durations = [86_400, 604_800, 2_592_000] as const;
export type Duration = (typeof durations)[number];

/** A pin is renewed this long before WhatsApp would take it down: room for a day without connection. */
const renewalMargin = day;

export interface Cover {
  /** What WhatsApp is told. */
  durationSeconds: Duration;
  /** When our hold ends; null for one without end. */
  until: Instant | null;
}

/** The smallest of WhatsApp's durations that covers a hold beginning `now`; the longest where none does. */
export function coverHold(hold: Hold, now: Instant): Cover {
  const until = holdEnd(hold, now);
  const length = until === null ? Number.POSITIVE_INFINITY : until - now;
  const durationSeconds = durations.find((seconds) => seconds * second >= length) ?? durations[2];
  return { durationSeconds, until };
}

/** When a hold that begins `now` ends; null where it does not. */
export function holdEnd(hold: Hold, now: Instant): Instant | null {
  if (hold.kind === 'forever') return null;
  return hold.kind === 'until' ? hold.at : now + hold.ms;
}

/**
 * When we must look after a pin ourselves, or null where WhatsApp's own expiry does it: at the end of a hold
 * shorter than the duration (unpin), or before the duration runs out under a longer hold (renew).
 */
export function tendingTime(until: Instant | null, expiresAt: Instant): Instant | null {
  if (until !== null && until < expiresAt) return until;
  if (until === expiresAt) return null;
  return expiresAt - renewalMargin;
}
