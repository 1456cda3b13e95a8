/** Texts that were used last, up to a number of characters. */
export class Recent {
  readonly #texts = new Map<string, string | null>();
  readonly #limit: number;
  #size = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** undefined: not known; null: known to be absent. */
  get(key: string): string | null | undefined {
    const text = this.#texts.get(key);
    if (text === undefined) return undefined;
    this.#texts.delete(key);
    this.#texts.set(key, text);
    return text;
  }

  set(key: string, text: string | null): void {
    this.delete(key);
    this.#texts.set(key, text);
    this.#size += weight(key, text);
    for (const [oldest] of this.#texts) {
      if (this.#size <= this.#limit) return;
      this.delete(oldest);
    }
  }

  delete(key: string): void {
    const text = this.#texts.get(key);
    if (text === undefined) return;
    this.#texts.delete(key);
    this.#size -= weight(key, text);
  }

  clear(): void {
    this.#texts.clear();
    this.#size = 0;
  }
}

const weight = (key: string, text: string | null): number => key.length + (text?.length ?? 0);
