import type { CredentialRecords, Sealer } from '@pinwheel/pinning';
import { BufferJSON } from '@whiskeysockets/baileys';
import { BrokenRecord } from './broken-record.js';
import { Recent } from './recent.js';
import { WriteQueue } from './write-queue.js';

export interface ValueChange {
  type: string;
  id: string;
  /** null deletes. */
  value: unknown;
}

/** Characters of record text kept in memory for an instance. A group's sender key takes up to 200,000. */
const usualCache = 4_000_000;

/** The records of one instance as values: JSON in which Buffers survive, sealed to their place. */
export class SealedRecords {
  readonly #records: CredentialRecords;
  readonly #sealer: Sealer;
  readonly #instanceId: string;
  readonly #queue: WriteQueue;
  readonly #recent: Recent;
  #writes = 0;

  constructor(records: CredentialRecords, sealer: Sealer, instanceId: string, cachedCharacters = usualCache) {
    this.#records = records;
    this.#sealer = sealer;
    this.#instanceId = instanceId;
    this.#queue = new WriteQueue(records);
    this.#recent = new Recent(cachedCharacters);
  }

  /**
   * The values that exist, each a copy of its own: Baileys changes what it was given before it is sure to store it.
   * @throws {BrokenRecord} for a record that does not open or does not parse.
   */
  async read(type: string, ids: readonly string[]): Promise<Map<string, unknown>> {
    // Taken out at once: while the rest is fetched, memory may make room.
    const known = new Map(ids.map((id) => [id, this.#recent.get(place(type, id))]));
    const missing = ids.filter((id) => known.get(id) === undefined);
    const fetched = missing.length > 0 ? await this.#fetch(type, missing) : known;
    const values = new Map<string, unknown>();
    for (const id of ids) {
      const text = known.get(id) ?? fetched.get(id) ?? null;
      if (text !== null) values.set(id, parse(type, id, text));
    }
    return values;
  }

  /** All or nothing; durable when it resolves. */
  async write(changes: readonly ValueChange[]): Promise<void> {
    const texts = changes.map(({ type, id, value }) => ({ type, id, text: value === null ? null : toText(value) }));
    this.#writes += 1;
    try {
      await this.#queue.write(texts.map(({ type, id, text }) => ({ type, id, value: this.#seal(type, id, text) })));
      for (const { type, id, text } of texts) this.#recent.set(place(type, id), text);
    } catch (error) {
      for (const { type, id } of texts) this.#recent.delete(place(type, id));
      throw error;
    } finally {
      this.#writes += 1;
    }
  }

  async clear(): Promise<void> {
    await this.#queue.idle();
    this.#recent.clear();
    await this.#records.clear();
  }

  idle(): Promise<void> {
    return this.#queue.idle();
  }

  async #fetch(type: string, ids: readonly string[]): Promise<Map<string, string | null>> {
    const writesBefore = this.#writes;
    const sealed = await this.#records.read(type, ids);
    const texts = new Map<string, string | null>();
    for (const id of ids) {
      const value = sealed.get(id);
      const text = value ? this.#open(type, id, value) : null;
      texts.set(id, text);
      // A write during the read may be newer than what was read.
      if (this.#writes === writesBefore) this.#recent.set(place(type, id), text);
    }
    return texts;
  }

  #seal(type: string, id: string, text: string | null) {
    return text === null ? null : this.#sealer.seal(Buffer.from(text), this.#context(type, id));
  }

  #open(type: string, id: string, sealed: Parameters<Sealer['open']>[0]): string {
    try {
      return Buffer.from(this.#sealer.open(sealed, this.#context(type, id))).toString();
    } catch {
      throw new BrokenRecord(type, id);
    }
  }

  /** Binds a value to its place, unambiguously whatever the ids hold. */
  #context(type: string, id: string): string {
    return JSON.stringify(['whatsapp', this.#instanceId, type, id]);
  }
}

const place = (type: string, id: string): string => `${type}/${id}`;
const toText = (value: unknown): string => JSON.stringify(value, BufferJSON.replacer);

function parse(type: string, id: string, text: string): unknown {
  try {
    return JSON.parse(text, BufferJSON.reviver);
  } catch {
    throw new BrokenRecord(type, id);
  }
}
