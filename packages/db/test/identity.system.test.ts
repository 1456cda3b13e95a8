import { createTestDatabase } from '@pinwheel/testing';
import { expect, test } from 'vitest';
import { connectDatabase, identify } from '@pinwheel/db';

async function identityAt(url: string): Promise<string> {
  await using db = await connectDatabase({ url, slots: 3, timeZone: 'UTC' });
  return await identify(db);
}

test('a database is the same by any address, and another than its neighbours on one server', async () => {
  await using one = await createTestDatabase();
  await using other = await createTestDatabase();
  const elsewhere = new URL(one.url);
  elsewhere.hostname = 'localhost';
  const identity = await identityAt(one.url);
  expect(identity).toMatch(/^[0-9a-f]{12}$/);
  expect(await identityAt(elsewhere.href)).toBe(identity);
  expect(await identityAt(other.url)).not.toBe(identity);
});
