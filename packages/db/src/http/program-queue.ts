import type { ProgramQueue, ProgramQueueTransaction } from '@pinwheel/pinning';
import { and, asc, count, eq, sql } from 'drizzle-orm';
import type { Connection } from '../connection.js';
import { chats, commands, messages, operations } from '../schema/index.js';
import { storable } from '../storable.js';
import { isUnsettled, messageColumns, toMessage } from '../store/rows.js';

const isUnattempted = sql<boolean>`${operations.state} = 'waiting' and ${operations.attempt} = 0`;

const queued = (instanceId: string) =>
  and(eq(operations.instanceId, instanceId), isUnsettled, sql`${commands.actor} ->> 'kind' = 'token'`);

const ofCommand = eq(commands.id, operations.commandId);

async function countQueued(db: Connection, instanceId: string): Promise<{ all: number; unattempted: number }> {
  const [counted] = await db
    .select({ all: count(), unattempted: sql<number>`count(*) filter (where ${isUnattempted})::int` })
    .from(operations)
    .innerJoin(commands, ofCommand)
    .where(queued(instanceId));
  return counted!;
}

export const queueIn = (db: Connection): ProgramQueueTransaction => ({
  async lockQueue(instanceId) {
    // The next statement sees what the one we waited for has committed.
    await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`queue:${instanceId}`}, 0))`);
    return (await countQueued(db, instanceId)).all;
  },
});

export function programQueueIn(db: Connection): ProgramQueue {
  return {
    async page(instanceId, { limit, offset }) {
      const found = await db
        .select({ operation: operations, chat: chats, message: messageColumns, madeAt: commands.madeAt })
        .from(operations)
        .innerJoin(commands, ofCommand)
        .innerJoin(chats, eq(chats.id, operations.chatId))
        .leftJoin(messages, eq(messages.id, sql`(${operations.content} ->> 'messageId')::bigint`))
        .where(queued(instanceId))
        .orderBy(asc(operations.seq))
        .limit(limit)
        .offset(offset);
      return found.map(({ message, ...rest }) => ({ ...rest, message: message && toMessage(message) }));
    },
    count: (instanceId) => countQueued(db, instanceId),
    unattempted: (instanceId) =>
      db
        .select({ id: operations.id, chatId: operations.chatId })
        .from(operations)
        .innerJoin(commands, ofCommand)
        .where(and(queued(instanceId), isUnattempted))
        .orderBy(asc(operations.seq)),
    async find(instanceId, operationId) {
      const [found] = await db
        .select({ operation: operations })
        .from(operations)
        .innerJoin(commands, ofCommand)
        .where(and(queued(instanceId), eq(operations.id, storable(operationId))));
      return found?.operation ?? null;
    },
  };
}
