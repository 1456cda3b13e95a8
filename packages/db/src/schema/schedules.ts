import type {
  Actor,
  CatchUp,
  Exceptions,
  PauseReason,
  QuietPolicy,
  Rule,
  ScheduledAction,
  ScheduleState,
} from '@pinwheel/domain';
import { usualCatchUp } from '@pinwheel/domain';
import type { ReportTarget } from '@pinwheel/pinning';
import { sql } from 'drizzle-orm';
import { index, pgTable, uniqueIndex } from 'drizzle-orm/pg-core';
import { chats } from './chats.js';
import { instant, json, number, refId, text } from './columns.js';

export const schedules = pgTable(
  'schedules',
  {
    id: refId(),
    source: text().notNull(),
    chatId: number()
      .notNull()
      .references(() => chats.id),
    words: text().notNull(),
    rule: json().$type<Rule>().notNull(),
    from: instant('begins_at'),
    until: instant('ends_at'),
    except: json().$type<Exceptions>(),
    ifQuiet: text().$type<QuietPolicy>().notNull().default('move'),
    catchUp: json().$type<CatchUp>().notNull().default(usualCatchUp),
    action: json().$type<ScheduledAction>().notNull(),
    state: text().$type<ScheduleState>().notNull(),
    pausedBecause: text().$type<PauseReason>(),
    nextAt: instant(),
    lastAt: instant(),
    doneUntil: instant()
      .notNull()
      .default(sql`to_timestamp(0)`),
    actor: json().$type<Actor>().notNull(),
    target: json().$type<ReportTarget>(),
  },
  (table) => [
    uniqueIndex('schedules_source').on(table.source),
    index('schedules_chat').on(table.chatId),
    index('schedules_due')
      .on(table.nextAt)
      .where(sql`${table.state} = 'active'`),
  ],
);
