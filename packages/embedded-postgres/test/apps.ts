import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { startEmbeddedPostgres } from '@pinwheel/embedded-postgres';

const repository = fileURLToPath(new URL('../../..', import.meta.url));

let template: string;

// The apps of these tests are processes of their own, and run what is built.
beforeAll(async () => {
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-b', 'packages/embedded-postgres'], {
    cwd: repository,
  });
  template = temporaryDirectory();
  await (await startEmbeddedPostgres({ home: template }))[Symbol.asyncDispose]();
  directories.length = 0;
});

afterAll(() => rmSync(template, { recursive: true }));

/** A home that was used before: saves its test a second. */
export function usedHome(): string {
  const home = join(temporaryDirectory(), 'home');
  execFileSync('cp', ['-a', template, home]);
  return home;
}

const apps: ChildProcess[] = [];
const directories: string[] = [];

afterEach(async () => {
  for (const app of apps.splice(0)) {
    if (app.exitCode !== null || app.signalCode !== null) continue;
    app.kill('SIGTERM');
    await once(app, 'exit');
  }
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true, maxRetries: 10 });
});

/** A new directory that anybody may enter, gone after the test. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'embedded-postgres-'));
  chmodSync(directory, 0o755);
  directories.push(directory);
  return directory;
}

export function removeAfterTest(directory: string): void {
  directories.push(directory);
}

export interface App {
  readonly process: ChildProcess;
  readonly url: string;
  readonly version: string;
  /** The number of the last row that the server has acknowledged. */
  readonly lastRow: () => number;
}

export interface AppOptions {
  readonly home: string;
  readonly volatile?: boolean;
}

export function spawnApp(options: AppOptions, as: { uid?: number; gid?: number; script?: string } = {}): ChildProcess {
  const { script = fileURLToPath(new URL('app.mjs', import.meta.url)), ...account } = as;
  const app = spawn(process.execPath, [script, JSON.stringify(options)], {
    ...account,
    cwd: '/',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  apps.push(app);
  return app;
}

/** @throws what the app complained of, if it did not get its database */
export async function startApp(
  options: AppOptions,
  as: { uid?: number; gid?: number; script?: string } = {},
): Promise<App> {
  const app = spawnApp(options, as);
  let complaints = '';
  app.stderr!.on('data', (chunk) => (complaints += chunk));
  const lines = createInterface({ input: app.stdout! });
  const [first] = await Promise.race([once(lines, 'line'), once(lines, 'close')]);
  if (first === undefined) throw new Error(complaints.trim());
  let lastRow = 0;
  lines.on('line', (line) => (lastRow = Number(line)));
  return { process: app, ...JSON.parse(first), lastRow: () => lastRow };
}

export async function kill(app: ChildProcess): Promise<void> {
  app.kill('SIGKILL');
  await once(app, 'exit');
}

export const dataOf = (home: string) => join(home, 'pg18', 'data');

export function postmasterOf(home: string): number | undefined {
  const path = join(dataOf(home), 'postmaster.pid');
  return existsSync(path) ? Number.parseInt(readFileSync(path, 'utf8'), 10) : undefined;
}

/** The supervisor is the server's parent. */
export function supervisorOf(home: string): number {
  const status = readFileSync(`/proc/${postmasterOf(home)}/stat`, 'utf8');
  return Number(status.slice(status.lastIndexOf(')') + 2).split(' ')[1]);
}

export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 20_000; Date.now() < deadline; await sleep(20)) if (await holds()) return;
  throw new Error(`not within 20 s: ${what}`);
}

/** The rows of one query over a connection of its own. */
export async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client(url);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}
