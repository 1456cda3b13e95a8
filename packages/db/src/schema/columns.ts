import type { Instant } from '@pinwheel/domain';
import { sql } from 'drizzle-orm';
import { bigint, customType, pgSequence } from 'drizzle-orm/pg-core';
import { storable, toJson } from '../storable.js';

/** A `timestamptz`; milliseconds since the epoch in our code. */
export const instant = customType<{ data: Instant; driverData: string }>({
  dataType: () => 'timestamp (3) with time zone',
  toDriver: (ms) => new Date(ms).toISOString(),
  fromDriver: (text) => Date.parse(text),
});

export const text = customType<{ data: string; driverData: string }>({
  dataType: () => 'text',
  toDriver: storable,
});

/** Declare the shape by `.$type<…>()`. */
export const json = customType<{ data: unknown }>({
  dataType: () => 'jsonb',
  toDriver: toJson,
});

export const bytes = customType<{ data: Uint8Array }>({
  dataType: () => 'bytea',
});

/** The number of a ref, so it is never reused; statements take care not to burn one where nothing is stored. */
export const refId = () => bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity();

export const number = () => bigint({ mode: 'number' });

/** One sequence for all that the audit lists, whatever its table: `a104` is one thing, and stays it. */
export const auditRefs = pgSequence('audit_refs');

export const auditRef = () =>
  bigint({ mode: 'number' })
    .notNull()
    .default(sql`nextval('audit_refs')`);
