import type { CancelReason } from './cancel-reason.js';

/**
 * How one attempt ended. With `unknown` the phones have it or they do not, and no exception would know better; trying
 * again does no harm, because phones take a second message under one id for the first.
 */
export type Outcome =
  | { kind: 'acknowledged' }
  /** `code` is the number in WhatsApp's error acknowledgement, e.g. 403, 421, 463, 479. */
  | { kind: 'refused'; code: number }
  /** Nothing was sent: what the account's phone knows stands in the way. */
  | { kind: 'given_up'; reason: CancelReason }
  | { kind: 'unknown'; why: UnknownReason };

export type UnknownReason = 'no_acknowledgement' | 'connection_lost' | 'not_connected' | 'failed_locally';
