import type { Instant } from '@pinwheel/domain';
import type { ShownPin, Store } from '@pinwheel/pinning';
import { and, desc, eq, gt, isNull, type SQL } from 'drizzle-orm';
import type { Connection } from '../connection.js';
import { messages, pins } from '../schema/index.js';
import { messageColumns, pinColumns, toMessage } from './rows.js';

type Pins = Pick<Store, 'standingPins' | 'findPin'>;

export const isStanding = (now: Instant): SQL | undefined => and(isNull(pins.endedAt), gt(pins.expiresAt, now));

export function pinsIn(db: Connection): Pins {
  return {
    standingPins: (chatId, now) => shownPins(db, and(eq(pins.chatId, chatId), isStanding(now))),
    findPin: async (id) => (await shownPins(db, eq(pins.id, id)))[0] ?? null,
  };
}

export async function shownPins(db: Connection, condition: SQL | undefined): Promise<ShownPin[]> {
  const found = await db
    .select({ pin: pinColumns, by: pins.by, message: messageColumns })
    .from(pins)
    .innerJoin(messages, eq(messages.id, pins.messageId))
    .where(condition)
    // The order that phones show: by the date of the message, not by when it was pinned.
    .orderBy(desc(messages.sentAt), desc(messages.id));
  return found.map(({ pin, by, message }) => ({ ...pin, by, message: toMessage(message) }));
}
