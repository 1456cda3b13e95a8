import type { InstanceState, Linking, LinkingFailure, LinkingState, ReportTarget } from '@pinwheel/pinning';
import { sql } from 'drizzle-orm';
import { integer, pgTable, uniqueIndex } from 'drizzle-orm/pg-core';
import { instant, json, number, text } from './columns.js';

export const instances = pgTable('instances', {
  id: text().primaryKey(),
  state: text().$type<InstanceState>().notNull(),
  jid: text(),
  lid: text(),
  name: text(),
  connectedSince: instant(),
  lastHeardAt: instant(),
  problem: text(),
});

/** The row stays when a lease is given up: its epoch must go on growing. */
export const leases = pgTable('leases', {
  instanceId: text()
    .primaryKey()
    .references(() => instances.id),
  /** null when it was given up. */
  holder: text(),
  epoch: number().notNull(),
  expiresAt: instant().notNull(),
});

export const linkings = pgTable(
  'linkings',
  {
    id: text().primaryKey(),
    instanceId: text()
      .notNull()
      .references(() => instances.id),
    method: text().$type<Linking['method']>().notNull(),
    phone: text(),
    state: text().$type<LinkingState>().notNull(),
    secret: text(),
    shown: integer().notNull(),
    failure: text().$type<LinkingFailure>(),
    target: json().$type<ReportTarget>(),
    reported: text(),
  },
  (table) => [
    uniqueIndex('linkings_open')
      .on(table.instanceId)
      .where(sql`${table.state} in ('wanted', 'shown')`),
  ],
);
