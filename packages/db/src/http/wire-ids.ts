import type { WireIds } from '@pinwheel/pinning';
import { and, asc, eq, exists, inArray, isNotNull, or } from 'drizzle-orm';
import type { Connection } from '../connection.js';
import { chats, messages } from '../schema/index.js';
import { storable } from '../storable.js';
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
    async findChat(instanceId, jids) {
      const wanted = jids.map(storable);
      const writes = db
        .select({ chatId: messages.chatId })
        .from(messages)
        .where(
          and(eq(messages.chatId, chats.id), eq(messages.fromMe, false), inArray(messages.participantAlt, wanted)),
        );
      const found = await db
        .select()
        .from(chats)
        .where(
          and(
            eq(chats.instanceId, instanceId),
            or(inArray(chats.jid, wanted), and(eq(chats.kind, 'private'), exists(writes))),
          ),
        )
        .orderBy(asc(chats.id));
      const rank = ({ jid }: { jid: string }) => (wanted.includes(jid) ? wanted.indexOf(jid) : wanted.length);
      return found.toSorted((one, other) => rank(one) - rank(other))[0] ?? null;
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
