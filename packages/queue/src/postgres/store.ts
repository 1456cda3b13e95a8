import { createPostgresBackend, Queue, runMigrations } from 'bullmq';
import pg from 'pg';
import { explain } from '../complaints.js';
import { PatientWorker } from '../patient-worker.js';
import { type Store, type StoreOptions, streams } from '../store.js';
import { Listener } from './listener.js';
import { SharedPool } from './shared-pool.js';

/** BullMQ's tables live in a schema of their own. The name is BullMQ's: with a pool of ours it looks for no other. */
const SCHEMA = 'bullmq';

/** Connections: two for what adds, two for the workers and one that listens, whatever number of instances there are. */
const ADDING = 2;
const WORKING = 2;

/** A server that has gone without a word answers nothing, and TCP waits a quarter of an hour for it. */
const ANSWER_WITHIN_MS = 4_000;

/** An idle worker looks for itself this often, in seconds; it is told of new jobs at once. */
const DRAIN_DELAY = 30;

export async function connectPostgres({ databaseUrl, complain }: StoreOptions): Promise<Store> {
  const config: pg.ClientConfig = {
    connectionString: databaseUrl,
    options: `-c search_path=${SCHEMA}`,
    connectionTimeoutMillis: ANSWER_WITHIN_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  };
  await migrate(config);
  const adding = openPool({ ...config, max: ADDING, query_timeout: ANSWER_WITHIN_MS }, complain);
  const working = openPool({ ...config, max: WORKING, query_timeout: 2 * ANSWER_WITHIN_MS }, complain);
  const listener = new Listener(config);
  return {
    kind: 'postgres',
    openQueue: (name) => {
      const connection = new SharedPool(adding, listener);
      return new Queue(name, { connection, streams }, createPostgresBackend);
    },
    openWorker: (name, run, work) => {
      const connection = new SharedPool(working, listener);
      return new PatientWorker(
        name,
        run,
        { drainDelay: DRAIN_DELAY, ...work, connection, autorun: false },
        createPostgresBackend,
      );
    },
    ping: async () => void (await adding.query('SELECT 1')),
    limits: null,
    async [Symbol.asyncDispose]() {
      await Promise.all([listener.close(), adding.end(), working.end()]);
    },
  };
}

/** BullMQ takes an advisory lock for it: of several starters one migrates and the others find nothing to do. */
async function migrate(config: pg.ClientConfig): Promise<void> {
  const client = new pg.Client(config);
  client.on('error', () => {});
  try {
    await client.connect();
    await runMigrations(client, SCHEMA);
  } catch (error) {
    throw new Error(`The queues' tables in PostgreSQL can not be made ready: ${explain(error)}`, { cause: error });
  } finally {
    await client.end();
  }
}

function openPool(config: pg.PoolConfig, complain: (error: Error) => void): pg.Pool {
  return new pg.Pool(config).on('error', complain);
}
