import { connectDatabase, type Database } from '@pinwheel/db';
import type { AppConfiguration } from '@pinwheel/runtime';
import { explain, StartError } from '@pinwheel/runtime';

/** What phones in a country show depends on their zone; until an admin sets a chat's, the server's is the best guess. */
export const serverTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/**
 * The database alone, its schema up to date.
 *
 * @throws {StartError} when PostgreSQL can not be reached now.
 */
export async function openDatabase({
  databaseUrl: url,
  whatsapp,
}: Pick<AppConfiguration, 'databaseUrl' | 'whatsapp'>): Promise<Database> {
  const options = { url, slots: whatsapp.pinSlots, timeZone: serverTimeZone() };
  const database = await connectDatabase(options).catch((cause) => giveUpDatabase(url, cause));
  try {
    await database.migrate();
    return database;
  } catch (error) {
    await database[Symbol.asyncDispose]();
    throw error;
  }
}

function giveUpDatabase(url: string, cause: unknown): never {
  const { hostname, port, searchParams } = new URL(url);
  const address = `${hostname || (searchParams.get('host') ?? 'localhost')}:${port || 5432}`;
  throw new StartError(
    `PostgreSQL at ${address} (DATABASE_URL) can not be used: ${explain(cause)}`,
    "Start the server, or correct DATABASE_URL's address, database, user and password",
    { cause },
  );
}
