import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Account } from './account.js';
import { serverEnvironment } from './environment.js';
import { OWNER_SETTING, readPostmaster, stopPostmaster } from './postmaster.js';
import { isAlive } from './processes.js';

/** Beside src and dist alike. */
const SUPERVISOR = fileURLToPath(new URL('../supervisor.mjs', import.meta.url));
const POLL_MS = 20;

export interface ServerOptions {
  readonly postgres: string;
  readonly data: string;
  readonly log: string;
  readonly account: Account | undefined;
  readonly port: number;
  readonly volatile: boolean;
  /** Directories that are deleted when the server has stopped. */
  readonly removeAfter: readonly string[];
}

export type Launch =
  | { readonly kind: 'ready'; readonly port: number; readonly stop: () => Promise<void> }
  /** Another server has the data directory, or had it a moment ago. */
  | { readonly kind: 'directory-taken' }
  | { readonly kind: 'port-taken' }
  | { readonly kind: 'failed'; readonly reason: string };

/** Starts the server under a supervisor of its own and waits until it takes connections, or has failed. */
export async function launchServer(options: ServerOptions): Promise<Launch> {
  const owner = `${process.pid}.${randomBytes(8).toString('hex')}`;
  const log = await open(options.log, 'a', 0o600);
  const logStart = (await log.stat()).size;
  const task = {
    command: options.postgres,
    args: serverArguments(options, owner),
    cwd: dirname(options.data),
    ...options.account,
    removeAfter: options.removeAfter,
  };
  const supervisor = spawn(process.execPath, [SUPERVISOR, JSON.stringify(task)], {
    detached: true,
    cwd: dirname(options.data),
    env: serverEnvironment(),
    stdio: ['pipe', log.fd, log.fd],
  });
  const pipe = supervisor.stdin as Socket;
  pipe.on('error', () => {});
  const exited = once(supervisor, 'exit');
  await once(supervisor, 'spawn');
  await log.close();

  const isReady = await becomesReady(options.data, owner, exited);
  if (!isReady) return explainFailure((await readFile(options.log)).subarray(logStart).toString());
  pipe.write('ready\n');
  // An app that ends without stopping the server ends all the same; the pipe then closes.
  supervisor.unref();
  pipe.unref();
  const stop = async () => {
    supervisor.ref();
    pipe.end();
    await exited;
    // Only if the supervisor was killed is there anything left to stop.
    const orphan = await readPostmaster(options.data);
    if (orphan?.owner === owner && isAlive(orphan.pid)) await stopPostmaster(orphan.pid);
  };
  return { kind: 'ready', port: options.port, stop };
}

function serverArguments({ data, port, volatile }: ServerOptions, owner: string): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    // Every queue and worker of BullMQ's PostgreSQL backend has a pool of its own.
    max_connections: '200',
    // What a client is told need not be written down too: nothing rotates this log.
    log_min_messages: 'log',
    log_checkpoints: 'off',
    [OWNER_SETTING]: owner,
    ...(volatile ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  return [
    '-D',
    data,
    '-p',
    `${port}`,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

async function becomesReady(data: string, owner: string, exited: Promise<unknown>): Promise<boolean> {
  let hasExited = false;
  void exited.then(() => (hasExited = true));
  while (!hasExited) {
    const postmaster = await readPostmaster(data);
    if (postmaster?.isReady && postmaster.owner === owner) return true;
    await Promise.race([sleep(POLL_MS), exited]);
  }
  return false;
}

/** LC_ALL=C: the server's messages are in English. */
function explainFailure(log: string): Launch {
  if (/lock file ".*" already exists|shared memory block .* still in use/.test(log)) return { kind: 'directory-taken' };
  if (log.includes('could not bind')) return { kind: 'port-taken' };
  const fatal = log.split('\n').findLast((line) => line.includes('FATAL:'));
  return { kind: 'failed', reason: fatal?.replace(/^.*FATAL:\s*/, '') ?? 'it ended at once, without a word' };
}

/** `preferred` if nobody listens there, else any free port. 0: any. */
export async function findFreePort(preferred: number): Promise<number> {
  const probe = createServer();
  try {
    probe.listen(preferred, '127.0.0.1');
    await once(probe, 'listening');
    return (probe.address() as AddressInfo).port;
  } catch {
    return findFreePort(0);
  } finally {
    probe.close();
  }
}
