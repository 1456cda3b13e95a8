import { connectDatabase } from '@pinwheel/db';
import { createTestDatabase } from '@pinwheel/testing';
import { expect, test } from 'vitest';

test('four processes that start at once on an empty database all come up', async () => {
  await using database = await createTestDatabase();
  const starters = Array.from({ length: 4 }, async () => {
    await using db = await connectDatabase({ url: database.url, slots: 3, timeZone: 'UTC' });
    await db.migrate();
    return await db.instances.all();
  });
  expect(await Promise.all(starters)).toEqual([[], [], [], []]);
});

test('refuses to begin without a server', async () => {
  await expect(
    connectDatabase({ url: 'postgres://nobody@127.0.0.1:1/none', slots: 3, timeZone: 'UTC' }),
  ).rejects.toThrow('ECONNREFUSED');
});
