import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';
import './provided.js';

export interface TestDatabase extends AsyncDisposable {
  readonly url: string;
  run(statement: string): Promise<void>;
}

/** A new, empty database on the run's PostgreSQL. Disposing it drops it, whoever is still connected. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await on(inject('postgresUrl'), `CREATE DATABASE ${name}`);
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${name}`;
  return {
    url: url.href,
    run: (statement) => on(url.href, statement),
    [Symbol.asyncDispose]: () => on(inject('postgresUrl'), `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

async function on(url: string, statement: string): Promise<void> {
  const client = new Client(url);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
