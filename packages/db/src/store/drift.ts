import { driftOf, type Instant, type PinRecord } from '@pinwheel/domain';
import type { DriftStore } from '@pinwheel/pinning';
import { and, eq, gt, inArray, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { Connection } from '../connection.js';
import { messages, pins } from '../schema/index.js';
import { messageColumns, recordColumns, toMessage } from './rows.js';

/** Written out, so that the planner knows the partial index by it. */
export const isLost = sql`${pins.end} in ('taken_down', 'evicted')`;

/** What the domain needs to know of a chat to say what has drifted; it decides itself. */
export function standsOrIsWanted(chatId: number, now: Instant): SQL | undefined {
  const mayBeHeld = or(isNull(pins.holdUntil), gt(pins.holdUntil, now));
  const isUp = and(isNull(pins.endedAt), or(gt(pins.expiresAt, now), mayBeHeld));
  return and(eq(pins.chatId, chatId), or(isUp, and(isLost, isNull(pins.letGoAt), mayBeHeld)));
}

export const driftIn = (db: Connection): DriftStore => ({
  async drift(chatId, now) {
    const records: PinRecord[] = await db.select(recordColumns).from(pins).where(standsOrIsWanted(chatId, now));
    const lost = driftOf(records, now);
    if (lost.length === 0) return [];
    const ids = lost.map(({ messageId }) => messageId);
    const found = await db.select(messageColumns).from(messages).where(inArray(messages.id, ids));
    const byId = new Map(found.map((row) => [row.id, toMessage(row)]));
    return lost.map((pin) => ({ ...pin, message: byId.get(pin.messageId)! }));
  },
});
