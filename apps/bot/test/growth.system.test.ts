import { eventually } from '@pinwheel/testing';
import { expect, it } from 'vitest';
import { eachWithFixture } from './expectations.js';
import { hear } from './fixture.js';

const open = eachWithFixture();

it('forgets at its start what is a month old, and all but the newest relays', async () => {
  const fixture = await open({ running: false });
  const { db, store } = fixture;
  await hear(fixture);
  const old = `'2025-12-01T00:00:00Z'`;
  const recent = `'2026-01-01T00:00:00Z'`;
  for (const [what, when] of [
    ['old', old],
    ['recent', recent],
  ] as const) {
    const id = what === 'old' ? 1 : 2;
    await db.drizzle.execute(
      `insert into telegram_start_codes (hash, expires_at) values ('${what}', ${when});
       insert into telegram_strangers (telegram_id, told_at) values (${id}, ${when});
       insert into telegram_updates (update_id, lane, body, state, received_at) values (${id}, 1, '{}', 'done', ${when});`,
    );
  }
  await db.drizzle.execute(
    `insert into telegram_relays (telegram_chat_id, telegram_message_id, message_id)
     select chat, n, 1 from generate_series(1, 5002) n, (values (7), (8)) chats (chat) where chat = 7 or n <= 3`,
  );
  await fixture.start();
  await eventually(async () => (await store.relays.find(7, 2)) === null);
  expect(await store.relays.find(7, 3)).toBe(1);
  expect(await store.relays.find(8, 1)).toBe(1);
  for (const [table, column, kept] of [
    ['telegram_start_codes', 'hash', 'recent'],
    ['telegram_strangers', 'telegram_id', '2'],
    ['telegram_updates', 'update_id', '2'],
  ]) {
    const { rows } = await db.drizzle.execute(`select ${column}::text as kept from ${table}`);
    expect(rows).toEqual([{ kept }]);
  }
});
