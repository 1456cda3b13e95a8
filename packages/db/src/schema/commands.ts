import type { Actor, CancelReason, OperationContent, OperationState, OperationStep, PutOff } from '@pinwheel/domain';
import type { Command, ReportTarget } from '@pinwheel/pinning';
import { type AnyColumn, sql } from 'drizzle-orm';
import { type AnyPgColumn, bigint, check, index, integer, pgTable, uniqueIndex } from 'drizzle-orm/pg-core';
import { chats } from './chats.js';
import { auditRef, instant, json, number, text } from './columns.js';
import { instances } from './instances.js';

export const commands = pgTable(
  'commands',
  {
    id: text().primaryKey(),
    source: text().notNull(),
    kind: text().$type<Command['kind']>().notNull(),
    chatId: number()
      .notNull()
      .references(() => chats.id),
    actor: json().$type<Actor>().notNull(),
    madeAt: instant().notNull(),
    target: json().$type<ReportTarget>(),
    refusal: json().$type<NonNullable<Command['refusal']>>(),
    occurrence: json().$type<NonNullable<Command['occurrence']>>(),
    reportedAt: instant(),
    /** Since when the asker waits to be told the end. */
    wakeAt: instant(),
    ref: auditRef(),
  },
  (table) => [
    uniqueIndex('commands_source').on(table.source),
    uniqueIndex('commands_ref').on(table.ref),
    index('commands_trail').on(table.chatId, table.ref),
    index('commands_due')
      .on(table.wakeAt)
      .where(sql`${table.wakeAt} is not null`),
  ],
);

const unsettled = (state: AnyColumn) => sql`${state} in ('waiting', 'sending')`;

export const operations = pgTable(
  'operations',
  {
    id: text().primaryKey(),
    commandId: text()
      .notNull()
      .references(() => commands.id),
    instanceId: text()
      .notNull()
      .references(() => instances.id),
    chatId: number()
      .notNull()
      .references(() => chats.id),
    seq: bigint({ mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    content: json().$type<OperationContent>().notNull(),
    wireId: text().notNull(),
    needs: text().references((): AnyPgColumn => operations.id),
    state: text().$type<OperationState>().notNull(),
    attempt: integer().notNull(),
    epoch: number(),
    dueBy: instant(),
    putOff: json().$type<PutOff>(),
    wakeAt: instant(),
    refusal: integer(),
    cancelReason: text().$type<CancelReason>(),
    settledAt: instant(),
    history: json().$type<readonly OperationStep[]>().notNull().default([]),
  },
  (table) => [
    // An unsettled operation without a time would be found by no sweep.
    check('operations_wake', sql`(${unsettled(table.state)}) = (${table.wakeAt} is not null)`),
    index('operations_command').on(table.commandId),
    uniqueIndex('operations_wire').on(table.instanceId, table.wireId),
    index('operations_line').on(table.chatId, table.seq).where(unsettled(table.state)),
    index('operations_newest').on(table.seq),
    index('operations_of_chat').on(table.chatId, table.seq),
    index('operations_due')
      .on(table.wakeAt)
      .where(sql`${table.wakeAt} is not null`),
    index('operations_seen')
      .on(table.chatId, table.settledAt)
      .where(sql`${table.state} in ('acknowledged', 'unknown')`),
    index('operations_failed')
      .on(table.settledAt)
      .where(sql`${table.state} in ('refused', 'unknown')`),
  ],
);
