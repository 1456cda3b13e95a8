import type { MessageKind } from '@pinwheel/domain';
import type { Store } from '@pinwheel/pinning';
import { and, asc, desc, eq, ilike, inArray, isNull, ne, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Connection } from '../connection.js';
import { messages } from '../schema/index.js';
import { storable } from '../storable.js';
import { messageColumns, toMessage } from './rows.js';

type Messages = Pick<Store, 'findMessage' | 'messages' | 'lastMessage' | 'heardSince'>;

export const mediaKinds: MessageKind[] = ['image', 'video', 'audio', 'document', 'sticker'];

/** Neither a text of ours that is still on its way, nor a message of which we know only that it was pinned. */
export const isListed = and(eq(messages.arrived, true), eq(messages.unheard, false));

const newestFirst = [desc(messages.sentAt), desc(messages.id)];

export function messagesIn(db: Connection): Messages {
  return {
    async findMessage(id) {
      const [found] = await db.select(messageColumns).from(messages).where(eq(messages.id, id));
      return found ? toMessage(found) : null;
    },
    async messages({ chatId, limit, offset = 0, words = '', from = '', media = false }) {
      const wanted = words.split(/\s+/).filter(Boolean);
      const found = await db
        .select(messageColumns)
        .from(messages)
        .where(
          and(
            eq(messages.chatId, chatId),
            isListed,
            ...wanted.map((word) => holds(messages.text, word)),
            from === '' ? undefined : holds(messages.senderName, from),
            media ? inArray(messages.kind, mediaKinds) : undefined,
          ),
        )
        .orderBy(...newestFirst)
        .limit(limit)
        .offset(offset);
      return found.map(toMessage);
    },
    async lastMessage(chatId) {
      const [last] = await db
        .select(messageColumns)
        .from(messages)
        .where(and(eq(messages.chatId, chatId), isListed, isNull(messages.revokedAt), ne(messages.kind, 'system')))
        .orderBy(...newestFirst)
        .limit(1);
      return last ? toMessage(last) : null;
    },
    async heardSince(chatId) {
      const [first] = await db
        .select({ sentAt: messages.sentAt })
        .from(messages)
        .where(and(eq(messages.chatId, chatId), isListed))
        .orderBy(asc(messages.sentAt))
        .limit(1);
      return first?.sentAt ?? null;
    },
  };
}

export const holds = (column: PgColumn | SQL, part: string): SQL =>
  ilike(column, `%${storable(part).replace(/[\\%_]/g, '\\$&')}%`);
