import { type Database, identify, telegramStoreIn } from '@pinwheel/db';
import type { Deps, Limits, Sealer } from '@pinwheel/pinning';
import { connectQueues, type Queues } from '@pinwheel/queue';
import { openReceivers, type Receivers, type Resolve } from '@pinwheel/receivers';
import type { AppConfiguration, Clock, Ids, Logger } from '@pinwheel/runtime';
import { mayStillActIn } from './may-still-act.js';
import { openDatabase, serverTimeZone } from './open-database.js';
import { createSealer, createStack, explain, secretKeys, StartError } from '@pinwheel/runtime';

/** What each app stands on: the configuration made into connections, and the use cases' needs made of those. */
export interface Context extends AsyncDisposable {
  readonly configuration: AppConfiguration;
  readonly database: Database;
  readonly queues: Queues;
  /** On Redis where there is one, else on PostgreSQL: shared by all processes. */
  readonly limits: Limits;
  readonly sealer: Sealer;
  readonly receivers: Receivers;
  readonly deps: Deps;
}

export interface ContextOptions {
  configuration: AppConfiguration;
  logger: Logger;
  clock: Clock;
  ids: Ids;
  /** How the names of webhooks' servers are resolved; as the system does it unless given. */
  resolve?: Resolve;
}

/**
 * Connects, and brings the database's schema up to date. Each app calls it once; the all-in-one shares one.
 *
 * @throws {StartError} when PostgreSQL or Redis can not be reached now.
 */
export async function openContext(options: ContextOptions): Promise<Context> {
  const { configuration, logger, clock, ids, resolve } = options;
  const stack = createStack();
  try {
    const { databaseUrl, redisUrl } = configuration;
    const database = stack.use(await openDatabase(configuration));
    // Two installations on one Redis, or a demo beside one, must never take each other's jobs: the database, which is
    // what they do not share, gives the queues their name. By its own word and not by DATABASE_URL, in which each app
    // may write the same server's address in another way.
    const prefix = `pinwheel-${await identify(database)}`;
    const connecting = connectQueues({ redisUrl, databaseUrl, clock, logger, prefix });
    const queues = stack.use(await connecting.catch((cause) => giveUpQueues(redisUrl, cause)));
    const sealer = createSealer(await secretKeys(configuration));
    const { store, instances } = database;
    const mayStillAct = mayStillActIn(telegramStoreIn(database.drizzle), configuration.telegram.ownerIds ?? []);
    const deps: Deps = { store, instances, waker: queues, clock, ids, logger, mayStillAct, timeZone: serverTimeZone() };
    const limits = queues.limits ?? database.limits;
    const { privateNetworks } = configuration.webhooks;
    const receivers = stack.use(openReceivers({ privateNetworks, ...(resolve && { resolve }) }));
    const close = () => stack[Symbol.asyncDispose]();
    return { configuration, database, queues, limits, sealer, receivers, deps, [Symbol.asyncDispose]: close };
  } catch (error) {
    await stack[Symbol.asyncDispose]();
    throw error;
  }
}

function giveUpQueues(redisUrl: string | null, cause: unknown): never {
  if (redisUrl === null) throw cause;
  const addresses = redisUrl.split(',').map((url) => new URL(url).host);
  throw new StartError(
    `${explain(cause)} (REDIS_URL: ${addresses.join(', ')})`,
    'Start the server, correct REDIS_URL, or leave it out: queues then live in PostgreSQL',
    { cause },
  );
}
