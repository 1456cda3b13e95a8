import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Binaries } from './binaries.js';
import { serverEnvironment } from './environment.js';
import { EmbeddedPostgresError, USE_YOUR_OWN } from './error.js';
import { CLUSTER, type Place } from './place.js';
import { isAlive } from './processes.js';

const execute = promisify(execFile);

/** The database, and the role that owns everything. */
export const NAME = 'pinwheel';

/** PostgreSQL's own directory and the password of its only role, in one directory: they come and go together. */
export interface Cluster {
  readonly data: string;
  readonly password: string;
}

/**
 * The cluster of `place`, created if it has none. Creation goes on beside and ends with a rename, so that a kill never
 * leaves half a cluster, and of several first starts at once exactly one wins; what the others made is dropped.
 */
export async function openCluster(
  place: Place,
  binaries: Binaries,
  options: { volatile: boolean; onCreate: () => void },
): Promise<Cluster> {
  await removeDebris(place.directory);
  const directory = join(place.directory, CLUSTER);
  const existing = await readCluster(directory);
  if (existing) return existing;
  options.onCreate();
  const unfinished = join(place.directory, `${CLUSTER}.new-${process.pid}-${randomBytes(4).toString('hex')}`);
  try {
    await createCluster(unfinished, place, binaries, options.volatile);
    await rename(unfinished, directory);
  } catch (cause) {
    await rm(unfinished, { recursive: true, force: true, maxRetries: 5 });
    const theirs = await readCluster(directory);
    if (theirs) return theirs;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new EmbeddedPostgresError(`The database in ${directory} can not be created: ${reason}`, USE_YOUR_OWN, {
      cause,
    });
  }
  return (await readCluster(directory))!;
}

async function readCluster(directory: string): Promise<Cluster | undefined> {
  try {
    return { data: join(directory, 'data'), password: await readFile(join(directory, 'password'), 'utf8') };
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new EmbeddedPostgresError(
      `The database in ${directory} belongs to another user`,
      `Start as the user who created it, or set PINWHEEL_HOME to a directory of your own, or: ${USE_YOUR_OWN}`,
      { cause },
    );
  }
}

async function createCluster(directory: string, place: Place, binaries: Binaries, volatile: boolean): Promise<void> {
  const password = join(directory, 'password');
  const data = join(directory, 'data');
  await mkdir(directory, { mode: 0o700 });
  await writeFile(password, randomBytes(24).toString('hex'), { mode: 0o600 });
  if (place.account) {
    await Promise.all([directory, password].map((path) => chown(path, place.account!.uid, place.account!.gid)));
  }
  const asServer = { ...place.account, cwd: directory, env: serverEnvironment() };
  // C.UTF-8 of the built-in provider: the same on every system, and right for lower() and ILIKE in any script.
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const security = [`--username=${NAME}`, `--pwfile=${password}`, '--auth=scram-sha-256'];
  const speed = volatile ? ['--no-sync'] : [];
  try {
    await execute(binaries.initdb, [`--pgdata=${data}`, '--no-instructions', ...locale, ...security, ...speed], {
      ...asServer,
    });
  } catch (error) {
    throw new Error(lastLine((error as { stderr?: string }).stderr) ?? (error as Error).message, { cause: error });
  }
  await createDatabase(binaries.postgres, data, volatile, asServer);
}

/** In single-user mode: before the first start, without a connection. */
async function createDatabase(
  postgres: string,
  data: string,
  volatile: boolean,
  asServer: { uid?: number; gid?: number; cwd: string; env: NodeJS.ProcessEnv },
): Promise<void> {
  const speed = volatile ? ['-c', 'fsync=off'] : [];
  const server = spawn(postgres, ['--single', '-D', data, ...speed, 'postgres'], {
    ...asServer,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let complaints = '';
  server.stderr.on('data', (chunk) => (complaints += chunk));
  server.stdin.on('error', () => {});
  server.stdin.end(`CREATE DATABASE ${NAME};\n`);
  const [code] = await once(server, 'close');
  if (code !== 0 || /^ERROR|FATAL/m.test(complaints)) {
    throw new Error(lastLine(complaints) ?? `postgres --single ended with status ${code}`);
  }
}

/** What creations that were killed left behind. Their names tell whose they were. */
async function removeDebris(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    const creator = new RegExp(`^${CLUSTER}\\.new-(\\d+)-`).exec(name)?.[1];
    if (creator === undefined || isAlive(Number(creator))) continue;
    // An orphaned initdb may still be writing; what can not be removed now goes the next time.
    await rm(join(directory, name), { recursive: true, force: true, maxRetries: 5 }).catch(() => {});
  }
}

function lastLine(text: string | undefined): string | undefined {
  return text?.trim().split('\n').at(-1) || undefined;
}
