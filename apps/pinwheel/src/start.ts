import { startApi } from '@pinwheel/api';
import { botConfigOf, type RunningBot, startBot } from '@pinwheel/bot';
import { openContext } from '@pinwheel/context';
import { telegramStoreIn } from '@pinwheel/db';
import { startListener, type ListenerOverrides } from '@pinwheel/listener';
import type { Clock, Configuration, Ids, Logger } from '@pinwheel/runtime';
import { createStack, secretKeys } from '@pinwheel/runtime';
import { startWorker, type WorkerOverrides } from '@pinwheel/worker';
import { openServer } from './open-server.js';

export interface AllInOneOptions {
  configuration: Configuration & { telegram: { botToken: string } };
  logger: Logger;
  clock: Clock;
  ids: Ids;
  /** Told the one-time code that makes its sender the owner, again whenever it is renewed; the log unless given. */
  onStartCode?: (code: string) => void;
  /** What tests cannot wait for. */
  overrides?: { listener?: ListenerOverrides; worker?: WorkerOverrides };
}

export interface AllInOne extends AsyncDisposable {
  /** Where health and metrics are served. */
  readonly url: string;
}

/** The four apps in one process, on an embedded PostgreSQL where none is configured. */
export async function startAllInOne({
  configuration,
  logger,
  clock,
  ids,
  onStartCode,
  overrides,
}: AllInOneOptions): Promise<AllInOne> {
  const stack = createStack();
  try {
    const { url: databaseUrl } = stack.use(await openServer(configuration, (line) => logger.info({}, line)));
    const keys = (await secretKeys(configuration)).map(({ key }) => key);
    const context = stack.use(
      await openContext({ configuration: { ...configuration, databaseUrl, secretKeys: keys }, logger, clock, ids }),
    );
    logger.info({ queues: context.queues.backend }, `queues live in ${context.queues.backend}`);
    let bot: RunningBot | null = null;
    const api = stack.use(await startApi(context, { unstored: (update) => bot?.withoutStore([update]) }));
    stack.use(await startListener(context, overrides?.listener));
    stack.use(await startWorker(context, overrides?.worker));
    const { botToken } = configuration.telegram;
    const telegram = telegramStoreIn(context.database.drizzle);
    // The true port, where the configuration asks for any.
    const botConfig = { ...botConfigOf(configuration, botToken, logger), apiUrl: api.url };
    const { tokens, announcements, trail } = context.database;
    bot = stack.use(
      await startBot(
        { ...botConfig, ...(onStartCode && { onStartCode }) },
        { ...context, telegram, tokens, announcements, trail },
      ),
    );
    return { url: api.url, [Symbol.asyncDispose]: () => stack[Symbol.asyncDispose]() };
  } catch (error) {
    await stack[Symbol.asyncDispose]();
    throw error;
  }
}
