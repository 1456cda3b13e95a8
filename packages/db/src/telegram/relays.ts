import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Connection } from '../connection.js';
import { telegramRelays as relays } from './schema/index.js';

/** Which Telegram message shows exactly one WhatsApp message. */
export interface TelegramRelays {
  save(telegramChatId: number, telegramMessageId: number, messageId: number): Promise<void>;
  /** The ref's number of the WhatsApp message, or null. */
  find(telegramChatId: number, telegramMessageId: number): Promise<number | null>;
  /** The Telegram message shows none any more, or several. */
  remove(telegramChatId: number, telegramMessageId: number): Promise<void>;
  /** Whether a message in one of these chats shows it. */
  isShown(telegramChatIds: readonly number[], messageId: number): Promise<boolean>;
  /** Forgets all but so many of each chat. */
  keepNewest(count: number): Promise<void>;
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
    async isShown(telegramChatIds, messageId) {
      const there = inArray(relays.telegramChatId, [...telegramChatIds]);
      const found = await db
        .select({ id: relays.messageId })
        .from(relays)
        .where(and(there, eq(relays.messageId, messageId)))
        .limit(1);
      return found.length > 0;
    },
    async keepNewest(count) {
      await db.execute(sql`
        delete from telegram_relays old
        using (
          select telegram_chat_id, telegram_message_id,
            row_number() over (partition by telegram_chat_id order by telegram_message_id desc) as age
          from telegram_relays
        ) aged
        where aged.age > ${count}
          and old.telegram_chat_id = aged.telegram_chat_id
          and old.telegram_message_id = aged.telegram_message_id`);
    },
  };
}
