import type { NoticeContent } from '@pinwheel/pinning';
import { sql } from 'drizzle-orm';
import { bigint, index, pgTable, uniqueIndex } from 'drizzle-orm/pg-core';
import { chats } from './chats.js';
import { instant, json, number, text } from './columns.js';

/** What admins are told without having asked. */
export const notices = pgTable(
  'notices',
  {
    id: text().primaryKey(),
    /** The order in which they are told. */
    seq: bigint({ mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    source: text().notNull(),
    chatId: number()
      .notNull()
      .references(() => chats.id),
    content: json().$type<NoticeContent>().notNull(),
    foundAt: instant().notNull(),
    told: json()
      .$type<number[]>()
      .notNull()
      .default(sql`'[]'::jsonb`),
    /** null once everybody has been told. */
    wakeAt: instant(),
  },
  (table) => [
    uniqueIndex('notices_source').on(table.source),
    index('notices_due')
      .on(table.wakeAt)
      .where(sql`${table.wakeAt} is not null`),
  ],
);
