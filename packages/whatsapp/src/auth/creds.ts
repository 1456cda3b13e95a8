import { setTimeout } from 'node:timers/promises';
import type { Logger } from '@pinwheel/pinning';
import { proto } from '@whiskeysockets/baileys';
import type { AuthenticationCreds } from '@whiskeysockets/baileys';
import { causeOf } from '../cause.js';
import { BrokenRecord } from './broken-record.js';
import type { SealedRecords } from './sealed-records.js';

const type = 'creds';
const id = 'creds';
const retryDelay = 1_000;

/** `registered` is no sign: it stays false after a QR. */
export const isPairedIdentity = (creds: AuthenticationCreds): boolean => Boolean(creds.me?.id && creds.account);

/**
 * The stored identity, null if there is none.
 * @throws {BrokenRecord}
 */
export async function readCreds(records: SealedRecords): Promise<AuthenticationCreds | null> {
  const value = (await records.read(type, [id])).get(id);
  if (value === undefined) return null;
  if (!isIdentity(value)) throw new BrokenRecord(type, id);
  return value.account ? { ...value, account: proto.ADVSignedDeviceIdentity.fromObject(value.account) } : value;
}

function isIdentity(value: unknown): value is AuthenticationCreds {
  const creds = value as Partial<AuthenticationCreds> | null;
  return (
    Buffer.isBuffer(creds?.noiseKey?.private) &&
    Buffer.isBuffer(creds.signedIdentityKey?.private) &&
    typeof creds.registrationId === 'number'
  );
}

/**
 * Stores the identity that Baileys keeps changing. An identity that is not paired yet is not stored at all: a pairing
 * that was interrupted begins with a new one, and one that carries an account it is not paired with would be refused.
 */
export class CredsKeeper {
  readonly #records: SealedRecords;
  readonly #logger: Logger;
  #changed: AuthenticationCreds | null = null;
  #saving: Promise<void> | null = null;
  #closing = false;

  constructor(records: SealedRecords, logger: Logger) {
    this.#records = records;
    this.#logger = logger;
  }

  keep(creds: AuthenticationCreds): void {
    if (!isPairedIdentity(creds)) return;
    this.#changed = creds;
    this.#saving ??= this.#save();
  }

  /** Resolves when the latest identity is stored, or to false when we are closing and it cannot be. */
  async saved(): Promise<boolean> {
    while (this.#saving) await this.#saving;
    return this.#changed === null;
  }

  /** From here on a store that fails is not tried again. */
  close(): Promise<boolean> {
    this.#closing = true;
    return this.saved();
  }

  async #save(): Promise<void> {
    while (this.#changed) {
      const creds = this.#changed;
      this.#changed = null;
      try {
        await this.#records.write([{ type, id, value: creds }]);
      } catch (error) {
        this.#logger.error({ cause: causeOf(error) }, 'storing the WhatsApp identity failed');
        this.#changed ??= creds;
        if (this.#closing) break;
        await setTimeout(retryDelay);
      }
    }
    this.#saving = null;
  }
}
