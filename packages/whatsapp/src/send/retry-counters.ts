import type { CacheStore } from '@whiskeysockets/baileys';
import { type ExpiringCache, toCacheStore } from '../socket/expiring-cache.js';

/** How often one message is sent again to one device; Baileys' own number. */
const limit = 5;

/** How often messages were asked for again, over all sockets of an instance. */
export class RetryCounters {
  /**
   * What Baileys counts with. For messages that we send again ourselves it claims that the limit is reached, which
   * keeps Baileys from sending them too.
   */
  readonly forBaileys: CacheStore;
  readonly #cache: ExpiringCache;

  constructor(cache: ExpiringCache, isOurs: (wireId: string) => Promise<boolean>) {
    this.#cache = cache;
    this.forBaileys = toCacheStore(cache, async (key) => {
      // Baileys' keys are the message id, a colon, and the device.
      const [wireId = ''] = key.split(':');
      return (await isOurs(wireId)) ? limit : cache.get(key);
    });
  }

  /** Counts one sending; null when there were enough. */
  count(wireId: string, device: string): number | null {
    const key = `resent:${wireId}:${device}`;
    const count = Number(this.#cache.get(key) ?? 0) + 1;
    if (count > limit) return null;
    this.#cache.set(key, count);
    return count;
  }
}
