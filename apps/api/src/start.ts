import type { AddressInfo } from 'node:net';
import type { Context } from '@pinwheel/context';
import { telegramStoreIn } from '@pinwheel/db';
import { createStack, StartError } from '@pinwheel/runtime';
import { ryzeapi, whereRyzeApiSets } from './dialects/ryzeapi/index.js';
import { whereZApiSets, zApi } from './dialects/z-api/index.js';
import type { DialectNeeds } from './dialects/needs.js';
import { throughDoor } from './door.js';
import { addHealth } from './health.js';
import { addMetrics } from './metrics.js';
import { createServer } from './server.js';
import { addTelegram, type TelegramNeeds } from './telegram.js';
import { startTelling } from './tell.js';
import { v1 } from './v1/index.js';
import type { V1Needs } from './v1/needs.js';

export interface Api extends AsyncDisposable {
  /** Where it listens, e.g. `http://127.0.0.1:8080`; the port is the true one where 0 was asked for. */
  readonly url: string;
}

export interface ApiOptions extends Pick<V1Needs, 'verdictPatienceMs' | 'requestsAMinute'> {
  /** The bot in this process, if there is one. */
  unstored?: TelegramNeeds['unstored'];
}

/** Serves our own API, the vendors' dialects, health and metrics; and puts what happens into their words. */
export async function startApi(
  { configuration, database, queues, limits, sealer, receivers, deps }: Context,
  { unstored = () => {}, ...overrides }: ApiOptions = {},
): Promise<Api> {
  const logger = deps.logger.child({ app: 'api' });
  const server = createServer({ logger, ids: deps.ids });
  addHealth(server, { database, queues, deps: { ...deps, logger } });
  addMetrics(server, { queues, database, deps });
  const { ends, tokens, wireIds, programQueue, webhooks, deliveries } = database;
  const { targets } = receivers;
  const telling = { webhooks, deliveries, sealer, targets };
  const needs: DialectNeeds = {
    ...deps,
    store: throughDoor(deps.store),
    ...telling,
    ...overrides,
    logger,
    ends,
    tokens,
    wireIds,
    programQueue,
    limits,
  };
  await server.register(ryzeapi, needs);
  await server.register(zApi, { ...needs, clientToken: configuration.zApiClientToken });
  const { pages, idempotencyKeys, announcements, trail } = database;
  const whereSet = new Map([
    ['z-api', whereZApiSets],
    ['ryzeapi', whereRyzeApiSets],
  ]);
  const own = { pages, idempotencyKeys, announcements, trail, whereSet, slots: configuration.whatsapp.pinSlots };
  await server.register(v1, { ...needs, ...own });
  const { webhook } = configuration.telegram;
  const { updates } = telegramStoreIn(database.drizzle);
  if (webhook) addTelegram(server, { ...deps, webhook, updates, logger, unstored });
  const { host, port } = configuration.http;
  await server.listen({ host, port }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    throw new StartError(
      `HTTP_PORT ${port} on ${host} is taken by another program`,
      'Set another, or 0 for any free one',
    );
  });
  const address = server.server.address() as AddressInfo;
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`;
  logger.info({ url }, 'the API, health and metrics are served');
  const stack = createStack();
  stack.defer(() => server.close());
  stack.use(await startTelling({ queues, database }, { ...deps, logger }, url));
  return { url, [Symbol.asyncDispose]: () => stack[Symbol.asyncDispose]() };
}
