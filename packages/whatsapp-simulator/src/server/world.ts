import { randomBytes } from 'node:crypto';
import type { proto } from '@whiskeysockets/baileys';
import type { Account } from '../people/account.js';
import type { Companion } from '../people/companion.js';
import type { CertificateAuthority } from '../wire/certificates.js';
import type { GroupState } from '../people/group.js';
import type { Connection } from '../wire/connection.js';
import type { Directory } from './directory.js';
import type { FaultPlan } from './fault-plan.js';
import type { PairingDesk } from './pairing-desk.js';

export interface Said {
  readonly author: Account;
  readonly chat: GroupState | Account;
  readonly message: proto.IMessage;
  readonly edit: string | undefined;
}

/** What the parts of the server share. */
export interface World {
  readonly authority: CertificateAuthority;
  readonly directory: Directory;
  readonly faults: FaultPlan;
  readonly pairing: PairingDesk;
  /** Who is at the other end; a connection that is still pairing belongs to nobody. */
  readonly owners: Map<Connection, Companion | undefined>;
  /** What phones said, for clients that could not decrypt it and ask again. */
  readonly said: Map<string, Said>;
  /** Queries without an answer in the table, and stanzas that the server could not make sense of. */
  readonly unanswered: string[];
  readonly arrivals: Set<(message: { wireId: string; from: Account }) => void>;
  /** Somebody waits for a change of `owners` or of a companion's state. */
  readonly changed: Set<() => void>;
  /** How to end waiting in vain when the server closes. */
  readonly waits: Set<() => void>;
  /** Acknowledgements that were told to come later. */
  readonly timers: Set<NodeJS.Timeout>;
  now(): number;
}

export function announceChange(world: World): void {
  for (const listener of world.changed) listener();
}

/** Seconds, as stanzas carry them. */
export function stanzaTime(world: World): string {
  return String(Math.floor(world.now() / 1000));
}

export function stanzaId(): string {
  return randomBytes(8).toString('hex');
}

/** A message id as phones make them. */
export function phoneMessageId(): string {
  return `AC${randomBytes(15).toString('hex').toUpperCase()}`;
}
