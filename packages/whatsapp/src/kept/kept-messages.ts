import { createHash } from 'node:crypto';
import type { Logger } from '@pinwheel/pinning';
import { BrokenRecord } from '../auth/broken-record.js';
import { Recent } from '../auth/recent.js';
import type { SealedRecords } from '../auth/sealed-records.js';

/** What a stanza says in the clear, and which ciphertexts it brings, by their hashes in order. */
export interface Envelope {
  attrs: Record<string, string>;
  ciphertexts: readonly string[];
}

/** A stanza of which parts were decrypted and that the listener has not taken yet. */
export interface KeptMessage extends Envelope {
  /** Counts the messages of an instance. */
  order: number;
  /** By the hash of the ciphertext, in base64. */
  plaintexts: Readonly<Record<string, string>>;
}

/** What is to be stored together with the ratchet; `settle` tells whether it was. */
export interface Keeping {
  changes: Readonly<Record<string, KeptMessage | null>>;
  settle(stored: boolean): void;
}

export const keptType = 'kept-message';

/**
 * The most messages that are kept at a time. Baileys holds back what waited for us until it has decrypted it all, or for
 * 30 s: at 10 to 20 ms each that is about as many. Beyond it the oldest is no longer kept.
 */
const usualSlots = 2_048;
/** Characters of plaintext that are remembered beyond their message's being heard: the server may bring it again. */
const usualMemory = 1_000_000;
/** Characters; a longer text (the history that a phone sends with its notice) is not kept. */
const longestPlaintext = 200_000;

interface Entry extends KeptMessage {
  readonly slot: string;
  plaintexts: Record<string, string>;
  told: boolean;
}

/**
 * Baileys decrypts a message, which moves a ratchet on for good, tells the server that it has it, and only then tells
 * us. Whatever ends it in between would lose the message: what comes again cannot be decrypted twice, and what the
 * server believes delivered does not come again. So plaintexts are stored by the very write that stores the ratchet,
 * until the listener has taken the message.
 */
export class KeptMessages {
  readonly #entries = new Map<string, Entry>();
  readonly #remembered: Recent;
  /** Slots without a record. */
  readonly #free: string[];
  /** Slots whose record is to be overwritten or deleted by the next write. */
  readonly #stale = new Set<string>();
  #order = 0;

  private constructor(slots: readonly string[], remembered: number) {
    this.#free = slots.toReversed();
    this.#remembered = new Recent(remembered);
  }

  /** @throws {Error} when the store fails. */
  static async load(
    records: SealedRecords,
    logger: Logger,
    { slots: count = usualSlots, remembered = usualMemory } = {},
  ): Promise<KeptMessages> {
    const slots = Array.from({ length: count }, (_, slot) => String(slot));
    const kept = new KeptMessages(slots, remembered);
    try {
      kept.#restore((await records.read(keptType, slots)) as Map<string, KeptMessage>);
    } catch (error) {
      if (!(error instanceof BrokenRecord)) throw error;
      // What is lost with it is less than an instance that does not start.
      logger.error({ record: error.record }, 'messages that were received and not heard cannot be read');
      for (const slot of kept.#free.splice(0)) kept.#stale.add(slot);
    }
    return kept;
  }

  /** The plaintext of a ciphertext that was decrypted before; null: not known. */
  recall(envelope: Envelope, ciphertext: string): Buffer | null {
    const plaintext =
      this.#entries.get(nameOf(envelope))?.plaintexts[ciphertext] ?? this.#remembered.get(ciphertext) ?? null;
    return plaintext === null ? null : Buffer.from(plaintext, 'base64');
  }

  /** null for one that is too long to keep. */
  keep(envelope: Envelope, ciphertext: string, plaintext: Uint8Array): Keeping | null {
    const text = Buffer.from(plaintext).toString('base64');
    if (text.length > longestPlaintext) return null;
    const name = nameOf(envelope);
    const entry = this.#entries.get(name) ?? this.#open(name, envelope);
    const forgotten = this.#takeStale();
    const { attrs, ciphertexts, order } = entry;
    const record = { attrs, ciphertexts, order, plaintexts: { ...entry.plaintexts, [ciphertext]: text } };
    return {
      changes: { ...Object.fromEntries(forgotten.map((slot) => [slot, null])), [entry.slot]: record },
      settle: (stored) => {
        if (stored) {
          this.#free.push(...forgotten);
          entry.plaintexts[ciphertext] = text;
          return;
        }
        for (const slot of forgotten) this.#stale.add(slot);
        if (Object.keys(entry.plaintexts).length === 0) this.#forget(entry);
      },
    };
  }

  /** Those that are whole and of which the listener was not told, in the order in which they came. */
  untold(): KeptMessage[] {
    const whole = ({ ciphertexts, plaintexts }: Entry) => ciphertexts.every((ciphertext) => ciphertext in plaintexts);
    return [...this.#entries.values()].filter((entry) => !entry.told && whole(entry));
  }

  /** The listener is being told of the messages with these wire ids. Returns how to say whether it took them. */
  telling(wireIds: readonly string[]): (taken: boolean) => void {
    const ids = new Set(wireIds);
    const entries = [...this.#entries.values()].filter(({ attrs }) => ids.has(attrs['id'] ?? ''));
    for (const entry of entries) entry.told = true;
    return (taken) => {
      for (const entry of entries) {
        entry.told = taken;
        if (taken) this.#forget(entry);
      }
    };
  }

  /** Deletes the records that no later write has deleted. */
  async tidy(records: SealedRecords): Promise<void> {
    const forgotten = this.#takeStale();
    if (forgotten.length > 0) await records.write(forgotten.map((id) => ({ type: keptType, id, value: null })));
    this.#free.push(...forgotten);
  }

  #restore(stored: ReadonlyMap<string, KeptMessage>): void {
    const inOrder = [...stored].toSorted(([, one], [, other]) => one.order - other.order);
    for (const [slot, kept] of inOrder) {
      this.#free.splice(this.#free.indexOf(slot), 1);
      this.#entries.set(nameOf(kept), { ...kept, slot, told: false });
      this.#order = kept.order + 1;
    }
  }

  #open(name: string, { attrs, ciphertexts }: Envelope): Entry {
    const order = this.#order;
    this.#order += 1;
    const entry = { attrs, ciphertexts, order, slot: this.#takeSlot(), plaintexts: {}, told: false };
    this.#entries.set(name, entry);
    return entry;
  }

  #takeSlot(): string {
    const [oldest] = this.#entries.values();
    if (this.#stale.size === 0 && this.#free.length === 0 && oldest) this.#forget(oldest);
    const [slot = this.#free.pop() ?? ''] = this.#stale;
    this.#stale.delete(slot);
    return slot;
  }

  #takeStale(): string[] {
    const slots = [...this.#stale];
    this.#stale.clear();
    return slots;
  }

  #forget(entry: Entry): void {
    const name = nameOf(entry);
    if (this.#entries.get(name) !== entry) return;
    this.#entries.delete(name);
    this.#stale.add(entry.slot);
    for (const [ciphertext, plaintext] of Object.entries(entry.plaintexts)) this.#remembered.set(ciphertext, plaintext);
  }
}

/** No two stanzas bring the same ciphertext, unless they are the same. */
const nameOf = ({ ciphertexts }: Envelope): string => ciphertexts[0] ?? '';

export const hashOf = (ciphertext: Uint8Array): string => createHash('sha256').update(ciphertext).digest('base64');
