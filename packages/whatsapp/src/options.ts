import type { Clock, Logger, Sealer } from '@pinwheel/pinning';
import type { NoiseRoot } from './trust.js';

export interface WhatsAppOptions {
  /** Undefined is WhatsApp's own address. */
  socketUrl?: string | undefined;
  /** The root certificate key of a simulator; only with a loopback `socketUrl`. */
  noiseRoot?: NoiseRoot | undefined;
  logger: Logger;
  sealer: Sealer;
  clock: Clock;
  /** How long to wait for WhatsApp's verdict once a message has left, in ms; 15 s unless told. */
  acknowledgementMs?: number | undefined;
  /** A socket that shows neither an open connection nor a QR within this time is given up, in ms; 45 s unless told. */
  watchdogMs?: number | undefined;
  /** Between two pings, in ms; a silence of this and 5 s more is a lost connection. 12 s unless told. */
  keepAliveMs?: number | undefined;
  /** How long one QR is shown, in ms; unless told 60 s for the first and 20 s for the others, as WhatsApp Web does. */
  qrMs?: number | undefined;
}
