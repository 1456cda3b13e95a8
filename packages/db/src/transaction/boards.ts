import type { Chat, Shown } from '@pinwheel/domain';
import type { Transaction } from '@pinwheel/pinning';
import { and, asc, desc, eq, gt, isNull } from 'drizzle-orm';
import type { Connection } from '../connection.js';
import { chats, operations, pins } from '../schema/index.js';
import { isUnsettled, pinColumns } from '../store/rows.js';

/**
 * More than ever stand in a chat. Expired pins are not marked as ended, so a board that read them all would grow for
 * ever; those that stand expire last.
 */
const pinsRead = 64;

type Boards = Pick<Transaction, 'lockBoard' | 'lockShown' | 'shownOn' | 'findChat' | 'saveLockedSlots' | 'usualSlots'>;

/** `limit`: how many pins WhatsApp shows in a chat; so many slots has one that has no number of its own. */
export function boardsIn(db: Connection, limit: number): Boards {
  async function lockShown(chatId: number): Promise<{ chat: Chat; shown: Shown } | null> {
    const [chat] = await db.select().from(chats).where(eq(chats.id, chatId)).for('no key update');
    if (!chat) return null;
    const notEnded = await db
      .select(pinColumns)
      .from(pins)
      .where(and(eq(pins.chatId, chatId), isNull(pins.endedAt)))
      .orderBy(desc(pins.expiresAt))
      .limit(pinsRead);
    const own = chat.slots ?? limit;
    // Who gives a chat more than the installation has knows that WhatsApp does.
    const places = { slots: own, limit: Math.max(own, limit), locked: chat.lockedSlots };
    return { chat, shown: { ...places, pins: notEnded.toSorted((a, b) => a.id - b.id) } };
  }

  return {
    usualSlots: limit,
    lockShown,
    async lockBoard(chatId) {
      const locked = await lockShown(chatId);
      if (!locked) return null;
      const underWay = await db
        .select()
        .from(operations)
        .where(and(eq(operations.chatId, chatId), isUnsettled))
        .orderBy(asc(operations.seq));
      return { chat: locked.chat, board: { ...locked.shown, underWay } };
    },
    async shownOn(chatId, now) {
      const stands = and(eq(pins.chatId, chats.id), isNull(pins.endedAt), gt(pins.expiresAt, now));
      const shown = await db
        .select({ slots: chats.slots, pin: pinColumns })
        .from(chats)
        .leftJoin(pins, stands)
        .where(eq(chats.id, chatId));
      return { slots: shown[0]?.slots ?? limit, pins: shown.flatMap(({ pin }) => pin ?? []) };
    },
    async saveLockedSlots(chatId, lockedSlots) {
      await db
        .update(chats)
        .set({ lockedSlots: [...lockedSlots] })
        .where(eq(chats.id, chatId));
    },
    findChat: async (id) => (await db.select().from(chats).where(eq(chats.id, id)))[0] ?? null,
  };
}
