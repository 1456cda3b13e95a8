import type { Instant, Operation } from '@pinwheel/domain';
import type { Command, CommandWithOperations, Store } from '@pinwheel/pinning';
import { and, asc, count, eq, gte, inArray } from 'drizzle-orm';
import type { Connection } from '../connection.js';
import { commands, operations } from '../schema/index.js';
import { commandColumns, isUnsettled } from './rows.js';

type Commands = Pick<Store, 'findCommand' | 'countOperations' | 'markReported'>;

/** In the order in which they are carried out. */
export const operationsOf = (db: Connection, commandId: string): Promise<Operation[]> =>
  db.select().from(operations).where(eq(operations.commandId, commandId)).orderBy(asc(operations.seq));

export const withOperations = async (db: Connection, command: Command): Promise<CommandWithOperations> => ({
  command,
  operations: await operationsOf(db, command.id),
});

/** The same for many, in their order. */
export async function withTheirOperations(db: Connection, found: readonly Command[]): Promise<CommandWithOperations[]> {
  if (found.length === 0) return [];
  const ids = found.map(({ id }) => id);
  const theirs = await db
    .select()
    .from(operations)
    .where(inArray(operations.commandId, ids))
    .orderBy(asc(operations.seq));
  return found.map((command) => ({
    command,
    operations: theirs.filter(({ commandId }) => commandId === command.id),
  }));
}

/** Nobody is to be told of it any more. */
export async function markReported(db: Connection, commandId: string, at: Instant): Promise<void> {
  await db.update(commands).set({ reportedAt: at, wakeAt: null }).where(eq(commands.id, commandId));
}

export function findCommandsIn(db: Connection): Commands {
  return {
    async findCommand(id) {
      const [command] = await db.select(commandColumns).from(commands).where(eq(commands.id, id));
      return command ? withOperations(db, command) : null;
    },
    async countOperations(since) {
      const failed = and(inArray(operations.state, ['refused', 'unknown']), gte(operations.settledAt, since));
      const [waiting, failedSince] = await Promise.all([
        db.select({ count: count() }).from(operations).where(isUnsettled),
        db.select({ count: count() }).from(operations).where(failed),
      ]);
      return { waiting: waiting[0]!.count, failedSince: failedSince[0]!.count };
    },
    markReported: (commandId, at) => markReported(db, commandId, at),
  };
}
