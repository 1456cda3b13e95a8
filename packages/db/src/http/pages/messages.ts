import type { Pages } from '@pinwheel/pinning';
import { and, desc, eq, getTableColumns, inArray, sql } from 'drizzle-orm';
import type { Connection } from '../../connection.js';
import { chats, messages } from '../../schema/index.js';
import { holds, isListed, mediaKinds } from '../../store/messages.js';
import { messageColumns, toMessage } from '../../store/rows.js';

/** Which chats are asked for; all of them where nothing is named. */
function chatsOf(db: Connection, instanceId: string | null, chatId: number | null) {
  if (chatId !== null) return eq(messages.chatId, chatId);
  if (instanceId === null) return undefined;
  const own = db.select({ id: chats.id }).from(chats).where(eq(chats.instanceId, instanceId));
  return inArray(messages.chatId, own);
}

export const messagePages = (db: Connection): Pick<Pages, 'messages'> => ({
  async messages({ instanceId, after, limit, chatId, words, from, media }) {
    const { sentAt } = getTableColumns(messages);
    const place = after && sql`(${sentAt}, ${messages.id}) < (${sql.param(after.sentAt, sentAt)}, ${after.id}::bigint)`;
    const found = await db
      .select(messageColumns)
      .from(messages)
      .where(
        and(
          chatsOf(db, instanceId, chatId),
          isListed,
          ...words
            .split(/\s+/)
            .filter(Boolean)
            .map((word) => holds(messages.text, word)),
          from === '' ? undefined : holds(messages.senderName, from),
          media ? inArray(messages.kind, mediaKinds) : undefined,
          place ?? undefined,
        ),
      )
      .orderBy(desc(sentAt), desc(messages.id))
      .limit(limit);
    return found.map(toMessage);
  },
});
