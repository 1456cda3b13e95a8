import type { Instant } from '@pinwheel/domain';

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): Instant;
}

export interface Ids {
  /** A UUID. */
  unique(): string;
  /** A WhatsApp message id as WhatsApp Web makes them: `3EB0` and 18 upper-case hex digits. */
  wireMessage(): string;
}

/** The part of pino that we use. */
export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  child(fields: object): Logger;
}
