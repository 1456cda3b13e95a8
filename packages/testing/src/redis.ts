import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, inject } from 'vitest';
import './provided.js';

/** Beside src and dist alike. */
const CLAIM = fileURLToPath(new URL('../claim-redis-database.mjs', import.meta.url));
/**
 * The url of an empty database of the run's Redis. Two calls get the same only after all databases had their turn: some
 * thousands on a server of the run's own, 15 on that of `REDIS_URL` (number 0 is where people keep things). `null`:
 * there is no Redis.
 *
 * @throws if the database holds keys that no test of ours made
 */
export function testRedisUrl(): string | null {
  const redis = inject('redis') ?? null;
  if (redis === null) return null;
  const claim = spawnSync(process.execPath, [CLAIM, redis.url, `${redis.databases}`], { encoding: 'utf8' });
  if (claim.status !== 0) throw new Error(claim.stderr.trim());
  const url = new URL(redis.url);
  url.pathname = `/${claim.stdout}`;
  return url.href;
}

export type QueueBackend = 'postgres' | 'redis';

/** The backends of the queues that this run can test. */
export const queueBackends: readonly QueueBackend[] = inject('redis') ? ['postgres', 'redis'] : ['postgres'];

/** `describe`, once for each backend. Without a Redis its half is skipped under a name that says so. */
export function describeOnQueueBackends(name: string, body: (backend: QueueBackend) => void): void {
  const none = 'DID NOT RUN, THERE IS NO REDIS';
  for (const backend of ['postgres', 'redis'] as const) {
    const runs = queueBackends.includes(backend);
    describe.skipIf(!runs)(`${name} (queues on ${backend}${runs ? '' : `: ${none}`})`, () => {
      body(backend);
    });
  }
}
