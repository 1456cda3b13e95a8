import { DisconnectReason } from '@whiskeysockets/baileys';
import type { CloseReason } from '../listener.js';

/** How a socket ended: Baileys' status code, which is WhatsApp's own where WhatsApp said something. */
export interface Ending {
  code: number;
  /** Baileys' words for it. */
  message: string;
}

export type Verdict = { kind: 'come_back'; atOnce: boolean } | { kind: 'give_up'; reason: CloseReason };

/** Login failures that no reconnect cures, e.g. 402 (temporarily banned) and 409 (bad user agent). */
const firstRefusal = 400;
const lastRefusal = 427;

/** What the end of a socket means; an account that is being paired has nothing to log out of. */
export function judgeEnding({ code, message }: Ending, pairing: boolean): Verdict {
  switch (code) {
    case DisconnectReason.restartRequired:
      return { kind: 'come_back', atOnce: true };
    case DisconnectReason.timedOut:
      // Baileys has one code for this and for lost connections.
      return pairing && message.includes('QR refs') ? endOfPairing('nobody_scanned') : comeBack;
    case DisconnectReason.connectionReplaced:
      return { kind: 'give_up', reason: { kind: 'replaced' } };
    case DisconnectReason.loggedOut:
    case DisconnectReason.forbidden:
      return pairing ? endOfPairing('refused') : { kind: 'give_up', reason: { kind: 'logged_out' } };
    case 405:
      return { kind: 'give_up', reason: { kind: 'version_too_old' } };
  }
  if (code < firstRefusal || code > lastRefusal) return comeBack;
  return pairing ? endOfPairing('refused') : { kind: 'give_up', reason: { kind: 'refused', code } };
}

const comeBack: Verdict = { kind: 'come_back', atOnce: false };

const endOfPairing = (why: 'nobody_scanned' | 'refused'): Verdict => ({
  kind: 'give_up',
  reason: { kind: 'pairing_ended', why },
});
