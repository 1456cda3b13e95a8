import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, randomInt } from 'node:crypto';
import { proto } from '@whiskeysockets/baileys';
import { generateSigningKeyPair, isSignedBy } from '../wire/curve.js';

/** Signal's message version 3 in both halves of the first byte. */
const VERSION = Buffer.from([0x33]);
const SIGNATURE_LENGTH = 64;
/** How far a chain may be advanced at once, and how many skipped keys are kept; libsignal's figure. */
const MAX_SKIPPED = 2000;
const KEY_TYPE = Buffer.from([5]);

interface Chain {
  iteration: number;
  seed: Buffer;
}

/** A phone's own key for what it says in one group. */
export class OutgoingSenderKey {
  readonly #id = randomInt(1, 2 ** 31 - 1);
  readonly #signing = generateSigningKeyPair();
  readonly #chain: Chain = { iteration: 0, seed: randomBytes(32) };

  /** What a device needs to read everything encrypted from now on. */
  distribution(): Buffer {
    const message = proto.SenderKeyDistributionMessage.encode({
      id: this.#id,
      iteration: this.#chain.iteration,
      chainKey: this.#chain.seed,
      signingKey: Buffer.concat([KEY_TYPE, this.#signing.public]),
    }).finish();
    return Buffer.concat([VERSION, message]);
  }

  encrypt(plaintext: Uint8Array): Buffer {
    const { iteration, seed } = advance(this.#chain);
    const { key, iv } = messageKey(seed);
    const cipher = createCipheriv('aes-256-cbc', key, iv);
    const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
    const message = proto.SenderKeyMessage.encode({ id: this.#id, iteration, ciphertext }).finish();
    const signed = Buffer.concat([VERSION, message]);
    return Buffer.concat([signed, this.#signing.sign(signed)]);
  }
}

/** What a phone knows of the sender keys of one device in one group. */
export class IncomingSenderKeys {
  readonly #states = new Map<number, { chain: Chain; signingKey: Buffer; skipped: Map<number, Buffer> }>();

  /** A key that is known already keeps its place in the chain, as in libsignal: a sender cannot turn it back. */
  learn(distribution: Uint8Array): void {
    const message = proto.SenderKeyDistributionMessage.decode(distribution.subarray(1));
    const id = message.id ?? 0;
    const signingKey = Buffer.from(message.signingKey ?? []);
    if (this.#states.get(id)?.signingKey.equals(signingKey)) return;
    const chain = { iteration: message.iteration ?? 0, seed: Buffer.from(message.chainKey ?? []) };
    this.#states.set(id, { chain, signingKey, skipped: new Map() });
  }

  /** Throws when the key is unknown, the signature is false, or the message was read before. */
  decrypt(bytes: Uint8Array): Buffer {
    const signed = bytes.subarray(0, -SIGNATURE_LENGTH);
    const message = proto.SenderKeyMessage.decode(signed.subarray(1));
    const state = this.#states.get(message.id ?? 0);
    if (!state) throw new Error('no sender key for this message');
    if (!isSignedBy(state.signingKey, signed, bytes.subarray(-SIGNATURE_LENGTH))) throw new Error('false signature');
    const { key, iv } = messageKey(takeSeed(state.chain, state.skipped, message.iteration ?? 0));
    const decipher = createDecipheriv('aes-256-cbc', key, iv);
    return Buffer.concat([decipher.update(message.ciphertext ?? new Uint8Array()), decipher.final()]);
  }
}

function takeSeed(chain: Chain, skipped: Map<number, Buffer>, iteration: number): Buffer {
  const kept = skipped.get(iteration);
  if (kept) {
    skipped.delete(iteration);
    return kept;
  }
  if (iteration < chain.iteration) throw new Error(`old counter: ${iteration}, expected ${chain.iteration}`);
  if (iteration - chain.iteration > MAX_SKIPPED) throw new Error('too far into the future');
  while (chain.iteration < iteration) {
    const passed = advance(chain);
    skipped.set(passed.iteration, passed.seed);
  }
  return advance(chain).seed;
}

function advance(chain: Chain): Chain {
  const taken = { iteration: chain.iteration, seed: hmac(chain.seed, 1) };
  chain.seed = hmac(chain.seed, 2);
  chain.iteration += 1;
  return taken;
}

function hmac(key: Buffer, constant: number): Buffer {
  return createHmac('sha256', key)
    .update(Buffer.from([constant]))
    .digest();
}

function messageKey(seed: Buffer): { key: Buffer; iv: Buffer } {
  const bytes = Buffer.from(hkdfSync('sha256', seed, Buffer.alloc(32), 'WhisperGroup', 48));
  return { iv: bytes.subarray(0, 16), key: bytes.subarray(16) };
}
