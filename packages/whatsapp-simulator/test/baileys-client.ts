import {
  addTransactionCapability,
  type AuthenticationCreds,
  type BaileysEventMap,
  BufferJSON,
  type ConnectionState,
  initAuthCreds,
  makeWASocket,
  type SignalDataSet,
  type SignalDataTypeMap,
  type SignalKeyStore,
  type UserFacingSocketConfig,
  type WAMessage,
  WA_CERT_DETAILS,
} from '@whiskeysockets/baileys';
import type { WhatsAppSimulator } from '../src/index.js';

// libsignal writes session records, private keys and all, to the console.
const quiet = () => undefined;
Object.assign(console, { info: quiet, warn: quiet, error: quiet });

const silent = {
  level: 'silent',
  child: () => silent,
  trace: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** Keys in memory, serialised as a real store would. */
export class MemoryKeys implements SignalKeyStore {
  readonly values = new Map<string, string>();

  async get<T extends keyof SignalDataTypeMap>(type: T, ids: string[]): Promise<Record<string, SignalDataTypeMap[T]>> {
    const found: Record<string, SignalDataTypeMap[T]> = {};
    for (const id of ids) {
      const value = this.values.get(`${type}/${id}`);
      if (value !== undefined) found[id] = JSON.parse(value, BufferJSON.reviver);
    }
    return found;
  }

  async set(data: SignalDataSet): Promise<void> {
    for (const [type, entries] of Object.entries(data)) {
      for (const [id, value] of Object.entries(entries)) {
        if (value === null || value === undefined) this.values.delete(`${type}/${id}`);
        else this.values.set(`${type}/${id}`, JSON.stringify(value, BufferJSON.replacer));
      }
    }
  }

  /** Names of the entries of one type. */
  names(type: keyof SignalDataTypeMap): string[] {
    return [...this.values.keys()].filter((key) => key.startsWith(`${type}/`));
  }
}

export interface Upsert {
  message: WAMessage;
  type: 'notify' | 'append';
}

/** A real Baileys socket with its credentials, and everything it said. */
export class BaileysClient implements AsyncDisposable {
  readonly simulator: WhatsAppSimulator;
  readonly creds: AuthenticationCreds = initAuthCreds();
  readonly keys = new MemoryKeys();
  readonly updates: Partial<ConnectionState>[] = [];
  readonly upserts: Upsert[] = [];
  readonly events: Partial<BaileysEventMap>[] = [];
  readonly #config: Partial<UserFacingSocketConfig>;
  #socket: ReturnType<typeof makeWASocket> | undefined;
  #changed = new Set<() => void>();

  constructor(simulator: WhatsAppSimulator, config: Partial<UserFacingSocketConfig> = {}) {
    this.simulator = simulator;
    this.#config = config;
    Object.assign(WA_CERT_DETAILS, {
      PUBLIC_KEY: Buffer.from(simulator.noiseRootKey, 'hex'),
      SERIAL: simulator.noiseRootSerial,
    });
  }

  get socket() {
    if (!this.#socket) throw new Error('not connected');
    return this.#socket;
  }

  connect(): this {
    this.updates.length = 0;
    const socket = makeWASocket({
      waWebSocketUrl: this.simulator.socketUrl,
      auth: {
        creds: this.creds,
        keys: addTransactionCapability(this.keys, silent, { maxCommitRetries: 1, delayBetweenTriesMs: 1 }),
      },
      logger: silent,
      ...this.#config,
    });
    this.#socket = socket;
    socket.ev.process((events) => {
      this.events.push(events);
      const update = events['connection.update'];
      if (update) this.updates.push(update);
      const upsert = events['messages.upsert'];
      for (const message of upsert?.messages ?? []) this.upserts.push({ message, type: upsert?.type ?? 'notify' });
      if (events['creds.update']) Object.assign(this.creds, events['creds.update']);
      for (const check of this.#changed) check();
    });
    return this;
  }

  /** The first thing that `find` sees, now or after an event. */
  until<T>(what: string, find: () => T | undefined | false, timeoutMs = 10_000): Promise<T> {
    return new Promise((resolve, reject) => {
      const settle = (done: () => void) => {
        clearTimeout(timer);
        this.#changed.delete(check);
        done();
      };
      const check = () => {
        const found = find();
        if (found !== undefined && found !== false) settle(() => resolve(found));
      };
      const timer = setTimeout(() => settle(() => reject(new Error(`never saw ${what}`))), timeoutMs);
      this.#changed.add(check);
      check();
    });
  }

  qr(): Promise<string> {
    return this.until('a QR code', () => this.updates.find(({ qr }) => qr)?.qr);
  }

  open(): Promise<unknown> {
    return this.until('open', () => this.updates.find(({ connection }) => connection === 'open'));
  }

  /** The status code of the disconnect. */
  closed(timeoutMs?: number): Promise<number> {
    return this.until(
      'close',
      () => {
        const error = this.updates.find(({ connection }) => connection === 'close')?.lastDisconnect?.error;
        return error && (error as { output?: { statusCode: number } }).output?.statusCode;
      },
      timeoutMs,
    );
  }

  message(id: string): Promise<Upsert> {
    return this.until(`message ${id}`, () =>
      this.upserts.find(({ message }) => message.key.id === id && message.message),
    );
  }

  /** The acknowledgement stanza of a message that is sent by `send`. */
  async acknowledged(id: string, send: () => Promise<unknown>, timeoutMs = 5_000): Promise<{ error?: string }> {
    const acknowledgement = new Promise<{ error?: string }>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no acknowledgement of ${id}`)), timeoutMs);
      this.socket.ws.on(`CB:ack,id:${id}`, ({ attrs }: { attrs: { error?: string } }) => {
        clearTimeout(timer);
        resolve(attrs);
      });
    });
    const [attrs] = await Promise.all([acknowledgement, send()]);
    return attrs;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#socket?.end(undefined);
  }
}
