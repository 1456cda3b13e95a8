import { drizzle, type NodePgDatabase, type NodePgQueryResultHKT } from 'drizzle-orm/node-postgres';
import type { PgDatabase } from 'drizzle-orm/pg-core';
import pg from 'pg';
import { PreparingClient } from './preparing-client.js';

/** The pool, or one transaction on it: queries look the same on both. */
export type Connection = PgDatabase<NodePgQueryResultHKT>;

export interface Pool extends AsyncDisposable {
  /** The driver itself, for statements that must be quick. */
  client: pg.Pool;
  drizzle: NodePgDatabase;
  transaction<T>(work: (db: Connection) => Promise<T>): Promise<T>;
}

const casing = 'snake_case';

/** In ms. */
const timeouts = {
  /** For a connection, new or from the pool: of a thousand requests at once the last waits for all the others. */
  connect: 30_000,
  idle: 60_000,
  /** Longer than any statement of ours takes: the network has swallowed the answer. */
  query: 60_000,
  /** A process that froze within a transaction must not hold a board for ever. */
  idleInTransaction: 60_000,
};

/**
 * The driver is `pg`: postgres.js 3.4.9 throws outside of every promise, and so ends the process, when a connection is
 * lost within a transaction.
 */
export function openPool(url: string, maxConnections: number, queryTimeout = timeouts.query): Pool {
  const client = new pg.Pool({
    Client: PreparingClient,
    connectionString: url,
    max: maxConnections,
    connectionTimeoutMillis: timeouts.connect,
    idleTimeoutMillis: timeouts.idle,
    query_timeout: queryTimeout,
    idle_in_transaction_session_timeout: timeouts.idleInTransaction,
    keepAlive: true,
    application_name: 'pinwheel',
  });
  // A lost connection rejects the query under way and leaves the pool; as an event it has nothing to add.
  client.on('error', () => {});
  client.on('connect', (connection) => connection.on('error', () => {}));
  return {
    client,
    drizzle: drizzle(client, { casing }),
    transaction: (work) => inTransaction(client, work),
    [Symbol.asyncDispose]: () => client.end(),
  };
}

/** drizzle's own would keep a connection for ever whose `begin` has failed. */
async function inTransaction<T>(pool: pg.Pool, work: (db: Connection) => Promise<T>): Promise<T> {
  const connection = await pool.connect();
  let broken = false;
  try {
    await connection.query('begin');
    const result = await work(drizzle(connection, { casing }));
    const { command } = await connection.query('commit');
    // PostgreSQL answers so, without an error, when a statement failed and nobody minded.
    if (command !== 'COMMIT') throw new Error('the transaction was rolled back: one of its statements had failed');
    return result;
  } catch (error) {
    await connection.query('rollback').catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    connection.release(broken);
  }
}
