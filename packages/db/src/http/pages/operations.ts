import type { Pages } from '@pinwheel/pinning';
import { and, asc, desc, eq, getTableColumns, inArray, lt, type SQL } from 'drizzle-orm';
import type { Connection } from '../../connection.js';
import { commands, operations } from '../../schema/index.js';
import { isUnsettled } from '../../store/rows.js';

type OperationPages = Pick<Pages, 'operations' | 'underWay' | 'findOperation'>;

export function operationPages(db: Connection): OperationPages {
  const listed = (condition: SQL | undefined) =>
    db
      .select({ ...getTableColumns(operations), actor: commands.actor, madeAt: commands.madeAt })
      .from(operations)
      .innerJoin(commands, eq(commands.id, operations.commandId))
      .where(condition);

  return {
    operations: ({ instanceId, after, limit, chatId, state }) =>
      listed(
        and(
          instanceId === null ? undefined : eq(operations.instanceId, instanceId),
          chatId === null ? undefined : eq(operations.chatId, chatId),
          state === null ? undefined : eq(operations.state, state),
          after === null ? undefined : lt(operations.seq, after),
        ),
      )
        .orderBy(desc(operations.seq))
        .limit(limit),
    findOperation: async (id) => (await listed(eq(operations.id, id)))[0] ?? null,
    underWay: async (chatIds) =>
      chatIds.length === 0
        ? []
        : db
            .select()
            .from(operations)
            .where(and(inArray(operations.chatId, [...chatIds]), isUnsettled))
            .orderBy(asc(operations.seq)),
  };
}
