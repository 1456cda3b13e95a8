import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@pinwheel/embedded-postgres';
import type { TestProject } from 'vitest/node';
import './provided.js';
import { openTestRedis } from './redis-server.js';

/** One PostgreSQL, and one Redis if there is any, for all test files of a run; both are gone when it ends. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const redis = await openTestRedis(process.env);
  const postgres = await openTestPostgres(process.env['TEST_DATABASE_URL']);
  project.provide('redis', redis.server);
  project.provide('postgresUrl', postgres.url);
  report(redis.description);
  return async () => {
    await Promise.all([redis[Symbol.asyncDispose](), postgres[Symbol.asyncDispose]()]);
    report(redis.description);
  };
}

async function openTestPostgres(given: string | undefined): Promise<{ readonly url: string } & AsyncDisposable> {
  if (given) return { url: given, [Symbol.asyncDispose]: async () => {} };
  const home = await mkdtemp(join(tmpdir(), 'pinwheel-test-'));
  // For root, whose server runs as somebody else.
  await chmod(home, 0o755);
  return startEmbeddedPostgres({ home, volatile: true });
}

function report(lines: readonly string[]): void {
  process.stdout.write(`\n${lines.map((line) => `  ${line}\n`).join('')}\n`);
}
