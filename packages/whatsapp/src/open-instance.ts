import type { CredentialRecords, Gateway, Sealer, SentMessages } from '@pinwheel/pinning';
import { BrokenRecord } from './auth/broken-record.js';
import { isPairedIdentity, readCreds } from './auth/creds.js';
import { SealedRecords } from './auth/sealed-records.js';
import { findIdentity } from './identity.js';
import { Instance } from './instance.js';
import { KeptMessages } from './kept/kept-messages.js';
import type { InstanceListener } from './listener.js';
import type { WhatsAppOptions } from './options.js';
import type { Pairing } from './pairing.js';
import { guardListener } from './tell.js';
import { checkSocketUrl, trustNoiseRoot } from './trust.js';

export interface OpenInstanceOptions extends WhatsAppOptions {
  instanceId: string;
  credentials: CredentialRecords;
  sent: SentMessages;
  /** How to link an account where none is linked; null: it must be linked already. */
  pairing: Pairing | null;
  listener: InstanceListener;
}

export interface OpenInstance extends Gateway, AsyncDisposable {
  readonly isOpen: boolean;
  /** Asks WhatsApp about all groups and tells the listener. Rejects while the socket is not open. */
  refreshChats(): Promise<void>;
  /**
   * Removes this companion at WhatsApp; `closed` with `logged_out` follows. The stored credentials are the caller's to
   * clear. Rejects while the socket is not open, and when WhatsApp does not answer.
   */
  logOut(): Promise<void>;
}

/**
 * Connects an instance and keeps it connected until it is disposed of or ends for good, which `closed` tells.
 * @throws {Error} for a socket address or a root certificate that may not be used, and when the store fails.
 */
export async function openInstance(options: OpenInstanceOptions): Promise<OpenInstance> {
  if (options.socketUrl !== undefined) checkSocketUrl(options.socketUrl);
  if (options.noiseRoot) trustNoiseRoot(options.noiseRoot, options.socketUrl);
  const logger = options.logger.child({ instance: options.instanceId });
  const listener = guardListener(options.listener, logger);
  const records = new SealedRecords(options.credentials, options.sealer, options.instanceId);
  const found = await findIdentity(records, options.pairing);
  const kept = await KeptMessages.load(records, logger);
  const instance = new Instance({ ...options, logger, listener, records, kept });
  instance.run(found);
  return instance;
}

/**
 * Whether an account is linked. Also true where its identity cannot be read, so that nobody pairs over it: opening the
 * instance then ends with `broken_credentials`.
 */
export async function isPaired(credentials: CredentialRecords, sealer: Sealer, instanceId: string): Promise<boolean> {
  try {
    const creds = await readCreds(new SealedRecords(credentials, sealer, instanceId));
    return creds !== null && isPairedIdentity(creds);
  } catch (error) {
    if (error instanceof BrokenRecord) return true;
    throw error;
  }
}
