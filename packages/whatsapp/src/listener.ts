import type { Heard } from '@pinwheel/pinning';

/** The account behind an instance, without device parts. */
export interface Account {
  /** Phone-number jid. */
  jid: string;
  lid: string | null;
  /** What the account calls itself; WhatsApp tells it some time after pairing. */
  name: string | null;
}

export type CloseReason =
  | { kind: 'reconnecting'; code: number; delayMs: number }
  /** The phone or WhatsApp removed this companion: the credentials are worthless. */
  | { kind: 'logged_out' }
  /** Another socket logged in with the same credentials. */
  | { kind: 'replaced' }
  /** WhatsApp will not have this account or client for now, e.g. 402 for a temporary ban. */
  | { kind: 'refused'; code: number }
  | { kind: 'version_too_old' }
  | { kind: 'pairing_ended'; why: 'nobody_scanned' | 'refused' | 'bad_phone' }
  /** `record` is the type and id of the record that does not open or does not parse. */
  | { kind: 'broken_credentials'; record: string }
  | { kind: 'stopped' };

/** Called in the order in which things happen. Whatever it throws is logged and goes no further. */
export interface InstanceListener {
  /**
   * Messages, pins, revocations and chats as they come; batching is the caller's business. Resolves when they are
   * stored. What it has not taken when the process ends is told again by the next one, what it rejects with the next
   * connection, and what WhatsApp brings again is told again: the same message may come twice.
   */
  heard(events: Heard[]): void | Promise<void>;
  /** The text of a QR to be shown; each one replaces the one before. */
  qr(text: string): void;
  /** The code to type into the phone; a later one replaces it. */
  pairingCode(code: string): void;
  /** The phone has accepted us, and the credentials are stored. */
  paired(account: Account): void;
  opened(account: Account): void;
  /** Everything that waited for us has come, and was told but for what is still being decrypted. */
  caughtUp(): void;
  /** Each time the socket is gone, or could not be had. */
  closed(reason: CloseReason): void;
}
