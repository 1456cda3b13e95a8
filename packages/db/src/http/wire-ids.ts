import type { WireIds } from '@pinwheel/pinning';
import { and, asc, eq, isNotNull } from 'drizzle-orm';
import type { Connection } from '../connection.js';
import { chats, messages } from '../schema/index.js';
import { messageColumns, toMessage } from '../store/rows.js';

/** A private chat has one other side; a few more, should its number have changed. */
const addressesRead = 8;

export function wireIdsIn(db: Connection): WireIds {
  return {
    // By the index of each chat of the instance: one over all messages would be paid for with every message heard.
    async find(instanceId, wireId) {
      const found = await db
        .select({ chat: chats, message: messageColumns })
        .from(chats)
        .innerJoin(messages, eq(messages.chatId, chats.id))
        .where(and(eq(chats.instanceId, instanceId), eq(messages.wireId, wireId), eq(messages.arrived, true)))
        .orderBy(asc(messages.id));
      return found.map(({ chat, message }) => ({ chat, message: toMessage(message) }));
    },
    async addressesIn(chatId) {
      const found = await db
        .selectDistinct({ address: messages.participantAlt })
        .from(messages)
        .where(and(eq(messages.chatId, chatId), eq(messages.fromMe, false), isNotNull(messages.participantAlt)))
        .limit(addressesRead);
      return found.map(({ address }) => address!);
    },
  };
}
