import type { Transaction } from '@pinwheel/pinning';
import { and, eq, sql } from 'drizzle-orm';
import type { Connection } from '../connection.js';
import { chats, commands, operations, pins } from '../schema/index.js';
import { wakeReport } from './reports.js';
import { commandColumns } from '../store/rows.js';
import { markReported, operationsOf, withOperations } from '../store/commands.js';

type Commands = Pick<
  Transaction,
  | 'findCommandBySource'
  | 'findCommand'
  | 'insertCommand'
  | 'dismissReport'
  | 'setReportTarget'
  | 'findAsker'
  | 'operationsOf'
>;

export function commandsIn(db: Connection): Commands {
  return {
    async findCommandBySource(source) {
      // The next statement sees what the one we waited for has committed.
      await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${source}, 0))`);
      const [command] = await db.select(commandColumns).from(commands).where(eq(commands.source, source));
      return command ? withOperations(db, command) : null;
    },
    findCommand: async (id) => (await db.select(commandColumns).from(commands).where(eq(commands.id, id)))[0] ?? null,

    async insertCommand(command, planned) {
      await db.insert(commands).values(command);
      if (planned.length > 0) return db.insert(operations).values(planned).returning();
      await wakeReport(db, command.id);
      return [];
    },

    dismissReport: (commandId, at) => markReported(db, commandId, at),
    async setReportTarget(commandId, target) {
      await db.update(commands).set({ target }).where(eq(commands.id, commandId));
      await wakeReport(db, commandId);
    },
    async findAsker(pinId) {
      const [asked] = await db
        .select({ target: commands.target })
        .from(pins)
        .innerJoin(chats, eq(chats.id, pins.chatId))
        .innerJoin(operations, and(eq(operations.instanceId, chats.instanceId), eq(operations.wireId, pins.wireId)))
        .innerJoin(commands, eq(commands.id, operations.commandId))
        .where(eq(pins.id, pinId));
      return asked?.target ?? null;
    },
    operationsOf: (commandId) => operationsOf(db, commandId),
  };
}
