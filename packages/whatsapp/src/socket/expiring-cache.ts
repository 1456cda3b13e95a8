import type { Clock } from '@pinwheel/pinning';
import type { CacheStore } from '@whiskeysockets/baileys';

const capacity = 20_000;

export class ExpiringCache {
  readonly #clock: Clock;
  readonly #lifeMs: number;
  readonly #entries = new Map<string, { value: unknown; until: number }>();

  constructor(clock: Clock, lifeMs: number) {
    this.#clock = clock;
    this.#lifeMs = lifeMs;
  }

  get(key: string): unknown {
    const entry = this.#entries.get(key);
    return entry && entry.until > this.#clock.now() ? entry.value : undefined;
  }

  set(key: string, value: unknown): void {
    this.#entries.delete(key);
    this.#entries.set(key, { value, until: this.#clock.now() + this.#lifeMs });
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > capacity && oldest !== undefined) this.#entries.delete(oldest);
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
  }
}

/** For Baileys, whose own caches begin anew with every socket. `get` stands before the cache where it is given. */
export function toCacheStore(cache: ExpiringCache, get = (key: string): unknown => cache.get(key)): CacheStore {
  const store = {
    get,
    set: (key: string, value: unknown) => cache.set(key, value),
    del: (key: string) => cache.delete(key),
    flushAll: () => cache.clear(),
  };
  return store as CacheStore;
}
