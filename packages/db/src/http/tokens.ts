import type { Tokens } from '@pinwheel/pinning';
import { and, asc, DrizzleQueryError, eq, isNull, sql } from 'drizzle-orm';
import pg from 'pg';
import type { Connection } from '../connection.js';
import { storable } from '../storable.js';
import { apiTokens as tokens } from './schema/tokens.js';

const shape = {
  id: tokens.id,
  name: tokens.name,
  instanceId: tokens.instanceId,
  createdAt: tokens.createdAt,
  lastUsedAt: tokens.lastUsedAt,
};

const isValid = isNull(tokens.revokedAt);

export function tokensIn(db: Connection): Tokens {
  return {
    async create(token) {
      try {
        await db
          .insert(tokens)
          .values(token)
          .onConflictDoUpdate({ target: tokens.source, set: { hash: token.hash } });
        return 'created';
      } catch (error) {
        if (isNameTaken(error)) return 'name_taken';
        throw error;
      }
    },
    async findByHash(hash) {
      const [found] = await db
        .select({ ...shape, hash: tokens.hash })
        .from(tokens)
        .where(and(eq(tokens.hash, hash), isValid));
      return found ?? null;
    },
    all: () => db.select(shape).from(tokens).where(isValid).orderBy(asc(tokens.name)),
    async revoke(name, at) {
      const [revoked] = await db
        .update(tokens)
        .set({ revokedAt: at })
        .where(and(sql`lower(${tokens.name}) = lower(${storable(name)})`, isValid))
        .returning(shape);
      return revoked ?? null;
    },
    async markUsed(id, at) {
      await db.update(tokens).set({ lastUsedAt: at }).where(eq(tokens.id, id));
    },
  };
}

const isNameTaken = (error: unknown): boolean =>
  error instanceof DrizzleQueryError &&
  error.cause instanceof pg.DatabaseError &&
  error.cause.constraint === 'api_tokens_name';
