import type { BinaryNode } from '@whiskeysockets/baileys';
import type { KeyBundle, PreKey, SignedPreKey } from '../signal/key-bundle.js';
import type { Connection } from '../wire/connection.js';
import type { Account } from './account.js';
import { deviceJid } from './jids.js';

export interface CompanionKeys {
  readonly identity: Buffer;
  readonly noiseKey: Buffer;
  readonly registrationId: number;
  readonly signedPreKey: SignedPreKey;
}

/**
 * A linked client. What is addressed to it waits here until the client confirms it, so that it survives a lost connection
 * and comes again, marked `offline`, at the next login.
 */
export class Companion {
  readonly account: Account;
  readonly device: number;
  readonly keys: CompanionKeys;
  signedPreKey: SignedPreKey;
  /** Logged in, perhaps before the backlog was sent. */
  connection: Connection | undefined;
  /** Whether the backlog was sent and stanzas go out as they come. */
  live = false;
  /** Whether the client has asked all that it asks at a login. */
  ready = false;
  /** Whether the phone has sent it the first history and the app state keys. */
  greeted = false;
  readonly #preKeys: PreKey[] = [];
  readonly #waiting = new Map<string, BinaryNode>();
  readonly #retried = new Set<string>();

  constructor(account: Account, device: number, keys: CompanionKeys) {
    this.account = account;
    this.device = device;
    this.keys = keys;
    this.signedPreKey = keys.signedPreKey;
  }

  /** The name under which phones keep their session with this device. */
  get peer(): string {
    return `${this.account.number}:${this.device}`;
  }

  get jid(): string {
    return deviceJid(this.account.jid, this.device);
  }

  get lid(): string {
    return deviceJid(this.account.lid, this.device);
  }

  get preKeyCount(): number {
    return this.#preKeys.length;
  }

  addPreKeys(keys: readonly PreKey[]): void {
    this.#preKeys.push(...keys);
  }

  takeBundle(): KeyBundle {
    const { identity, registrationId } = this.keys;
    return { identity, registrationId, signedPreKey: this.signedPreKey, preKey: this.#preKeys.shift() };
  }

  deliver(stanza: BinaryNode): void {
    this.#waiting.set(keyOf(stanza.tag, stanza.attrs), stanza);
    if (this.live) this.connection?.send(stanza);
  }

  /** The client could not decrypt this message and will say so twice: with a retry receipt, and with a nack to be ignored. */
  expectNack(wireId: string): void {
    this.#retried.add(wireId);
  }

  acknowledged(tag: string, attrs: BinaryNode['attrs']): void {
    const nackOfRetry = tag === 'message' && this.#retried.delete(attrs['id'] ?? '');
    if (!nackOfRetry) this.confirm(tag, attrs);
  }

  /** The client has got the stanza of that class with these attributes. */
  confirm(tag: string, attrs: BinaryNode['attrs']): void {
    this.#waiting.delete(keyOf(tag, attrs));
  }

  /** Sends what waited, in order, and whatever comes from now on at once. */
  goLive(): number {
    this.live = true;
    const backlog = [...this.#waiting.values()];
    for (const stanza of backlog) this.connection?.send({ ...stanza, attrs: { ...stanza.attrs, offline: '1' } });
    return backlog.length;
  }

  get waiting(): number {
    return this.#waiting.size;
  }
}

/** A message is one whoever confirms it; receipts of several people carry the same id. */
function keyOf(tag: string, attrs: BinaryNode['attrs']): string {
  return tag === 'message' ? `${tag} ${attrs['id']}` : `${tag} ${attrs['id']} ${attrs['participant'] ?? ''}`;
}
