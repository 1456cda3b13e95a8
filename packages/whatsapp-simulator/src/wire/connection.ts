import { type BinaryNode, decodeBinaryNode, encodeBinaryNode } from '@whiskeysockets/baileys';
import type { RawData, WebSocket } from 'ws';
import type { CertificateAuthority } from './certificates.js';
import { frame, FrameReader } from './framing.js';
import { type ClientFinish, NoiseResponder, type Transport } from './noise.js';
import { node } from './nodes.js';

export interface ConnectionListener {
  /** The handshake is over: the client wants to log in, or to register. */
  joined(connection: Connection, client: ClientFinish): void;
  /** Stanzas come one at a time: the next waits until the promise settles. */
  received(connection: Connection, stanza: BinaryNode): Promise<void>;
  failed(connection: Connection, error: unknown): void;
  closed(connection: Connection): void;
}

/** One client's socket: handshake, encryption, stanzas. */
export class Connection {
  readonly #socket: WebSocket;
  readonly #listener: ConnectionListener;
  readonly #reader = new FrameReader();
  readonly #noise: NoiseResponder;
  #greeted = false;
  #transport: Transport | undefined;
  #silent = false;
  #ended = false;
  #unsent: BinaryNode[] = [];
  #last: Promise<void> = Promise.resolve();

  constructor(socket: WebSocket, authority: CertificateAuthority, listener: ConnectionListener) {
    this.#socket = socket;
    this.#listener = listener;
    this.#noise = new NoiseResponder(authority);
    socket.on('message', (data) => this.#guard(() => this.#read(data)));
    socket.on('close', () => listener.closed(this));
    socket.on('error', () => socket.terminate());
  }

  send(stanza: BinaryNode): void {
    if (this.#ended) return;
    if (this.#silent) this.#unsent.push(stanza);
    else if (this.#transport && this.#socket.readyState === this.#socket.OPEN) {
      this.#socket.send(frame(this.#transport.seal(encodeBinaryNode(stanza))));
    }
  }

  /** Sends one last stanza and closes, as WhatsApp does after an error. */
  end(last: BinaryNode): void {
    this.send(last);
    this.#ended = true;
    this.#socket.close();
  }

  /** Ends the stream with that code; Baileys reports it as the reason of the disconnect. */
  endStream(code: number, reason?: BinaryNode): void {
    this.end(node('stream:error', { code: String(code) }, reason && [reason]));
  }

  drop(): void {
    this.#ended = true;
    this.#socket.terminate();
  }

  /** Half-open: nothing is read, answered or sent, not even the closing handshake, and TCP stays up. */
  silence(): void {
    this.#silent = true;
    this.#socket.pause();
  }

  speakAgain(): void {
    this.#silent = false;
    for (const stanza of this.#unsent.splice(0)) this.send(stanza);
    this.#socket.resume();
  }

  #read(data: RawData): void {
    for (const bytes of this.#reader.push(toBuffer(data))) {
      if (this.#transport) this.#enqueue(this.#transport.open(bytes));
      else if (this.#greeted) this.#finish(bytes);
      else this.#greet(bytes);
    }
  }

  #greet(bytes: Buffer): void {
    this.#greeted = true;
    this.#socket.send(frame(this.#noise.answerHello(bytes)));
  }

  #finish(bytes: Buffer): void {
    const { client, transport } = this.#noise.finish(bytes);
    this.#transport = transport;
    this.#listener.joined(this, client);
  }

  #enqueue(plaintext: Buffer): void {
    this.#last = this.#last
      .then(async () => {
        const stanza = await decodeBinaryNode(plaintext);
        if (!this.#ended) await this.#listener.received(this, stanza);
      })
      .catch((error: unknown) => this.#listener.failed(this, error));
  }

  #guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#listener.failed(this, error);
      this.drop();
    }
  }
}

function toBuffer(data: RawData): Buffer {
  if (Buffer.isBuffer(data)) return data;
  return Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data);
}
