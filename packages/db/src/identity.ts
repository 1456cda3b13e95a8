import { sql } from 'drizzle-orm';
import type { Database } from './connect.js';

/**
 * Twelve letters that are this database's alone, and the same by whatever address it is reached: a hash of the server's
 * system identifier, which initdb makes, and of the database's number on it. A copy of the server's files has the same.
 */
export async function identify({ drizzle }: Pick<Database, 'drizzle'>): Promise<string> {
  const { rows } = await drizzle.execute<{ identity: string }>(sql`
    select left(md5(system_identifier || ' ' || oid), 12) as identity
    from pg_control_system(), pg_database where datname = current_database()`);
  return rows[0]!.identity;
}
