import { isSettled, type Operation } from '@pinwheel/domain';
import type { Transaction, Wake } from '@pinwheel/pinning';
import { and, asc, eq, lt, sql, type SQL } from 'drizzle-orm';
import type { Connection } from '../connection.js';
import { noteHappenings } from '../http/note.js';
import { chats, commands, deeds, leases, operations, pins } from '../schema/index.js';
import { isUnsettled } from '../store/rows.js';
import { wakeReportOfLocked } from './reports.js';

type Operations = Pick<
  Transaction,
  | 'lockHeadOperation'
  | 'lockHeadOfLine'
  | 'isBehind'
  | 'lockOperation'
  | 'findOperation'
  | 'saveOperation'
  | 'isKnownEvent'
  | 'holdsLease'
>;

export function operationsIn(db: Connection): Operations {
  return {
    lockHeadOperation: (chatId) => lockHead(db, sql`${chatId}`),
    lockHeadOfLine: (operationId, instanceId) =>
      lockHead(
        db,
        sql`(select woken.chat_id from operations woken
          where woken.id = ${operationId} and woken.instance_id = ${instanceId})`,
      ),
    async isBehind({ chatId, seq }) {
      const before = and(eq(operations.chatId, chatId), isUnsettled, lt(operations.seq, seq));
      const head = db.select({ putOff: operations.putOff }).from(operations).where(before);
      const [first] = await head.orderBy(asc(operations.seq)).limit(1);
      return first !== undefined && first.putOff === null;
    },
    lockOperation: async (id) =>
      (await db.select().from(operations).where(eq(operations.id, id)).for('no key update'))[0] ?? null,
    findOperation: async (id) => (await db.select().from(operations).where(eq(operations.id, id)))[0] ?? null,

    // What was asked for never changes, only how it stands.
    async saveOperation(operation, done = []) {
      const { id, state, attempt, epoch, putOff, wakeAt, refusal, cancelReason, settledAt, history } = operation;
      // With its command's lock, which the report needs: one statement less in what runs most.
      const command = sql`(select ${commands.id} from ${commands} where ${commands.id} = ${operation.commandId}
        and ${isSettled(operation)} for no key update)`;
      const saved = await db
        .update(operations)
        .set({ state, attempt, epoch, putOff, wakeAt, refusal, cancelReason, settledAt, history })
        .where(eq(operations.id, id))
        .returning({ command });
      if (saved.length === 0) throw new Error(`there is no operation ${id}`);
      if (!isSettled(operation)) return [];
      const { instanceId, chatId, commandId } = operation;
      const at = settledAt!;
      const report: Wake[] = (await wakeReportOfLocked(db, commandId)) ? [{ kind: 'report', id: commandId, at }] : [];
      const happening = { instanceId, chatId, at, kind: 'settled', content: { operationId: id } } as const;
      return [...report, ...(await noteHappenings(db, [happening, ...done], at))];
    },

    async isKnownEvent(instanceId, wireId) {
      const answer = await db.execute<{ known: boolean }>(sql`
        select exists (select from ${operations}
            where ${operations.instanceId} = ${instanceId} and ${operations.wireId} = ${wireId})
          or exists (select from ${pins} join ${chats} on ${chats.id} = ${pins.chatId}
            where ${pins.wireId} = ${wireId} and ${chats.instanceId} = ${instanceId})
          or exists (select from ${deeds} join ${chats} on ${chats.id} = ${deeds.chatId}
            where ${deeds.wireId} = ${wireId} and ${chats.instanceId} = ${instanceId}) as known`);
      return answer.rows[0]!.known;
    },

    async holdsLease({ instanceId, holder, epoch }) {
      const held = await db
        .select({ epoch: leases.epoch })
        .from(leases)
        .where(
          and(
            eq(leases.instanceId, instanceId),
            eq(leases.holder, holder),
            eq(leases.epoch, epoch),
            // now() would be the beginning of the transaction.
            sql`${leases.expiresAt} > clock_timestamp()`,
          ),
        )
        .for('share');
      return held.length > 0;
    },
  };
}

/** @param chatId SQL */
async function lockHead(db: Connection, chatId: SQL): Promise<Operation | null> {
  const head = db
    .select({ id: operations.id })
    .from(operations)
    .where(and(eq(operations.chatId, chatId), isUnsettled))
    .orderBy(asc(operations.seq))
    .limit(1);
  // The lock is asked of that one row: where another transaction has it, the next one does not step forward.
  const [locked] = await db
    .select()
    .from(operations)
    .where(and(eq(operations.id, head), isUnsettled))
    .for('no key update', { skipLocked: true });
  return locked ?? null;
}
