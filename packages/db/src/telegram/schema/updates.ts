import { sql } from 'drizzle-orm';
import { index, integer, pgTable } from 'drizzle-orm/pg-core';
import { instant, json, number, text } from '../../schema/columns.js';

/** `dead`: it failed too often and is left alone. */
export type UpdateState = 'open' | 'done' | 'dead';

/** What Telegram told the bot. An update stays until it is forgotten, so that telling it again changes nothing. */
export const telegramUpdates = pgTable(
  'telegram_updates',
  {
    updateId: number().primaryKey(),
    /** Updates of one lane are carried out in order: the Telegram chat. */
    lane: number().notNull(),
    body: json().notNull(),
    state: text().$type<UpdateState>().notNull().default('open'),
    failures: integer().notNull().default(0),
    /** Whether work that must not be done twice may have begun. */
    begun: instant(),
    /** The messages that answer it, in order: a second run edits them. */
    replies: json()
      .$type<number[]>()
      .notNull()
      .default(sql`'[]'::jsonb`),
    receivedAt: instant().notNull(),
    doneAt: instant(),
  },
  (table) => [
    index('telegram_updates_open')
      .on(table.updateId)
      .where(sql`${table.state} = 'open'`),
    index('telegram_updates_age').on(table.receivedAt),
  ],
);
