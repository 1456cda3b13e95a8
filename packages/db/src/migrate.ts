import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { openPool } from './connection.js';

/** Beside src and dist alike. */
const migrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url));

/** Any number, the same in every process. */
const lock = 7_469_631;
const noTimeout = 0;

/**
 * Brings the schema up to date. drizzle's own `migrate` takes no lock, and all but one of several processes that start
 * together would fail; the lock ends with its connection, whatever happens to the process.
 */
export async function migrateDatabase(url: string): Promise<void> {
  // One connection: the lock belongs to the session, and the migrations run in that session.
  await using pool = openPool(url, 1, noTimeout);
  await pool.drizzle.execute(sql`select pg_advisory_lock(${lock}::bigint)`);
  await migrate(pool.drizzle, { migrationsFolder });
}
