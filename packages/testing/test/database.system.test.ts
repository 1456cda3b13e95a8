import { Client } from 'pg';
import { expect, test } from 'vitest';
import { createEmptyDatabase, createTestDatabase } from '@pinwheel/testing';

test('gives every caller an empty database of its own, and drops it under open connections', async () => {
  const first = await createEmptyDatabase();
  const second = await createEmptyDatabase();
  const [one, other] = await Promise.all([connect(first.url), connect(second.url)]);
  await one.query('CREATE TABLE kept (id int)');
  expect((await other.query(`SELECT 1 FROM pg_tables WHERE schemaname = 'public'`)).rowCount).toBe(0);

  await first[Symbol.asyncDispose]();
  const name = new URL(first.url).pathname.slice(1);
  expect((await other.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])).rowCount).toBe(0);
  await Promise.all([one.end(), other.end()]);
  await second[Symbol.asyncDispose]();
});

test("gives every caller its own copy of what the product's tables are when nothing is in them", async () => {
  await using first = await createTestDatabase();
  await using second = await createTestDatabase();
  await first.run(`INSERT INTO instances (id, state) VALUES ('main', 'linked')`);
  const client = await connect(second.url);
  expect((await client.query('SELECT 1 FROM instances')).rowCount).toBe(0);
  expect((await client.query('SELECT 1 FROM bullmq.job')).rowCount).toBe(0);
  await client.end();
});

async function connect(url: string): Promise<Client> {
  const client = new Client(url);
  client.on('error', () => {});
  await client.connect();
  return client;
}
