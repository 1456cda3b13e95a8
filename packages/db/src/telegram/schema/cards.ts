import { boolean, index, pgTable, primaryKey } from 'drizzle-orm/pg-core';
import { messages } from '../../schema/chats.js';
import { instant, json, number, text } from '../../schema/columns.js';

/** What a button does: its data is a random key of this table and says nothing by itself. */
export const telegramActions = pgTable(
  'telegram_actions',
  {
    key: text().primaryKey(),
    /** The buttons of one message: when one was tapped the others are used up too. */
    card: text().notNull(),
    action: json().notNull(),
    /** Whose it is. */
    userId: number().notNull(),
    chatId: number().notNull(),
    /** null until the message was sent. */
    messageId: number(),
    /** Whether the card asks something that /cancel leaves. */
    question: boolean().notNull(),
    expiresAt: instant().notNull(),
    usedAt: instant(),
    /** The update that used it: the same one may come again. */
    usedBy: number(),
  },
  (table) => [
    index('telegram_actions_card').on(table.card),
    index('telegram_actions_chat').on(table.chatId, table.userId),
    index('telegram_actions_age').on(table.expiresAt),
  ],
);

/** Telegram messages that show exactly one WhatsApp message: a reply to one of them means that message. */
export const telegramRelays = pgTable(
  'telegram_relays',
  {
    telegramChatId: number().notNull(),
    telegramMessageId: number().notNull(),
    messageId: number()
      .notNull()
      .references(() => messages.id),
  },
  (table) => [primaryKey({ columns: [table.telegramChatId, table.telegramMessageId] })],
);
