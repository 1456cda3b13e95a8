import { type Clock, systemClock } from '../clock.js';
import type { AppConfiguration, Configuration, Kind } from '../configuration/configuration.js';
import { ConfigurationError } from '../configuration/error.js';
import { readConfiguration } from '../configuration/read.js';
import { createIds, type Ids } from '../ids.js';
import { createLogger, type Logger } from '../log/logger.js';
import { redactLine } from '../log/redact.js';
import { awaitEnd, type Ending } from './ending.js';
import { explain } from './explain.js';
import type { Host } from './host.js';
import { describeKnown } from './start-error.js';
import { catchUnhandled, type Treatment } from './unhandled.js';

export interface App<K extends Kind> {
  name: string;
  kind: K;
  env: NodeJS.ProcessEnv;
}

export interface Surroundings<K extends Kind> {
  configuration: K extends 'app' ? AppConfiguration : Configuration;
  logger: Logger;
  clock: Clock;
  ids: Ids;
  /** Aborted as soon as the process is to stop, perhaps before `start` is through. */
  stopping: AbortSignal;
  /** Asks for the end from within, in order as at a signal; the process exits with this code, or a worse one. */
  end(code: number): void;
  /** Shows the app first what nobody caught; what it returns true for is neither logged nor ends the process. */
  treatUnhandled(treatment: Treatment): void;
}

/**
 * @throws {ConfigurationError} when the app wants more of the configuration than the contract does.
 * @throws {StartError} when it fails for a known reason: its line is printed, the stack is for level debug alone.
 */
export type Start<K extends Kind> = (surroundings: Surroundings<K>) => Promise<AsyncDisposable>;

/**
 * The life of a process: reads the configuration, starts, waits for SIGINT or SIGTERM, disposes of what was started, exits.
 * Exit codes: 0 stopped when asked; 1 could not start, could not stop in time, or met an exception that nobody caught;
 * 2 the configuration can not be used; 130 or 143 a second signal.
 */
export async function run<K extends Kind>(app: App<K>, start: Start<K>, host: Host = process): Promise<void> {
  try {
    host.exit(await live(app, start, host));
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    host.stderr.write(`${error.message}\n`);
    host.exit(2);
  }
}

async function live<K extends Kind>({ name, kind, env }: App<K>, start: Start<K>, host: Host): Promise<number> {
  const configuration = readConfiguration(env, kind) as Surroundings<K>['configuration'];
  const logger = createLogger(configuration.log).child({ app: name });
  const [clock, ids] = [systemClock, createIds()];
  const ending = awaitEnd(host, logger, clock);
  const treatUnhandled = catchUnhandled(host, logger, ids, ending);
  const end = (code: number): void => ending.begin(code);
  const surroundings = { configuration, logger, clock, ids, stopping: ending.signal, end, treatUnhandled };
  const started = await attempt(() => start(surroundings), ending, logger, host);
  return typeof started === 'number' ? started : stopWhenAsked(started, ending, logger);
}

/** What was started, or the exit code if it could not. A start that gave up because it was told to is no failure. */
async function attempt(
  start: () => Promise<AsyncDisposable>,
  ending: Ending,
  logger: Logger,
  host: Host,
): Promise<AsyncDisposable | number> {
  try {
    return await start();
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
    if (ending.signal.aborted && error instanceof Error && error.name === 'AbortError') return ending.code;
    const known = describeKnown(error);
    if (known === null) logger.error({ error }, `Could not start: ${explain(error)}`);
    else {
      logger.debug({ error }, 'Could not start.');
      host.stderr.write(redactLine(`Could not start: ${known}\n`));
    }
    return 1;
  }
}

async function stopWhenAsked(started: AsyncDisposable, ending: Ending, logger: Logger): Promise<number> {
  await untilAborted(ending.signal);
  try {
    await started[Symbol.asyncDispose]();
    return ending.code;
  } catch (error) {
    logger.error({ error }, `Could not stop in order: ${explain(error)}`);
    return 1;
  }
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
