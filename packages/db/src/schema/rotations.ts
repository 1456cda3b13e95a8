import type { Actor, PauseReason, Rule, ScheduleState, Target } from '@pinwheel/domain';
import type { ReportTarget } from '@pinwheel/pinning';
import { sql } from 'drizzle-orm';
import { index, integer, pgTable, uniqueIndex } from 'drizzle-orm/pg-core';
import { chats, messages } from './chats.js';
import { instant, json, number, refId, text } from './columns.js';

export const rotations = pgTable(
  'rotations',
  {
    id: refId(),
    chatId: number()
      .notNull()
      .references(() => chats.id),
    name: text().notNull(),
    words: text().notNull(),
    rule: json().$type<Rule>().notNull(),
    slot: integer(),
    state: text().$type<ScheduleState>().notNull(),
    pausedBecause: text().$type<PauseReason>(),
    nextAt: instant(),
    lastAt: instant(),
    /** May name an item that is no more: then the first is next. */
    currentItemId: number(),
    currentMessageId: number(),
    actor: json().$type<Actor>().notNull(),
    target: json().$type<ReportTarget>(),
  },
  (table) => [
    uniqueIndex('rotations_name')
      .on(table.chatId, sql`lower(${table.name})`)
      .where(sql`${table.state} <> 'deleted'`),
    index('rotations_due')
      .on(table.nextAt)
      .where(sql`${table.state} = 'active'`),
  ],
);

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
    messageId: number().references(() => messages.id),
  },
  (table) => [index('rotation_items_rotation').on(table.rotationId)],
);
