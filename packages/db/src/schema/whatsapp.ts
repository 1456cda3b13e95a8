import { index, pgTable, primaryKey } from 'drizzle-orm/pg-core';
import { bytes, instant, text } from './columns.js';
import { instances } from './instances.js';

/** Credentials and Signal keys, sealed. */
export const whatsappRecords = pgTable(
  'whatsapp_records',
  {
    instanceId: text()
      .notNull()
      .references(() => instances.id),
    type: text().notNull(),
    id: text().notNull(),
    keyId: text().notNull(),
    bytes: bytes().notNull(),
  },
  (table) => [primaryKey({ columns: [table.instanceId, table.type, table.id] })],
);

export const sentMessages = pgTable(
  'sent_messages',
  {
    instanceId: text()
      .notNull()
      .references(() => instances.id),
    wireId: text().notNull(),
    bytes: bytes().notNull(),
    savedAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.instanceId, table.wireId] }),
    index('sent_messages_age').on(table.instanceId, table.savedAt),
  ],
);
