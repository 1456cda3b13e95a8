import type { Instant } from '@pinwheel/domain';
import type { Wake } from './wake.js';

/**
 * `unlinked`: never paired, or unlinked on purpose. `linked`: paired; says nothing about the socket.
 * `logged_out`: WhatsApp or the phone ended it. `replaced`: another process uses the same credentials.
 * `broken`: the stored credentials cannot be read; a person must decide. `leaving`: an admin unlinked it, and its
 * listener has yet to tell WhatsApp.
 */
export type InstanceState = 'unlinked' | 'linked' | 'leaving' | 'logged_out' | 'replaced' | 'broken';

/** One linked WhatsApp account. */
export interface Instance {
  id: string;
  state: InstanceState;
  /** Phone-number jid without device, e.g. `5511999990000@s.whatsapp.net`. */
  jid: string | null;
  lid: string | null;
  name: string | null;
  /** Since when the socket is open; null while it is not. */
  connectedSince: Instant | null;
  lastHeardAt: Instant | null;
  /** What is wrong, in a short English phrase for logs and /status. */
  problem: string | null;
}

/** A Telegram message that shows how something stands, edited when that changes. */
export interface ReportTarget {
  chatId: number;
  /** The message to edit; null to send a new one. */
  messageId: number | null;
  language: 'en' | 'pt-BR';
}

/** `ended`: was linked and no longer is; `failure` says why, null when an admin unlinked it. */
export type LinkingState = 'wanted' | 'shown' | 'linked' | 'failed' | 'cancelled' | 'ended';
export type LinkingFailure =
  | 'nobody_scanned'
  | 'bad_phone'
  | 'refused'
  | 'broken_credentials'
  | 'logged_out'
  | 'replaced';

/** One attempt to link an instance, from /link to the scan. */
export interface Linking {
  id: string;
  instanceId: string;
  method: 'qr' | 'code';
  /** Digits, for the pairing code. */
  phone: string | null;
  state: LinkingState;
  /** What is to be shown: the text of the QR, or the pairing code. Emptied when the linking ends. Never logged. */
  secret: string | null;
  /** Counts what was shown: the third QR is 3. */
  shown: number;
  failure: LinkingFailure | null;
  target: ReportTarget | null;
  /** What the target displays already, as `state:shown`. */
  reported: string | null;
}

/** The right to speak for an instance. */
export interface Lease {
  instanceId: string;
  holder: string;
  /** Grows with every change of holder; whoever has a smaller one is silenced. */
  epoch: number;
}

export interface Leases {
  /**
   * Takes the lease of every instance that wants a listener (state `linked` or `leaving`, or with an open linking) and
   * that nobody holds, or whose holder let it run out (database time).
   */
  take(holder: string, ttlMs: number, limit: number): Promise<Lease[]>;
  /** Extends; returns the leases that are still ours. */
  renew(holder: string, ttlMs: number): Promise<Lease[]>;
  release(lease: Lease): Promise<void>;
}

/** `connectedSince`: null where the socket has closed. */
export type ConnectionChange = Pick<Instance, 'connectedSince'> & Partial<Omit<Instance, 'id'>>;

export interface Instances {
  all(): Promise<Instance[]>;
  find(id: string): Promise<Instance | null>;
  create(id: string): Promise<Instance>;
  update(id: string, change: Partial<Omit<Instance, 'id'>>): Promise<void>;
  /** The same, and notes that its socket has opened or closed, where somebody wants to be told. @returns whom to wake */
  connect(id: string, change: ConnectionChange, now: Instant): Promise<Wake[]>;
  /** The linking that is `wanted` or `shown`, if any. */
  openLinking(instanceId: string): Promise<Linking | null>;
  findLinking(id: string): Promise<Linking | null>;
  /** Creates it, or overwrites every field. */
  saveLinking(linking: Linking): Promise<void>;
  /** Changes the given fields only: the listener writes what is to be shown while the bot writes what is displayed. */
  updateLinking(id: string, change: Partial<Omit<Linking, 'id' | 'instanceId'>>): Promise<void>;
  /** Turns what was linked into `ended`, so that whoever linked it is told; returns those linkings' ids. */
  endLinkings(instanceId: string, failure: LinkingFailure | null): Promise<string[]>;
  /** Linkings whose latest state their target does not show yet. */
  unreportedLinkings(): Promise<Linking[]>;
}
