import { scatter } from './scatter.js';
import type { Instant } from './time/index.js';
import type { Hold } from './when/index.js';

const second = 1_000;
const hour = 3_600 * second;
const day = 24 * hour;

/** The durations that WhatsApp's phones offer, in seconds, shortest first. */
export const durations = [86_400, 604_800, 2_592_000] as const;
export type Duration = (typeof durations)[number];

/** A pin is renewed this long before WhatsApp would take it down, at the least: room for a day without connection. */
const renewalMargin = day;

/** So much earlier at the most, so that what was pinned together is not renewed together for ever. */
const renewalJitter = 6 * hour;

/** Of a pin that WhatsApp was told to keep for a short time, the margin is this part of it. */
const shortMargin = 1 / 4;

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

/** A pin, as far as its end is concerned. */
export interface Held {
  messageId: number;
  pinnedAt: Instant;
  /** When WhatsApp takes it down by itself. */
  expiresAt: Instant;
  /** null for a hold without end. */
  holdUntil: Instant | null;
}

/**
 * When we must look after a pin ourselves, or null where WhatsApp's own expiry does it: at the end of a hold
 * shorter than the duration (unpin), or before the duration runs out under a longer hold (renew).
 */
export function tendingTime(held: Held): Instant | null {
  const { expiresAt, holdUntil } = held;
  if (holdUntil !== null && holdUntil < expiresAt) return holdUntil;
  return holdUntil === expiresAt ? null : renewalTime(held);
}

/** By lot, but for the same pin always the same: what the agenda shows is when it comes. */
function renewalTime({ messageId, pinnedAt, expiresAt }: Held): Instant {
  const margin = marginOf({ pinnedAt, expiresAt });
  const jitter = (margin / renewalMargin) * renewalJitter * scatter(messageId, expiresAt);
  return Math.floor(expiresAt - margin - jitter);
}

/** From when on a renewal does not wait for the chat's budget any more: half the margin is left for outages. */
export const renewalDueBy = (held: Pick<Held, 'pinnedAt' | 'expiresAt'>): Instant =>
  held.expiresAt - marginOf(held) / 2;

const marginOf = ({ pinnedAt, expiresAt }: Pick<Held, 'pinnedAt' | 'expiresAt'>): number =>
  Math.min(renewalMargin, (expiresAt - pinnedAt) * shortMargin);
