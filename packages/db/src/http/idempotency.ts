import type { Instant } from '@pinwheel/domain';
import type { IdempotencyKeys, KeyedRequest } from '@pinwheel/pinning';
import { and, eq, isNull, lte } from 'drizzle-orm';
import type { Connection } from '../connection.js';
import { idempotencyKeys as keys } from './schema/idempotency.js';

export const idempotencyKeysIn = (db: Connection): IdempotencyKeys => ({
  keep: (request, now) => keep(db, request, now),
  async saveAnswer(source, answer) {
    await db
      .update(keys)
      .set({ answer })
      .where(and(eq(keys.source, source), isNull(keys.answer)));
  },
  async forgetExpired(now) {
    const { rowCount } = await db.delete(keys).where(lte(keys.expiresAt, now));
    return rowCount ?? 0;
  },
});

async function keep(db: Connection, request: KeyedRequest, now: Instant): ReturnType<IdempotencyKeys['keep']> {
  const { tokenId, key, fingerprint, source, expiresAt } = request;
  const [kept] = await db
    .insert(keys)
    .values(request)
    .onConflictDoUpdate({
      target: [keys.tokenId, keys.key],
      set: { fingerprint, source, expiresAt, answer: null },
      setWhere: lte(keys.expiresAt, now),
    })
    .returning();
  if (kept) return kept;
  const [known] = await db
    .select()
    .from(keys)
    .where(and(eq(keys.tokenId, tokenId), eq(keys.key, key)));
  // It expired between the two, and was forgotten.
  return known ?? keep(db, request, now);
}
