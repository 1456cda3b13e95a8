import { startEmbeddedPostgres } from '@pinwheel/embedded-postgres';
import type { Surroundings } from '@pinwheel/runtime';
import { createLogger, createStack, makeHome } from '@pinwheel/runtime';
import { startAllInOne } from '../start.js';
import { openFolder } from './folder.js';
import { openScreen } from './screen.js';
import { takeSeat } from './seat.js';
import { configureDemo, findIgnored } from './settings.js';
import { writeTranscript } from './transcript.js';
import { walk } from './walk.js';
import { openWorld } from './world.js';

export interface DemoOptions {
  /** End after the walk, with status 0 only if every step was seen on the phones. */
  once: boolean;
  env: NodeJS.ProcessEnv;
}

/**
 * Pinwheel on simulators of WhatsApp and Telegram instead of the networks, and nothing else different: the same
 * clients speak to them over sockets, on a real PostgreSQL that is gone afterwards. The queues bear its name: on a Redis
 * that somebody else uses, too, they are no one else's.
 */
export async function runDemo(
  { configuration, clock, ids, stopping, end }: Surroundings<'all-in-one'>,
  { once, env }: DemoOptions,
): Promise<AsyncDisposable> {
  const stack = createStack();
  const screen = openScreen();
  const { say } = screen;
  const folder = stack.use(await openFolder(say));
  const { level } = configuration.log;
  if (level === 'debug' || level === 'trace') folder.keepLog();
  try {
    introduce(say, folder.logFile, env);
    await makeHome(folder.home);
    const postgres = stack.use(await startEmbeddedPostgres({ home: folder.home, volatile: true, onProgress: say }));
    const world = stack.use(await openWorld());
    let startCode = '';
    const app = stack.use(
      await startAllInOne({
        ...{ clock, ids, logger: createLogger({ level, format: 'json', destination: folder.log }) },
        configuration: configureDemo(env, { world, databaseUrl: postgres.url, home: folder.home }),
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
        if (report.failed > 0) folder.keepLog();
        if (once) return end(report.failed === 0 ? 0 : 1);
        return takeSeat(world, screen, stopping);
      },
      (error: unknown) => {
        if (stopping.aborted) return;
        folder.keepLog();
        say(`The walk broke off: ${error instanceof Error ? error.message : String(error)}`);
        if (once) end(1);
      },
    );
    return stack;
  } catch (error) {
    if (!stopping.aborted) folder.keepLog();
    await stack[Symbol.asyncDispose]();
    throw error;
  }
}

function introduce(say: (text: string) => void, logFile: string, env: NodeJS.ProcessEnv): void {
  say(`Pinwheel's demo: no TELEGRAM_BOT_TOKEN is set, so simulators take the places of WhatsApp and Telegram.`);
  say(`Its database is its own and is deleted at the end, as is its log unless a step fails: ${logFile}`);
  const ignored = findIgnored(env);
  if (ignored.length > 0) say(`Set, but of no effect in the demo: ${ignored.join(', ')}.`);
  if (env['REDIS_URL'])
    say(
      'Its queues live in the Redis of REDIS_URL, under a name that is new in each run; some small keys of that name stay.',
    );
}
