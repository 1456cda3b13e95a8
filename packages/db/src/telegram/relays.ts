import { and, eq } from 'drizzle-orm';
import type { Connection } from '../connection.js';
import { telegramRelays as relays } from './schema/index.js';

/** Which Telegram message shows exactly one WhatsApp message. */
export interface TelegramRelays {
  save(telegramChatId: number, telegramMessageId: number, messageId: number): Promise<void>;
  /** The ref's number of the WhatsApp message, or null. */
  find(telegramChatId: number, telegramMessageId: number): Promise<number | null>;
  /** The Telegram message shows none any more, or several. */
  remove(telegramChatId: number, telegramMessageId: number): Promise<void>;
}

export function telegramRelaysIn(db: Connection): TelegramRelays {
  const the = (chatId: number, messageId: number) =>
    and(eq(relays.telegramChatId, chatId), eq(relays.telegramMessageId, messageId));
  return {
    async save(telegramChatId, telegramMessageId, messageId) {
      await db
        .insert(relays)
        .values({ telegramChatId, telegramMessageId, messageId })
        .onConflictDoUpdate({ target: [relays.telegramChatId, relays.telegramMessageId], set: { messageId } });
    },
    async find(telegramChatId, telegramMessageId) {
      const [found] = await db.select().from(relays).where(the(telegramChatId, telegramMessageId));
      return found?.messageId ?? null;
    },
    async remove(telegramChatId, telegramMessageId) {
      await db.delete(relays).where(the(telegramChatId, telegramMessageId));
    },
  };
}
