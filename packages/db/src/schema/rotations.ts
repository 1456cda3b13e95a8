import type { Actor, PauseReason, Rule, ScheduleState, Target } from '@pinwheel/domain';
import type { ReportTarget } from '@pinwheel/pinning';
import { sql } from 'drizzle-orm';
import { boolean, index, integer, pgTable, primaryKey, uniqueIndex } from 'drizzle-orm/pg-core';
import { chats, messages } from './chats.js';
import { instant, json, number, refId, text } from './columns.js';

export const rotations = pgTable('rotations', {
  id: refId(),
  name: text().notNull(),
  words: text().notNull(),
  rule: json().$type<Rule>().notNull(),
  slot: integer(),
  shuffled: boolean().notNull().default(false),
  actor: json().$type<Actor>().notNull(),
  target: json().$type<ReportTarget>(),
});

export const rotationItems = pgTable(
  'rotation_items',
  {
    id: refId(),
    rotationId: number()
      .notNull()
      .references(() => rotations.id),
    /** Order of the turns, 1 is first. */
    place: integer().notNull(),
    target: json().$type<Target>().notNull(),
    weight: integer().notNull().default(1),
    /** Days on which it may be shown, as ISO dates. */
    fromDay: text(),
    untilDay: text(),
    leastMs: number(),
  },
  (table) => [index('rotation_items_rotation').on(table.rotationId)],
);

/** A rotation in one of its chats. */
export const airings = pgTable(
  'airings',
  {
    id: refId(),
    rotationId: number()
      .notNull()
      .references(() => rotations.id),
    chatId: number()
      .notNull()
      .references(() => chats.id),
    delayMs: number().notNull().default(0),
    state: text().$type<ScheduleState>().notNull(),
    pausedBecause: text().$type<PauseReason>(),
    nextAt: instant(),
    lastAt: instant(),
    round: integer().notNull().default(0),
    /** May name an item that is no more. */
    currentItemId: number(),
    currentMessageId: number(),
    currentSince: instant(),
    emptySince: instant(),
  },
  (table) => [
    uniqueIndex('airings_rotation_chat').on(table.rotationId, table.chatId),
    index('airings_chat').on(table.chatId),
    index('airings_due')
      .on(table.nextAt)
      .where(sql`${table.state} = 'active'`),
  ],
);

/** How an item stands in one chat. There is no row before its first turn. */
export const airedItems = pgTable(
  'aired_items',
  {
    airingId: number()
      .notNull()
      .references(() => airings.id),
    itemId: number()
      .notNull()
      .references(() => rotationItems.id, { onDelete: 'cascade' }),
    /** The message that was posted for a text. */
    messageId: number().references(() => messages.id),
    shown: integer().notNull().default(0),
    goneTold: boolean().notNull().default(false),
  },
  (table) => [primaryKey({ columns: [table.airingId, table.itemId] })],
);

/** What has been created or changed, so that the same update does it once. */
export const rotationChanges = pgTable('rotation_changes', {
  source: text().primaryKey(),
  rotationId: number()
    .notNull()
    .references(() => rotations.id),
});
