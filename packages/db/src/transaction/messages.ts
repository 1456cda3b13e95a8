import type { Message } from '@pinwheel/domain';
import type { Transaction } from '@pinwheel/pinning';
import { and, eq, isNull } from 'drizzle-orm';
import type { Connection } from '../connection.js';
import { messages } from '../schema/index.js';
import { messageColumns, toMessage } from '../store/rows.js';

type Messages = Pick<
  Transaction,
  'findMessage' | 'findMessageByKey' | 'insertOwnMessage' | 'insertUnheardMessage' | 'markArrived' | 'markRevoked'
>;

export function messagesIn(db: Connection): Messages {
  const findMessageByKey = async (chatId: number, wireId: string): Promise<Message | null> => {
    const found = await db
      .select(messageColumns)
      .from(messages)
      .where(and(eq(messages.chatId, chatId), eq(messages.wireId, wireId)));
    return found[0] ? toMessage(found[0]) : null;
  };

  return {
    async findMessage(id) {
      const [found] = await db.select(messageColumns).from(messages).where(eq(messages.id, id));
      return found ? toMessage(found) : null;
    },
    findMessageByKey,

    async insertOwnMessage({ chatId, key, text, sentAt }) {
      const { id: wireId, ...address } = key;
      const [inserted] = await db
        .insert(messages)
        .values({ ...address, chatId, wireId, kind: 'text', text, sentAt, arrived: false })
        .returning(messageColumns);
      return toMessage(inserted!);
    },

    async insertUnheardMessage({ chatId, key, at }) {
      const { id: wireId, ...address } = key;
      const known = await findMessageByKey(chatId, wireId);
      if (known) return known;
      // It may be heard at this very moment.
      await db
        .insert(messages)
        .values({ ...address, chatId, wireId, kind: 'unknown', sentAt: at, unheard: true })
        .onConflictDoNothing();
      return (await findMessageByKey(chatId, wireId))!;
    },

    async markArrived(messageId, at) {
      await db
        .update(messages)
        .set({ arrived: true, sentAt: at })
        .where(and(eq(messages.id, messageId), eq(messages.arrived, false)));
    },
    async markRevoked(messageId, at) {
      await db
        .update(messages)
        .set({ revokedAt: at })
        .where(and(eq(messages.id, messageId), isNull(messages.revokedAt)));
    },
  };
}
