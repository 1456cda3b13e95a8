import { mkdtemp } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@pinwheel/embedded-postgres';
import type { Surroundings } from '@pinwheel/runtime';
import { createLogger, createStack } from '@pinwheel/runtime';
import { startAllInOne } from '../start.js';
import { takeSeat } from './seat.js';
import { writeTranscript } from './transcript.js';
import { walk } from './walk.js';
import { openWorld } from './world.js';

export interface DemoOptions {
  /** End after the walk, with status 0 only if every step was seen on the phones. */
  once: boolean;
}

/**
 * Pinwheel on simulators of WhatsApp and Telegram instead of the networks, and nothing else different: the same
 * clients speak to them over sockets, on a real PostgreSQL that is gone afterwards.
 */
export async function runDemo(
  { configuration, clock, ids, stopping, end }: Surroundings<'all-in-one'>,
  { once }: DemoOptions,
): Promise<AsyncDisposable> {
  const stack = createStack();
  try {
    const home = await mkdtemp(join(tmpdir(), 'pinwheel-demo-'));
    const logFile = `${home}.log`;
    const log = createWriteStream(logFile, { mode: 0o600 });
    stack.defer(() => void log.end());
    say(`Pinwheel's demo: no TELEGRAM_BOT_TOKEN is set, so simulators take the places of WhatsApp and Telegram.`);
    say(`Its log: ${logFile}. Its database is its own, and deleted at the end.`);
    const postgres = stack.use(await startEmbeddedPostgres({ home, volatile: true, onProgress: say }));
    const world = stack.use(await openWorld());
    const logger = createLogger({ level: configuration.log.level, format: 'json', destination: log });
    let startCode = '';
    const app = stack.use(
      await startAllInOne({
        ...{ logger, clock, ids },
        configuration: {
          ...{ ...configuration, databaseUrl: postgres.url, ...networks(configuration, world) },
          // Any free port: a demo should not fail because something else serves on the usual one.
          http: { ...configuration.http, port: 0 },
        },
        onStartCode: (code) => {
          startCode = code;
        },
      }),
    );
    say(`The four apps are up; health and metrics on ${app.url}.\n`);
    const transcript = stack.use(writeTranscript(world, say, () => process.stdout.columns ?? 150));
    void walk(world, transcript, () => startCode, stopping).then(
      (report) => {
        say(`\n${report.text}`);
        if (once) return end(report.failed === 0 ? 0 : 1);
        return takeSeat(world, say, stopping);
      },
      (error: unknown) => {
        if (stopping.aborted) return;
        say(`The walk broke off: ${error instanceof Error ? error.message : String(error)}`);
        if (once) end(1);
      },
    );
    return stack;
  } catch (error) {
    await stack[Symbol.asyncDispose]();
    throw error;
  }
}

type Configured = Surroundings<'all-in-one'>['configuration'];

function networks({ telegram, whatsapp }: Configured, world: Awaited<ReturnType<typeof openWorld>>) {
  return {
    telegram: {
      ...telegram,
      botToken: world.telegram.token,
      apiRoot: world.telegram.apiRoot,
      ownerIds: null,
      webhook: null,
    },
    whatsapp: {
      ...whatsapp,
      socketUrl: world.whatsapp.socketUrl,
      noiseRoot: {
        key: Uint8Array.from(Buffer.from(world.whatsapp.noiseRootKey, 'hex')),
        serial: world.whatsapp.noiseRootSerial,
      },
    },
  };
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
