import type { DeliveryProblem, DeliveryState, HappeningKind } from '@pinwheel/domain';
import type { NewHappening, Webhook } from '@pinwheel/pinning';
import { type AnyColumn, sql } from 'drizzle-orm';
import { bigint, boolean, check, index, integer, pgTable, uniqueIndex } from 'drizzle-orm/pg-core';
import { chats } from '../../schema/chats.js';
import { bytes, instant, json, number, text } from '../../schema/columns.js';
import { instances } from '../../schema/instances.js';

export const webhooks = pgTable(
  'webhooks',
  {
    id: text().primaryKey(),
    /** null: all instances. */
    instanceId: text().references(() => instances.id),
    dialect: text().notNull(),
    label: text().notNull(),
    url: text(),
    enabled: boolean().notNull(),
    about: json().$type<HappeningKind[]>().notNull(),
    options: json().$type<Record<string, unknown>>().notNull(),
    /** Sealed: what signs, and the receiver's own Authorization. */
    keyId: text().notNull(),
    secrets: bytes().notNull(),
    createdAt: instant().notNull(),
    problem: text().$type<NonNullable<Webhook['problem']>>(),
  },
  (table) => [
    uniqueIndex('webhooks_label').on(sql`coalesce(${table.instanceId}, '')`, table.dialect, table.label),
    check('webhooks_address', sql`not ${table.enabled} or ${table.url} is not null`),
  ],
);

/** Lives until it has been put into words. */
export const happenings = pgTable(
  'happenings',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    instanceId: text()
      .notNull()
      .references(() => instances.id),
    chatId: number().references(() => chats.id),
    kind: text().$type<HappeningKind>().notNull(),
    content: json().$type<NewHappening['content']>(),
    at: instant().notNull(),
  },
  (table) => [index('happenings_line').on(table.instanceId, table.id)],
);

const unsettled = (state: AnyColumn) => sql`${state} in ('waiting', 'sending')`;

export const deliveries = pgTable(
  'deliveries',
  {
    id: text().primaryKey(),
    /** A replay gets a new one: it goes behind what waits. */
    seq: bigint({ mode: 'number' }).notNull().generatedByDefaultAsIdentity(),
    webhookId: text()
      .notNull()
      .references(() => webhooks.id, { onDelete: 'cascade' }),
    instanceId: text()
      .notNull()
      .references(() => instances.id),
    /** Those of one line are delivered in their order: a chat, or what concerns the instance as a whole. */
    line: text().notNull(),
    event: text().notNull(),
    path: text().notNull(),
    body: text().notNull(),
    state: text().$type<DeliveryState>().notNull(),
    attempt: integer().notNull(),
    createdAt: instant().notNull(),
    giveUpAt: instant().notNull(),
    /** Of a line the first alone has one, so that those behind it cost nothing however long it stands still. */
    wakeAt: instant(),
    settledAt: instant(),
    status: integer(),
    problem: text().$type<DeliveryProblem>(),
    /** The source of the last replay. */
    replayedBy: text(),
  },
  (table) => [
    check('deliveries_wake', sql`${table.wakeAt} is null or ${unsettled(table.state)}`),
    uniqueIndex('deliveries_newest').on(table.webhookId, table.seq),
    index('deliveries_line').on(table.webhookId, table.line, table.seq).where(unsettled(table.state)),
    index('deliveries_due')
      .on(table.webhookId, table.wakeAt)
      .where(sql`${table.wakeAt} is not null`),
    index('deliveries_ended').on(table.state, table.settledAt),
  ],
);
