import type { DriftTransaction } from '@pinwheel/pinning';
import { and, count, desc, eq, gte, inArray, isNull, lte, or } from 'drizzle-orm';
import type { Connection } from '../connection.js';
import { chats, commands, deeds, pins } from '../schema/index.js';
import { isLost, standsOrIsWanted } from '../store/drift.js';
import { recordColumns } from '../store/rows.js';

export const driftIn = (db: Connection): DriftTransaction => ({
  pinRecords: (chatId, now) => db.select(recordColumns).from(pins).where(standsOrIsWanted(chatId, now)),
  async lastPin(messageId) {
    const [last] = await db
      .select(recordColumns)
      .from(pins)
      .where(eq(pins.messageId, messageId))
      .orderBy(desc(pins.pinnedAt), desc(pins.id))
      .limit(1);
    return last ?? null;
  },
  async lastUnpin(chatId, messageId) {
    const [last] = await db
      .select({ by: deeds.by, at: deeds.at, heardAt: deeds.heardAt })
      .from(deeds)
      .where(and(eq(deeds.chatId, chatId), eq(deeds.messageId, messageId), eq(deeds.action, 'unpin')))
      .orderBy(desc(deeds.at), desc(deeds.heardAt))
      .limit(1);
    return last ?? null;
  },
  async letGo(chatId, messageIds, at) {
    if (messageIds.length === 0) return [];
    const those = and(eq(pins.chatId, chatId), inArray(pins.messageId, [...messageIds]), isNull(pins.letGoAt));
    const ranOut = and(isNull(pins.endedAt), lte(pins.expiresAt, at));
    const gone = await db
      .update(pins)
      .set({ letGoAt: at })
      .where(and(those, or(isLost, ranOut)))
      .returning({ messageId: pins.messageId, holdUntil: pins.holdUntil });
    return gone.filter(({ holdUntil }) => holdUntil === null || holdUntil > at).map(({ messageId }) => messageId);
  },
  async setReconciliation(chatId, at) {
    await db.update(chats).set({ reconcileAt: at }).where(eq(chats.id, chatId));
  },
  async reconciliation(chatId) {
    const [chat] = await db.select({ at: chats.reconcileAt }).from(chats).where(eq(chats.id, chatId));
    return chat?.at ?? null;
  },
  async countRepairs(chatId, since) {
    const isRepair = and(eq(commands.chatId, chatId), eq(commands.kind, 'repair'), gte(commands.madeAt, since));
    const [counted] = await db.select({ repairs: count() }).from(commands).where(isRepair);
    return counted!.repairs;
  },
});
