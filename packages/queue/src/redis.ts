import { Queue } from 'bullmq';
import { Cluster, Redis, type RedisOptions } from 'ioredis';
import { explain } from './complaints.js';
import { limitsOn } from './limits.js';
import { PatientWorker } from './patient-worker.js';
import { type Store, type StoreOptions, streams } from './store.js';
import { within } from './within.js';

const REACHABLE_WITHIN_MS = 10_000;

const common = {
  lazyConnect: true,
  connectTimeout: 5_000,
  retryStrategy: (attempt: number) => Math.min(50 * 2 ** attempt, 2_000),
} satisfies RedisOptions;

/** A command either reaches the server now or is refused: what asks for a wake-up must never hang. */
const failFast: RedisOptions = {
  ...common,
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  commandTimeout: 4_000,
};

/** What BullMQ demands of a worker's connection. */
const patient: RedisOptions = { ...common, maxRetriesPerRequest: null };

/** Two connections, and one more for each worker that runs. */
export async function connectRedis(redisUrl: string, { prefix, complain }: StoreOptions): Promise<Store> {
  const producers = await connect(redisUrl, failFast, complain);
  const workers = await connect(redisUrl, patient, complain);
  return {
    kind: 'redis',
    openQueue: (name) => new Queue(tag(name), { connection: producers, prefix, streams }),
    openWorker: (name, run, work) =>
      new PatientWorker(tag(name), run, { ...work, connection: workers, prefix, autorun: false }),
    ping: async () => void (await producers.ping()),
    limits: limitsOn(producers, prefix),
    async [Symbol.asyncDispose]() {
      producers.disconnect();
      workers.disconnect();
    },
  };
}

/** All keys of a queue in one slot of a cluster, the queues spread over its nodes. */
function tag(name: string): string {
  return `{${name}}`;
}

async function connect(url: string, options: RedisOptions, complain: (error: Error) => void): Promise<Redis | Cluster> {
  const client = open(url.split(','), options);
  // The refusal itself is only an event; the rejection would say no more than that the connection is closed.
  let failure: Error | null = null;
  const note = (error: Error) => void (failure = error);
  client.on('error', note);
  // Every queue and worker listens to the client that they share.
  client.setMaxListeners(0);
  try {
    await within(REACHABLE_WITHIN_MS, 'Redis', client.connect());
    client.off('error', note).on('error', complain);
    return client;
  } catch (error) {
    client.disconnect();
    throw new Error(`Redis can not be reached: ${explain(failure ?? error)}`, { cause: error });
  }
}

function open(urls: readonly string[], options: RedisOptions): Redis | Cluster {
  const [first] = urls as [string];
  if (urls.length === 1) return new Redis(first, options);
  const { username, password, protocol } = new URL(first);
  return new Cluster([...urls], {
    lazyConnect: true,
    enableOfflineQueue: options.enableOfflineQueue ?? true,
    redisOptions: {
      ...options,
      ...(username && { username: decodeURIComponent(username) }),
      ...(password && { password: decodeURIComponent(password) }),
      ...(protocol === 'rediss:' && { tls: {} }),
    },
  });
}
