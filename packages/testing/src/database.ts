import { inject } from 'vitest';
import { createDatabase, type TestDatabase } from './create-database.js';
import './provided.js';

export type { TestDatabase };

/**
 * A new database on the run's PostgreSQL, with all tables and nothing in them: a copy of the run's template, since to
 * migrate one takes ten times as long. Disposing it drops it, whoever is still connected.
 */
export const createTestDatabase = (): Promise<TestDatabase> =>
  createDatabase(inject('postgresUrl'), new URL(inject('templateUrl')).pathname.slice(1));

/** The same without any tables. */
export const createEmptyDatabase = (): Promise<TestDatabase> => createDatabase(inject('postgresUrl'));
