import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { accessSync, constants } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port.js';

export interface TestRedis extends AsyncDisposable {
  /** `databases`: how many besides number 0 tests may use. null: there is none. */
  readonly server: { url: string; databases: number } | null;
  /** What a person has to know about this run, to be printed. */
  readonly description: readonly string[];
}

const DEFAULT_DATABASES = 16;
/** More than a run asks for. */
const DATABASES = 4_096;

const FULL_WIDTH = '!'.repeat(78);

/**
 * The Redis of `REDIS_URL`, else a server of our own if the system has the program, else none.
 *
 * @throws when there is none although `REQUIRE_REDIS=1` asks for it
 */
export async function openTestRedis(environment: NodeJS.ProcessEnv): Promise<TestRedis> {
  const given = environment['REDIS_URL'];
  if (given) {
    const description = [`Redis suites run on REDIS_URL (${new URL(given).host}), in databases that no one else uses.`];
    return {
      server: { url: given, databases: DEFAULT_DATABASES - 1 },
      description,
      [Symbol.asyncDispose]: async () => {},
    };
  }
  const program = findProgram(['redis-server', 'valkey-server'], environment['PATH'] ?? '');
  if (program) return startServer(program);
  if (environment['REQUIRE_REDIS'] === '1') {
    throw new Error('REQUIRE_REDIS=1, but there is no Redis: install redis-server, or set REDIS_URL');
  }
  const description = [
    FULL_WIDTH,
    'REDIS SUITES DID NOT RUN: there is no redis-server on the PATH, and REDIS_URL is not set.',
    'What runs on PostgreSQL alone was tested. Install redis-server (or valkey-server) to test the rest.',
    FULL_WIDTH,
  ];
  return { server: null, description, [Symbol.asyncDispose]: async () => {} };
}

function findProgram(names: readonly string[], path: string): string | undefined {
  const candidates = names.flatMap((name) => path.split(delimiter).map((directory) => join(directory, name)));
  return candidates.find((candidate) => {
    try {
      accessSync(candidate, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** The shell in between holds a pipe to us: when we end, in whatever way, the server does, and its directory goes. */
const UNTIL_THE_PIPE_CLOSES = `
directory=$1; shift
"$@" </dev/null >"$directory/log" 2>&1 &
cat >/dev/null
kill -9 $!
wait
rm -rf "$directory"`;

async function startServer(program: string): Promise<TestRedis> {
  const directory = await mkdtemp(join(tmpdir(), 'pinwheel-test-redis-'));
  const port = await freePort();
  const settings = {
    bind: '127.0.0.1',
    port,
    dir: directory,
    databases: DATABASES,
    save: '',
    appendonly: 'no',
    // BullMQ asks for it; a queue must not lose keys.
    'maxmemory-policy': 'noeviction',
    // Expiry is looked at every 10 ms.
    hz: 100,
  };
  const command = [program, ...Object.entries(settings).flatMap(([name, value]) => [`--${name}`, `${value}`])];
  const shell = spawn('/bin/sh', ['-c', UNTIL_THE_PIPE_CLOSES, 'sh', directory, ...command], {
    stdio: ['pipe', 'ignore', 'inherit'],
    detached: true,
  });
  const exited = once(shell, 'exit');
  await untilListening(port);
  return {
    server: { url: `redis://127.0.0.1:${port}`, databases: DATABASES - 1 },
    description: [`Redis suites run on a ${program} of this run's own.`],
    async [Symbol.asyncDispose]() {
      shell.stdin.end();
      await exited;
    },
  };
}

async function untilListening(port: number): Promise<void> {
  for (const deadline = Date.now() + 10_000; Date.now() < deadline; await sleep(20)) {
    const socket = connect(port, '127.0.0.1');
    const isListening = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (isListening) return;
  }
  throw new Error(`redis-server does not listen on port ${port}`);
}
