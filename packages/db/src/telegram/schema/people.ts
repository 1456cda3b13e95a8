import { boolean, integer, pgTable } from 'drizzle-orm/pg-core';
import { chats } from '../../schema/chats.js';
import { instant, number, text } from '../../schema/columns.js';

export type AdminRole = 'viewer' | 'editor' | 'manager' | 'owner';
/** `configured` counts only while the configuration names that person. */
export type AdminOrigin = 'configured' | 'code';

export const telegramAdmins = pgTable('telegram_admins', {
  telegramId: number().primaryKey(),
  name: text().notNull(),
  role: text().$type<AdminRole>().notNull(),
  origin: text().$type<AdminOrigin>().notNull(),
  language: text().$type<'en' | 'pt-BR'>().notNull(),
  /** Whether it was said; else it is the one that Telegram is set to. */
  languageChosen: boolean().notNull().default(false),
  /** The chat that commands without one mean. */
  chatId: number().references(() => chats.id),
  addedAt: instant().notNull(),
});

export const telegramStartCodes = pgTable('telegram_start_codes', {
  /** SHA-256 of the code, in hex. */
  hash: text().primaryKey(),
  expiresAt: instant().notNull(),
  usedAt: instant(),
});

/** Those who wrote without being admins. */
export const telegramStrangers = pgTable('telegram_strangers', {
  telegramId: number().primaryKey(),
  /** When they were last told that the bot is private. */
  toldAt: instant(),
  /** Codes tried since `triesSince`. */
  tries: integer().notNull().default(0),
  triesSince: instant(),
});
