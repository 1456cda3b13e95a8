import postgres from 'postgres';
import { expect, test } from 'vitest';
import { createTestDatabase } from '@pinwheel/testing';

test('gives every caller an empty database of its own, and drops it under open connections', async () => {
  const first = await createTestDatabase();
  const second = await createTestDatabase();
  const one = postgres(first.url, { max: 1 });
  const other = postgres(second.url, { max: 1 });
  await one`CREATE TABLE kept (id int)`;
  expect(await other`SELECT 1 FROM pg_tables WHERE schemaname = 'public'`).toHaveLength(0);

  await first[Symbol.asyncDispose]();
  const databases = await other`SELECT 1 FROM pg_database WHERE datname = ${new URL(first.url).pathname.slice(1)}`;
  expect(databases).toHaveLength(0);
  await Promise.all([one.end(), other.end()]);
  await second[Symbol.asyncDispose]();
});
