import type {
  ChatKind,
  ChatRole,
  DriftMode,
  Hold,
  Message,
  MessageKind,
  NoticeReaders,
  QuietHours,
} from '@pinwheel/domain';
import { sql } from 'drizzle-orm';
import { boolean, index, integer, pgTable, uniqueIndex } from 'drizzle-orm/pg-core';
import { bytes, instant, json, number, refId, text } from './columns.js';
import { instances } from './instances.js';

export const chats = pgTable(
  'chats',
  {
    id: refId(),
    instanceId: text()
      .notNull()
      .references(() => instances.id),
    jid: text().notNull(),
    kind: text().$type<ChatKind>().notNull(),
    name: text().notNull(),
    timeZone: text().notNull(),
    hold: json().$type<Hold>().notNull(),
    quietHours: json().$type<QuietHours>(),
    drift: text().$type<DriftMode>().notNull().default('observe'),
    repairsADay: integer('repairs_a_day').notNull().default(3),
    changeGapSeconds: integer().notNull().default(60),
    changesADay: integer('changes_a_day').notNull().default(20),
    notices: text().$type<NoticeReaders>().notNull().default('all'),
    slots: integer(),
    lockedSlots: integer().array().notNull().default([]),
    members: integer(),
    ourRole: text().$type<ChatRole>().notNull(),
    onlyAdminsEdit: boolean().notNull(),
    onlyAdminsSpeak: boolean().notNull(),
    disappearingSeconds: integer(),
    /** When the board is to be compared with what is wanted. */
    reconcileAt: instant(),
  },
  (table) => [
    uniqueIndex('chats_jid').on(table.instanceId, table.jid),
    index('chats_due')
      .on(table.reconcileAt)
      .where(sql`${table.reconcileAt} is not null`),
  ],
);

/** A chat belongs to one instance, so the chat and WhatsApp's id make a message unique in its instance too. */
export const messages = pgTable(
  'messages',
  {
    id: refId(),
    chatId: number()
      .notNull()
      .references(() => chats.id),
    remoteJid: text().notNull(),
    wireId: text().notNull(),
    fromMe: boolean().notNull(),
    participant: text(),
    participantAlt: text(),
    addressing: text().$type<Message['addressing']>(),
    senderName: text(),
    kind: text().$type<MessageKind>().notNull(),
    text: text(),
    sentAt: instant().notNull(),
    revokedAt: instant(),
    arrived: boolean().notNull().default(true),
    /** Known by a pin only; its content and date are not. */
    unheard: boolean().notNull().default(false),
    /** The WebMessageInfo protobuf, for what we heard. */
    raw: bytes(),
  },
  (table) => [
    uniqueIndex('messages_wire').on(table.chatId, table.wireId),
    index('messages_newest').on(table.chatId, table.sentAt, table.id),
  ],
);
