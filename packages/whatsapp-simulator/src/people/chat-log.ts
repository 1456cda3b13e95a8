import type { Entry } from './board.js';

/** What one phone could read of one chat, in the order of arrival. */
export class ChatLog {
  readonly #entries: Entry[] = [];
  readonly #copies = new Map<string, number>();
  readonly #undecryptable = new Set<string>();

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  /** Wire ids that arrived and that no copy has made readable yet. */
  get undecryptable(): number {
    return this.#undecryptable.size;
  }

  copies(wireId: string): number {
    return this.#copies.get(wireId) ?? 0;
  }

  /** A repeated wire id counts once; a pin that comes again as a real edit takes the place of one that phones ignore. */
  add(entry: Entry): void {
    this.#copies.set(entry.wireId, this.copies(entry.wireId) + 1);
    const known = this.#entries.findIndex(({ wireId }) => wireId === entry.wireId);
    if (known < 0) this.#entries.push(entry);
    else if (entry.pin && this.#entries[known]?.pin?.edit === undefined) this.#entries[known] = entry;
  }

  failed(wireId: string): void {
    if (this.copies(wireId) === 0) this.#undecryptable.add(wireId);
  }

  decrypted(wireId: string): void {
    this.#undecryptable.delete(wireId);
  }
}
