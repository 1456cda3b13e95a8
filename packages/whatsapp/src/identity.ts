import { initAuthCreds } from '@whiskeysockets/baileys';
import type { AuthenticationCreds } from '@whiskeysockets/baileys';
import { BrokenRecord } from './auth/broken-record.js';
import { isPairedIdentity, readCreds } from './auth/creds.js';
import type { SealedRecords } from './auth/sealed-records.js';
import type { CloseReason } from './listener.js';
import { isPhone, type Pairing } from './pairing.js';

/**
 * What to connect with: the stored identity, or a new one where one is to be paired. A stored one that cannot be read
 * is a reason not to connect; it is never replaced.
 */
export async function findIdentity(
  records: SealedRecords,
  pairing: Pairing | null,
): Promise<{ creds: AuthenticationCreds } | { reason: CloseReason }> {
  try {
    const stored = await readCreds(records);
    if (stored && isPairedIdentity(stored)) return { creds: stored };
  } catch (error) {
    if (error instanceof BrokenRecord) return { reason: { kind: 'broken_credentials', record: error.record } };
    throw error;
  }
  if (!pairing) return { reason: { kind: 'logged_out' } };
  if (pairing.method === 'code' && !isPhone(pairing.phone))
    return { reason: { kind: 'pairing_ended', why: 'bad_phone' } };
  await records.clear();
  return { creds: initAuthCreds() };
}
