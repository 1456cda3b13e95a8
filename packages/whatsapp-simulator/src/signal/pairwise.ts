import { Curve, KEY_BUNDLE_TYPE } from '@whiskeysockets/baileys';
import { ProtocolAddress, SessionBuilder, SessionCipher, SessionRecord, type SignalStorage } from 'libsignal';
import { randomInt } from 'node:crypto';
import { generateSigningKeyPair, type KeyPair } from '../wire/curve.js';
import type { KeyBundle } from './key-bundle.js';

export interface PairwiseMessage {
  readonly type: 'pkmsg' | 'msg';
  readonly ciphertext: Buffer;
}

/** The Signal sessions of one simulated phone, in memory. A peer is named by any string that stays the same. */
export class PairwiseSessions {
  readonly identity = generateSigningKeyPair();
  readonly registrationId = randomInt(1, 16_380);
  readonly #signedPreKey = rawKeyPair();
  readonly #preKeys = new Map<number, KeyPair>();
  readonly #sessions = new Map<string, Uint8Array>();
  readonly #storage = this.#createStorage();
  #lastPreKeyId = 0;

  /** A bundle with a one-time key that nobody else gets. */
  takeBundle(): KeyBundle {
    const id = ++this.#lastPreKeyId;
    const pair = rawKeyPair();
    this.#preKeys.set(id, pair);
    const signature = this.identity.sign(withType(this.#signedPreKey.public));
    return {
      registrationId: this.registrationId,
      identity: this.identity.public,
      signedPreKey: { id: 1, public: this.#signedPreKey.public, signature },
      preKey: { id, public: pair.public },
    };
  }

  hasSession(peer: string): boolean {
    return this.#sessions.has(address(peer).toString());
  }

  async begin(peer: string, bundle: KeyBundle): Promise<void> {
    const { signedPreKey, preKey } = bundle;
    const device = {
      registrationId: bundle.registrationId,
      identityKey: withType(bundle.identity),
      signedPreKey: {
        keyId: signedPreKey.id,
        publicKey: withType(signedPreKey.public),
        signature: signedPreKey.signature,
      },
      ...(preKey ? { preKey: { keyId: preKey.id, publicKey: withType(preKey.public) } } : {}),
    };
    // libsignal's types ask for a one-time key; its code does without.
    await new SessionBuilder(this.#storage, address(peer)).initOutgoing(device as Required<typeof device>);
  }

  async encrypt(peer: string, plaintext: Uint8Array): Promise<PairwiseMessage> {
    const { type, body } = await new SessionCipher(this.#storage, address(peer)).encrypt(plaintext);
    return { type: type === 3 ? 'pkmsg' : 'msg', ciphertext: Buffer.from(body, 'binary') };
  }

  /** Throws when no session fits. */
  async decrypt(peer: string, message: PairwiseMessage): Promise<Buffer> {
    const cipher = new SessionCipher(this.#storage, address(peer));
    return message.type === 'pkmsg'
      ? cipher.decryptPreKeyWhisperMessage(message.ciphertext)
      : cipher.decryptWhisperMessage(message.ciphertext);
  }

  #createStorage(): SignalStorage {
    return {
      loadSession: async (id) => {
        const stored = this.#sessions.get(id);
        return stored && SessionRecord.deserialize(stored);
      },
      storeSession: async (id, record) => void this.#sessions.set(id, record.serialize()),
      isTrustedIdentity: () => true,
      loadPreKey: async (id) => {
        const pair = this.#preKeys.get(Number(id));
        return pair && { privKey: pair.private, pubKey: withType(pair.public) };
      },
      removePreKey: (id) => void this.#preKeys.delete(id),
      loadSignedPreKey: () => ({
        privKey: this.#signedPreKey.private,
        pubKey: withType(this.#signedPreKey.public),
      }),
      getOurRegistrationId: () => this.registrationId,
      getOurIdentity: () => ({ privKey: this.identity.private, pubKey: withType(this.identity.public) }),
    };
  }
}

function address(peer: string): ProtocolAddress {
  return new ProtocolAddress(peer, 0);
}

function withType(key: Buffer): Buffer {
  return Buffer.concat([KEY_BUNDLE_TYPE, key]);
}

function rawKeyPair(): KeyPair {
  const pair = Curve.generateKeyPair();
  return { public: Buffer.from(pair.public), private: Buffer.from(pair.private) };
}
