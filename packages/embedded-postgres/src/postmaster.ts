import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedPostgresError } from './error.js';
import { commandLine, isAlive } from './processes.js';

const POLL_MS = 25;
/** How long the supervisor of a dead owner gets to stop its server before we do it. */
const SUPERVISOR_GRACE_MS = 3_000;
const FAST_SHUTDOWN_MS = 8_000;
/** Longer than a crash recovery of a database of ours takes. */
const PATIENCE_MS = 120_000;

/** The setting on the server's command line that tells whose it is: `<process id>.<random>`. */
export const OWNER_SETTING = 'pinwheel.owner';

/** The server that holds a data directory, as its postmaster.pid and postmaster.opts tell. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly isReady: boolean;
  readonly owner: string;
}

/** `undefined`: no server holds the directory, or it is just taking hold. */
export async function readPostmaster(data: string): Promise<Postmaster | undefined> {
  const [lines, options] = await Promise.all(
    ['postmaster.pid', 'postmaster.opts'].map((name) => readFile(join(data, name), 'utf8').catch(() => '')),
  );
  // miscadmin.h, LOCK_FILE_LINE_*: process id, directory, start time, port, …, status on the eighth.
  const [pid, , , port, , , , status] = lines!.split('\n');
  if (!pid) return undefined;
  const owner = new RegExp(`${OWNER_SETTING}=([\\w.]+)`).exec(options!)?.[1] ?? '';
  return { pid: Number(pid), port: Number(port), isReady: status?.trim() === 'ready', owner };
}

/**
 * Waits until the directory is either served by a server that stays (its owner lives), which is returned, or free.
 * A server whose owner died is being stopped by its supervisor; if that was killed too, we stop it.
 */
export async function settledPostmaster(data: string): Promise<Postmaster | undefined> {
  const startedAt = performance.now();
  for (;;) {
    const postmaster = await readPostmaster(data);
    if (postmaster === undefined || !(await holds(postmaster.pid, data))) return undefined;
    const isOwned = isAlive(Number.parseInt(postmaster.owner, 10));
    if (isOwned && postmaster.isReady) return postmaster;
    const waitedMs = performance.now() - startedAt;
    if (!isOwned && waitedMs > SUPERVISOR_GRACE_MS) {
      await stopPostmaster(postmaster.pid);
      continue;
    }
    if (waitedMs > PATIENCE_MS) {
      throw new EmbeddedPostgresError(
        `PostgreSQL (process ${postmaster.pid}) holds ${data}, but does not become ready`,
        'See postgres.log in the home; stop that process and start again',
      );
    }
    await sleep(POLL_MS);
  }
}

/** A fast shutdown, and after a while an immediate one. */
export async function stopPostmaster(pid: number): Promise<void> {
  const startedAt = performance.now();
  process.kill(pid, 'SIGINT');
  let isUrgent = false;
  while (isAlive(pid)) {
    if (!isUrgent && performance.now() - startedAt > FAST_SHUTDOWN_MS) {
      isUrgent = true;
      process.kill(pid, 'SIGQUIT');
    }
    await sleep(POLL_MS);
  }
}

/**
 * Whether the process named in postmaster.pid is really the server of this directory. After a crash, and above all in a
 * new container, the id may belong to anybody; PostgreSQL would refuse to start, so such a file is removed.
 */
async function holds(pid: number, data: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  const command = await commandLine(pid);
  if (command === '' || command.includes(data)) return true;
  // Look again: a start at the same moment may have replaced it.
  if ((await readPostmaster(data))?.pid === pid) await rm(join(data, 'postmaster.pid'), { force: true });
  return false;
}
