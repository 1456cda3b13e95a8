import type { Actor, PinEnd } from '@pinwheel/domain';
import { sql } from 'drizzle-orm';
import { index, integer, pgTable, uniqueIndex } from 'drizzle-orm/pg-core';
import { chats, messages } from './chats.js';
import { instant, json, number, refId, text } from './columns.js';

export const pins = pgTable(
  'pins',
  {
    id: refId(),
    chatId: number()
      .notNull()
      .references(() => chats.id),
    messageId: number()
      .notNull()
      .references(() => messages.id),
    slot: integer().notNull(),
    pinnedAt: instant().notNull(),
    expiresAt: instant().notNull(),
    holdUntil: instant(),
    /** null for a pin that nobody took down, expired or not. */
    endedAt: instant(),
    end: text().$type<PinEnd>(),
    endedBy: json().$type<Actor>(),
    letGoAt: instant(),
    wireId: text().notNull(),
    by: json().$type<Actor>().notNull(),
    tendAt: instant(),
  },
  (table) => [
    uniqueIndex('pins_wire').on(table.chatId, table.wireId),
    index('pins_board')
      .on(table.chatId, table.expiresAt)
      .where(sql`${table.endedAt} is null`),
    index('pins_lost')
      .on(table.chatId)
      .where(sql`${table.end} in ('taken_down', 'evicted') and ${table.letGoAt} is null`),
    index('pins_message').on(table.messageId),
    index('pins_due')
      .on(table.tendAt)
      .where(sql`${table.endedAt} is null and ${table.tendAt} is not null`),
  ],
);
