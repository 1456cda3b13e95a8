import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SecretKey } from './keys.js';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** An encrypted value and the id of the key that sealed it. */
export interface Sealed {
  keyId: string;
  /** Nonce (12 bytes), ciphertext, tag (16 bytes). */
  bytes: Uint8Array;
}

export interface Sealer {
  /** `context` is bound to the value: a value moved to another place does not open. */
  seal(plain: Uint8Array, context: string): Sealed;
  /** @throws {Error} when the key is unknown or the bytes were altered. Its message holds no part of the value. */
  open(sealed: Sealed, context: string): Uint8Array;
}

/**
 * AES-256-GCM. The first key seals, all open. Nonces are random, which is sound for about 2^32 values a key
 * (NIST SP 800-38D, 8.3).
 */
export function createSealer(keys: readonly SecretKey[]): Sealer {
  const [first] = keys;
  if (first === undefined) throw new Error('There is no key to seal with.');
  const byId = new Map(keys.map((key) => [key.id, key]));
  return {
    seal: (plain, context) => ({ keyId: first.id, bytes: encrypt(first, plain, context) }),
    open(sealed, context) {
      const key = byId.get(sealed.keyId);
      if (key === undefined)
        throw new Error(`The key ${sealed.keyId} is not among those configured (PINWHEEL_SECRET_KEY).`);
      return decrypt(key, sealed.bytes, context);
    },
  };
}

function encrypt({ key }: SecretKey, plain: Uint8Array, context: string): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(Buffer.from(context));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function decrypt({ id, key }: SecretKey, bytes: Uint8Array, context: string): Uint8Array {
  const refusal = `A value sealed with the key ${id} does not open: it was altered or belongs elsewhere.`;
  if (bytes.length < NONCE_BYTES + TAG_BYTES) throw new Error(refusal);
  const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(context))
    .setAuthTag(bytes.subarray(-TAG_BYTES));
  const opened = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
  try {
    return Buffer.concat([opened, decipher.final()]);
  } catch {
    throw new Error(refusal);
  }
}
