import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

export interface TestDatabase extends AsyncDisposable {
  readonly url: string;
  run(statement: string): Promise<void>;
}

/** @param server a superuser's url @param template a database that nobody is connected to */
export async function createDatabase(server: string, template = 'template1'): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  // Copied as files: in the log a copy would be written twice.
  await on(server, `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`);
  const url = new URL(server);
  url.pathname = name;
  return {
    url: url.href,
    run: (statement) => on(url.href, statement),
    [Symbol.asyncDispose]: () => on(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
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
