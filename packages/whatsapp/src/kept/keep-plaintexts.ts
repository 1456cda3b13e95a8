import { DEFAULT_CONNECTION_CONFIG } from '@whiskeysockets/baileys';
import type { SignalDataSet, SignalKeyStoreWithTransaction, SocketConfig } from '@whiskeysockets/baileys';
import type { Envelopes } from './envelopes.js';
import { type Keeping, type KeptMessages, keptType } from './kept-messages.js';

/**
 * Baileys' own ciphers, except that each plaintext is stored in the transaction that moves the ratchet on, and that a
 * ciphertext which comes again is answered from there: it cannot be decrypted twice.
 */
export function keepPlaintexts(kept: KeptMessages, envelopes: Envelopes): SocketConfig['makeSignalRepository'] {
  return (auth, logger, pnToLid) => {
    // As the socket makes it.
    const keys = auth.keys as SignalKeyStoreWithTransaction;
    const ciphers = DEFAULT_CONNECTION_CONFIG.makeSignalRepository(auth, logger, pnToLid);

    /** `mutex` is the one that the cipher itself takes: a transaction within it is part of this one. */
    async function decrypt(bytes: Uint8Array, mutex: string, cipher: () => Promise<Uint8Array>): Promise<Uint8Array> {
      const found = envelopes.find(bytes);
      if (!found) return cipher();
      const { envelope, ciphertext } = found;
      const known = kept.recall(envelope, ciphertext);
      if (known) return known;
      let keeping: Keeping | null = null;
      let stored = false;
      try {
        const plaintext = await keys.transaction(async () => {
          const decrypted = await cipher();
          keeping = kept.keep(envelope, ciphertext, decrypted);
          if (keeping) await keys.set({ [keptType]: keeping.changes } as SignalDataSet);
          return decrypted;
        }, mutex);
        stored = true;
        return plaintext;
      } finally {
        (keeping as Keeping | null)?.settle(stored);
      }
    }

    return {
      ...ciphers,
      decryptMessage: (options) => decrypt(options.ciphertext, options.jid, () => ciphers.decryptMessage(options)),
      decryptGroupMessage: (options) => decrypt(options.msg, options.group, () => ciphers.decryptGroupMessage(options)),
    };
  };
}
