/**
 * What WhatsApp answered to one attempt of an operation.
 *
 * `unknown` is an outcome, not an error: the message may or may not have reached the phones.
 * The same message id sent again is the same message to everyone, so an unknown outcome is retried under that id.
 */
export type Outcome =
  | { kind: 'acknowledged' }
  /** `code` is the number in WhatsApp's error acknowledgement, e.g. 403, 421, 463, 479. */
  | { kind: 'refused'; code: number }
  | { kind: 'unknown'; why: UnknownReason };

export type UnknownReason = 'no_acknowledgement' | 'connection_lost' | 'not_connected' | 'failed_locally';
