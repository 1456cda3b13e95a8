import { connectDatabase, type Database } from '@pinwheel/db';
import type { Deps, Limits, Sealer } from '@pinwheel/pinning';
import { connectQueues, type Queues } from '@pinwheel/queue';
import type { AppConfiguration, Clock, Ids, Logger } from '@pinwheel/runtime';
import { createSealer, createStack, secretKeys } from '@pinwheel/runtime';

/** What each app stands on: the configuration made into connections, and the use cases' needs made of those. */
export interface Context extends AsyncDisposable {
  readonly configuration: AppConfiguration;
  readonly database: Database;
  readonly queues: Queues;
  /** On Redis where there is one, else on PostgreSQL: shared by all processes. */
  readonly limits: Limits;
  readonly sealer: Sealer;
  readonly deps: Deps;
}

export interface ContextOptions {
  configuration: AppConfiguration;
  logger: Logger;
  clock: Clock;
  ids: Ids;
}

/** Connects, and brings the database's schema up to date. Each app calls it once; the all-in-one shares one. */
export async function openContext({ configuration, logger, clock, ids }: ContextOptions): Promise<Context> {
  const stack = createStack();
  try {
    // What phones in a country show depends on their zone; until an admin sets a chat's, the server's is the best guess.
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const { databaseUrl, redisUrl, whatsapp } = configuration;
    const database = stack.use(await connectDatabase({ url: databaseUrl, slots: whatsapp.pinSlots, timeZone }));
    await database.migrate();
    const queues = stack.use(await connectQueues({ redisUrl, databaseUrl, clock, logger }));
    const sealer = createSealer(await secretKeys(configuration));
    const { store, instances } = database;
    const deps: Deps = { store, instances, waker: queues, clock, ids, logger, timeZone };
    const limits = queues.limits ?? database.limits;
    const close = () => stack[Symbol.asyncDispose]();
    return { configuration, database, queues, limits, sealer, deps, [Symbol.asyncDispose]: close };
  } catch (error) {
    await stack[Symbol.asyncDispose]();
    throw error;
  }
}
