import type { Transaction } from '@pinwheel/pinning';
import { and, desc, eq, gte, inArray, sql } from 'drizzle-orm';
import type { Connection } from '../connection.js';
import { operations } from '../schema/index.js';

export const budgetIn = (db: Connection): Pick<Transaction, 'seenChanges'> => ({
  async seenChanges(chatId, since) {
    const found = await db
      .select({ commandId: operations.commandId, at: operations.settledAt })
      .from(operations)
      .where(
        and(
          eq(operations.chatId, chatId),
          // As the partial index has it.
          sql`${operations.state} in ('acknowledged', 'unknown')`,
          gte(operations.settledAt, since),
          inArray(sql`${operations.content} ->> 'kind'`, ['pin', 'unpin', 'post']),
        ),
      )
      .orderBy(desc(operations.settledAt));
    return found.map(({ commandId, at }) => ({ commandId, at: at! }));
  },
});
