import { access, chmod, constants, mkdtemp, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@pinwheel/embedded-postgres';
import type { TestProject } from 'vitest/node';
import { createDatabase } from './create-database.js';
import './provided.js';
import { openTestRedis } from './redis-server.js';

/** What a run's databases never come to, in bytes. */
const roomNeeded = 4 * 1_024 ** 3;

/** One PostgreSQL, and one Redis if there is any, for all test files of a run; both are gone when it ends. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const redis = await openTestRedis(process.env);
  const postgres = await openTestPostgres(process.env['TEST_DATABASE_URL']);
  project.provide('redis', redis.server);
  const template = await createDatabase(postgres.url);
  project.provide('postgresUrl', postgres.url);
  project.provide('templateUrl', template.url);
  report(redis.description);
  return async () => {
    await template[Symbol.asyncDispose]();
    await Promise.all([redis[Symbol.asyncDispose](), postgres[Symbol.asyncDispose]()]);
    report(redis.description);
  };
}

async function openTestPostgres(given: string | undefined): Promise<{ readonly url: string } & AsyncDisposable> {
  if (given) return { url: given, [Symbol.asyncDispose]: async () => {} };
  const home = await mkdtemp(join(await quickDirectory(), 'pinwheel-test-'));
  // For root, whose server runs as somebody else.
  await chmod(home, 0o755);
  return startEmbeddedPostgres({ home, volatile: true });
}

/** A new database is some hundred files: in memory they cost a tenth of what they do on a disk. */
async function quickDirectory(): Promise<string> {
  const memory = '/dev/shm';
  try {
    await access(memory, constants.W_OK);
    const { bavail, bsize } = await statfs(memory);
    return bavail * bsize > roomNeeded ? memory : tmpdir();
  } catch {
    return tmpdir();
  }
}

function report(lines: readonly string[]): void {
  process.stdout.write(`\n${lines.map((line) => `  ${line}\n`).join('')}\n`);
}
