import { DrizzleQueryError } from 'drizzle-orm';
import pg from 'pg';

type Methods = Record<string, (...args: never[]) => Promise<unknown>>;

/**
 * The same methods, whose errors hold no values: drizzle writes every parameter into the message of an error, and
 * PostgreSQL puts whole rows into its detail. Errors are logged, and values are people's messages and secrets.
 */
export function withoutValues<T extends object>(methods: T): T {
  const wrapped = Object.entries(methods as Methods).map(([name, method]) => [
    name,
    async (...args: never[]) => {
      try {
        return await method(...args);
      } catch (error) {
        throw stripped(error);
      }
    },
  ]);
  return Object.fromEntries(wrapped) as T;
}

function stripped(error: unknown): unknown {
  const cause = error instanceof DrizzleQueryError ? error.cause : error;
  if (cause instanceof pg.DatabaseError) {
    delete cause.detail;
    delete cause.where;
  }
  return cause;
}
