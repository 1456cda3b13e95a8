import type { Actor, Deed } from '@pinwheel/domain';
import { sql } from 'drizzle-orm';
import { index, pgTable, primaryKey, uniqueIndex } from 'drizzle-orm/pg-core';
import { chats, messages } from './chats.js';
import { auditRef, instant, json, number, text } from './columns.js';

/** Kept apart from the pins: a pin that somebody put up becomes ours when we renew it, and what they did stays theirs. */
export const deeds = pgTable(
  'deeds',
  {
    chatId: number()
      .notNull()
      .references(() => chats.id),
    /** Of the event; told twice it is one deed. */
    wireId: text().notNull(),
    messageId: number()
      .notNull()
      .references(() => messages.id),
    action: text().$type<Deed['action']>().notNull(),
    by: json().$type<Actor>().notNull(),
    at: instant().notNull(),
    heardAt: instant()
      .notNull()
      .default(sql`now()`),
    ref: auditRef(),
  },
  (table) => [
    primaryKey({ columns: [table.chatId, table.wireId] }),
    uniqueIndex('deeds_ref').on(table.ref),
    index('deeds_trail').on(table.chatId, table.ref),
  ],
);
