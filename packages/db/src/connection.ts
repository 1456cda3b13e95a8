import type { PgDatabase } from 'drizzle-orm/pg-core';
import type { PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js';
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres, { type Sql } from 'postgres';

/** The pool, or one transaction on it: queries look the same on both. */
export type Connection = PgDatabase<PostgresJsQueryResultHKT>;

/** postgres.js itself, for the statements that must be quick or that drizzle cannot say. */
export type Client = Sql<{ bigint: number }>;

export interface Pool extends AsyncDisposable {
  client: Client;
  drizzle: PostgresJsDatabase;
}

const seconds = { toConnect: 10, toEnd: 5, betweenTries: 2 };

export function openPool(url: string, maxConnections: number): Pool {
  const client = postgres(url, {
    max: maxConnections,
    connect_timeout: seconds.toConnect,
    // postgres.js waits up to 20 s between tries: too long once the server is back.
    backoff: (tries) => Math.min(0.05 * 2 ** tries, seconds.betweenTries),
    onnotice: () => {},
    types: { bigint: { to: 20, from: [20], parse: Number, serialize: String } },
    connection: {
      application_name: 'pinwheel',
      TimeZone: 'UTC',
      // A process that froze within a transaction must not hold a board for ever.
      idle_in_transaction_session_timeout: 60_000,
    },
  });
  return {
    client,
    drizzle: drizzle(client, { casing: 'snake_case' }),
    [Symbol.asyncDispose]: () => client.end({ timeout: seconds.toEnd }),
  };
}
