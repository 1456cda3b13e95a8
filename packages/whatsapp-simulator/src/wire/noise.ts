import { createCipheriv, createDecipheriv, createHash, hkdfSync } from 'node:crypto';
import { Curve, NOISE_MODE, NOISE_WA_HEADER, proto } from '@whiskeysockets/baileys';
import type { CertificateAuthority } from './certificates.js';
import type { KeyPair } from './curve.js';

/** Encrypts and decrypts frames once the handshake is over. */
export interface Transport {
  seal(plaintext: Uint8Array): Buffer;
  open(ciphertext: Uint8Array): Buffer;
}

/** What the client showed of itself in the third handshake message. */
export interface ClientFinish {
  readonly staticKey: Buffer;
  readonly payload: proto.IClientPayload;
}

const TAG_LENGTH = 16;

/** The server's side of Noise_XX_25519_AESGCM_SHA256 with WhatsApp's prologue and certificate payload. */
export class NoiseResponder {
  #authority: CertificateAuthority;
  #hash: Buffer = Buffer.from(NOISE_MODE);
  #salt: Buffer = this.#hash;
  #key: Buffer = this.#hash;
  #counter = 0;
  #ephemeral: KeyPair | undefined;

  constructor(authority: CertificateAuthority) {
    this.#authority = authority;
  }

  /** Takes the client hello, gives the encoded server hello. */
  answerHello(bytes: Uint8Array): Uint8Array {
    const clientKey = required(proto.HandshakeMessage.decode(bytes).clientHello?.ephemeral);
    const pair = Curve.generateKeyPair();
    this.#ephemeral = { public: Buffer.from(pair.public), private: Buffer.from(pair.private) };
    this.#mixHash(NOISE_WA_HEADER);
    this.#mixHash(clientKey);
    this.#mixHash(this.#ephemeral.public);
    this.#mixKey(Curve.sharedKey(this.#ephemeral.private, clientKey));
    const staticKey = this.#encrypt(this.#authority.serverKey.public);
    this.#mixKey(Curve.sharedKey(this.#authority.serverKey.private, clientKey));
    const payload = this.#encrypt(this.#authority.chain);
    const serverHello = { ephemeral: this.#ephemeral.public, static: staticKey, payload };
    return proto.HandshakeMessage.encode({ serverHello }).finish();
  }

  /** Takes the client finish; throws when it was not made for this handshake. */
  finish(bytes: Uint8Array): { client: ClientFinish; transport: Transport } {
    const { clientFinish } = proto.HandshakeMessage.decode(bytes);
    const staticKey = this.#decrypt(required(clientFinish?.static));
    this.#mixKey(Curve.sharedKey(required(this.#ephemeral?.private), staticKey));
    const payload = proto.ClientPayload.decode(this.#decrypt(required(clientFinish?.payload)));
    const [fromClient, toClient] = this.#split(Buffer.alloc(0));
    return { client: { staticKey, payload }, transport: createTransport(toClient, fromClient) };
  }

  #mixHash(data: Uint8Array): void {
    this.#hash = createHash('sha256').update(this.#hash).update(data).digest();
  }

  #mixKey(secret: Uint8Array): void {
    [this.#salt, this.#key] = this.#split(secret);
    this.#counter = 0;
  }

  #split(secret: Uint8Array): [Buffer, Buffer] {
    const bytes = Buffer.from(hkdfSync('sha256', secret, this.#salt, '', 64));
    return [bytes.subarray(0, 32), bytes.subarray(32)];
  }

  #encrypt(plaintext: Uint8Array): Buffer {
    const ciphertext = seal(plaintext, this.#key, this.#counter++, this.#hash);
    this.#mixHash(ciphertext);
    return ciphertext;
  }

  #decrypt(ciphertext: Uint8Array): Buffer {
    const plaintext = open(ciphertext, this.#key, this.#counter++, this.#hash);
    this.#mixHash(ciphertext);
    return plaintext;
  }
}

function createTransport(sendKey: Buffer, receiveKey: Buffer): Transport {
  const none = Buffer.alloc(0);
  let sent = 0;
  let received = 0;
  return {
    seal: (plaintext) => seal(plaintext, sendKey, sent++, none),
    open: (ciphertext) => open(ciphertext, receiveKey, received++, none),
  };
}

function seal(plaintext: Uint8Array, key: Buffer, counter: number, additional: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce(counter));
  cipher.setAAD(additional);
  return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

function open(ciphertext: Uint8Array, key: Buffer, counter: number, additional: Buffer): Buffer {
  const end = ciphertext.length - TAG_LENGTH;
  const decipher = createDecipheriv('aes-256-gcm', key, nonce(counter));
  decipher.setAAD(additional);
  decipher.setAuthTag(ciphertext.subarray(end));
  return Buffer.concat([decipher.update(ciphertext.subarray(0, end)), decipher.final()]);
}

function nonce(counter: number): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32BE(counter, 8);
  return bytes;
}

function required<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('incomplete handshake message');
  return value;
}
