import type { SentMessages } from '@pinwheel/pinning';
import { and, eq, sql } from 'drizzle-orm';
import type { Connection } from './connection.js';
import { sentMessages as sent } from './schema/index.js';

/** Phones ask again within minutes, or when they come back; nobody asks for what is older than this, in days. */
const kept = 30;

export function sentMessages(db: Connection, instanceId: string): SentMessages {
  return {
    async save(wireId, bytes) {
      await db
        .insert(sent)
        .values({ instanceId, wireId, bytes, savedAt: sql`now()` })
        .onConflictDoUpdate({ target: [sent.instanceId, sent.wireId], set: { bytes, savedAt: sql`now()` } });
      await db
        .delete(sent)
        .where(and(eq(sent.instanceId, instanceId), sql`${sent.savedAt} < now() - ${kept} * interval '1 day'`));
    },
    async find(wireId) {
      const found = await db
        .select({ bytes: sent.bytes })
        .from(sent)
        .where(and(eq(sent.instanceId, instanceId), eq(sent.wireId, wireId)));
      return found[0]?.bytes ?? null;
    },
  };
}
