import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connectDatabase, type Database } from '@pinwheel/db';
import { previewTurns } from '@pinwheel/domain';
import { createEmptyDatabase } from '@pinwheel/testing';
import { sql } from 'drizzle-orm';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { expect, test } from 'vitest';
import { start } from './fixture.js';

test('four processes that start at once on an empty database all come up', async () => {
  await using database = await createEmptyDatabase();
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

test('a rotation from before there were several chats goes on where it was', async () => {
  await using database = await createEmptyDatabase();
  await using db = await connectDatabase({ url: database.url, slots: 3, timeZone: 'UTC' });
  await migrateUntil(db, 'airings');
  await db.drizzle.execute(sql`insert into instances (id, state) values ('main', 'linked')`);
  await db.drizzle.execute(sql`
    insert into chats (instance_id, jid, kind, name, time_zone, hold, our_role, only_admins_edit, only_admins_speak)
    values ('main', '1@g.us', 'group', 'Moradores', 'UTC', '{"kind":"forever"}', 'admin', false, false)`);
  await db.drizzle.execute(sql`
    insert into messages (chat_id, remote_jid, wire_id, from_me, kind, text, sent_at, raw)
    values (1, '1@g.us', '3EB0', true, 'text', 'a', now(), '')`);
  await db.drizzle.execute(sql`
    insert into rotations (chat_id, name, words, rule, state, next_at, last_at, current_item_id, current_message_id, actor)
    values (1, 'notices', 'every hour', ${{ kind: 'interval', everyMs: 3_600_000, from: start }}, 'active',
      ${new Date(start + 3_600_000)}, ${new Date(start)}, 2, 1, '{"kind":"hold"}')`);
  await db.drizzle.execute(sql`
    insert into rotation_items (rotation_id, place, target, message_id) values
      (1, 1, '{"kind":"message","messageId":1}', 1), (1, 2, '{"kind":"text","text":"a"}', 1),
      (1, 3, '{"kind":"text","text":"b"}', null)`);
  await db.migrate();
  const [rotation, ...others] = await db.store.findRotation(1);
  expect(others).toEqual([]);
  expect(rotation).toMatchObject({ chatId: 1, delayMs: 0, state: 'active', currentMessageId: 1, currentSince: start });
  expect(rotation!.items.map(({ messageId }) => messageId)).toEqual([1, 1, null]);
  expect(previewTurns(rotation!, start, 4).map(({ item }) => item?.id)).toEqual([3, 1, 2, 3]);
});

/** The schema as it was before a migration. */
async function migrateUntil(db: Database, name: string): Promise<void> {
  const earlier = await mkdtemp(join(tmpdir(), 'migrations-'));
  try {
    await cp(fileURLToPath(new URL('../migrations', import.meta.url)), earlier, { recursive: true });
    const path = join(earlier, 'meta/_journal.json');
    const journal = JSON.parse(await readFile(path, 'utf8')) as { entries: { tag: string }[] };
    const end = journal.entries.findIndex(({ tag }) => tag.endsWith(name));
    await writeFile(path, JSON.stringify({ ...journal, entries: journal.entries.slice(0, end) }));
    await migrate(db.drizzle, { migrationsFolder: earlier });
  } finally {
    await rm(earlier, { recursive: true });
  }
}
