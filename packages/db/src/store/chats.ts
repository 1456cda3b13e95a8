import type { Store } from '@pinwheel/pinning';
import { and, asc, countDistinct, eq, getTableColumns, max, sql } from 'drizzle-orm';
import type { Connection } from '../connection.js';
import { chats, messages, pins } from '../schema/index.js';
import { isListed } from './messages.js';
import { isStanding } from './pins.js';

type Chats = Pick<Store, 'chats' | 'findChat' | 'chatIdOf'>;

export function chatsIn(db: Connection): Chats {
  return {
    async chats(now, instanceId) {
      const slotsUsed = db
        .select({ count: countDistinct(pins.slot).as('slots_used') })
        .from(pins)
        .where(and(eq(pins.chatId, chats.id), isStanding(now)))
        .as('used');
      const last = db
        .select({ sentAt: max(messages.sentAt).as('last_message_at') })
        .from(messages)
        .where(and(eq(messages.chatId, chats.id), isListed))
        .as('last');
      return db
        .select({ ...getTableColumns(chats), slotsUsed: slotsUsed.count, lastMessageAt: last.sentAt })
        .from(chats)
        .crossJoinLateral(slotsUsed)
        .crossJoinLateral(last)
        .where(instanceId === undefined ? undefined : eq(chats.instanceId, instanceId))
        .orderBy(asc(sql`lower(${chats.name})`), asc(chats.id));
    },
    findChat: async (id) => (await db.select().from(chats).where(eq(chats.id, id)))[0] ?? null,
    async chatIdOf(instanceId, jid) {
      const found = await db
        .select({ id: chats.id })
        .from(chats)
        .where(and(eq(chats.instanceId, instanceId), eq(chats.jid, jid)));
      return found[0]?.id ?? null;
    },
  };
}
