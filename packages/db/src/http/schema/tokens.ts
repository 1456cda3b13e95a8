import { sql } from 'drizzle-orm';
import { pgTable, uniqueIndex } from 'drizzle-orm/pg-core';
import { instant, text } from '../../schema/columns.js';
import { instances } from '../../schema/instances.js';

export const apiTokens = pgTable(
  'api_tokens',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    /** null: all instances. */
    instanceId: text().references(() => instances.id),
    /** SHA-256 of the secret, in hex. */
    hash: text().notNull(),
    source: text().notNull(),
    createdAt: instant().notNull(),
    lastUsedAt: instant(),
    /** The row stays: what the token asked for names it. */
    revokedAt: instant(),
  },
  (table) => [
    uniqueIndex('api_tokens_hash').on(table.hash),
    uniqueIndex('api_tokens_source').on(table.source),
    uniqueIndex('api_tokens_name')
      .on(sql`lower(${table.name})`)
      .where(sql`${table.revokedAt} is null`),
  ],
);
