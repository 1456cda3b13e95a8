import type { Actor, Hold } from '@pinwheel/domain';
import type { ReportTarget } from '@pinwheel/pinning';
import { sql } from 'drizzle-orm';
import { index, integer, pgTable, primaryKey, uniqueIndex } from 'drizzle-orm/pg-core';
import { chats } from './chats.js';
import { instant, json, number, refId, text } from './columns.js';
import { commands, operations } from './commands.js';

export const announcements = pgTable(
  'announcements',
  {
    id: refId(),
    source: text().notNull(),
    text: text().notNull(),
    /** null: each chat's own default. */
    hold: json().$type<Hold>(),
    actor: json().$type<Actor>().notNull(),
    madeAt: instant().notNull(),
    target: json().$type<ReportTarget>(),
    retriedBy: text(),
    /** Since when some of its chats wait to be planned. */
    wakeAt: instant(),
  },
  (table) => [
    uniqueIndex('announcements_source').on(table.source),
    index('announcements_due')
      .on(table.wakeAt)
      .where(sql`${table.wakeAt} is not null`),
  ],
);

export const announcementChats = pgTable(
  'announcement_chats',
  {
    announcementId: number()
      .notNull()
      .references(() => announcements.id),
    chatId: number()
      .notNull()
      .references(() => chats.id),
    /** Order in which the chats were named, 1 is first. */
    place: integer().notNull(),
    tries: integer().notNull().default(1),
    /** Of the latest try; null until it is planned. */
    commandId: text().references(() => commands.id),
    postId: text().references(() => operations.id),
  },
  (table) => [
    primaryKey({ columns: [table.announcementId, table.chatId] }),
    uniqueIndex('announcement_chats_command').on(table.commandId),
    index('announcement_chats_chat').on(table.chatId, table.announcementId),
  ],
);
