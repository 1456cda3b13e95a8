import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, inject } from 'vitest';
import './provided.js';

/** Beside src and dist alike. */
const CLAIM = fileURLToPath(new URL('../claim-redis-database.mjs', import.meta.url));
/** Of the projects that use Redis, see vitest.config.ts. */
const WORKERS = 2;
/** A Redis has 16 databases by default. Number 0 is where people keep things. */
const DATABASES = 15;

let claims = 0;

/**
 * The url of an empty database of the run's Redis, a different one at each call: two test files that run at the same
 * time never get the same, nor does one file within seven calls. `null`: there is no Redis.
 *
 * @throws if the database holds keys that no test of ours made
 */
export function testRedisUrl(): string | null {
  const redisUrl = inject('redisUrl') ?? null;
  if (redisUrl === null) return null;
  const worker = (Number(process.env['VITEST_POOL_ID'] ?? 1) - 1) % WORKERS;
  const perWorker = Math.floor(DATABASES / WORKERS);
  const database = 1 + worker * perWorker + (claims++ % perWorker);
  const claim = spawnSync(process.execPath, [CLAIM, redisUrl, `${database}`], { encoding: 'utf8' });
  if (claim.status !== 0) throw new Error(claim.stderr.trim());
  const url = new URL(redisUrl);
  url.pathname = `/${database}`;
  return url.href;
}

export type QueueBackend = 'postgres' | 'redis';

/** The backends of the queues that this run can test. */
export const queueBackends: readonly QueueBackend[] = inject('redisUrl') ? ['postgres', 'redis'] : ['postgres'];

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
