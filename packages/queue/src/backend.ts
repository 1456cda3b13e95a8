import { connectPostgres } from './postgres/store.js';
import { connectRedis } from './redis.js';
import type { Store, StoreOptions } from './store.js';

/** The one switch between the stores. @throws {Error} when the store can not be reached now. */
export function connectStore(redisUrl: string | null, options: StoreOptions): Promise<Store> {
  return redisUrl === null ? connectPostgres(options) : connectRedis(redisUrl, options);
}
