import type { KeptAnswer } from '@pinwheel/pinning';
import { index, pgTable, primaryKey, uniqueIndex } from 'drizzle-orm/pg-core';
import { instant, json, text } from '../../schema/columns.js';
import { apiTokens } from './tokens.js';

export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    tokenId: text()
      .notNull()
      .references(() => apiTokens.id),
    key: text().notNull(),
    fingerprint: text().notNull(),
    source: text().notNull(),
    answer: json().$type<KeptAnswer>(),
    expiresAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tokenId, table.key] }),
    uniqueIndex('idempotency_keys_source').on(table.source),
    index('idempotency_keys_expiry').on(table.expiresAt),
  ],
);
