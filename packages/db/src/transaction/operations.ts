import { isSettled } from '@pinwheel/domain';
import type { Transaction } from '@pinwheel/pinning';
import { and, asc, eq, lt, sql } from 'drizzle-orm';
import type { Connection } from '../connection.js';
import { noteHappenings } from '../http/note.js';
import { chats, deeds, leases, operations, pins } from '../schema/index.js';
import { isUnsettled } from '../store/rows.js';
import { wakeReport } from './reports.js';

type Operations = Pick<
  Transaction,
  'lockHeadOperation' | 'isBehind' | 'lockOperation' | 'findOperation' | 'saveOperation' | 'isKnownEvent' | 'holdsLease'
>;

export function operationsIn(db: Connection): Operations {
  return {
    async lockHeadOperation(chatId) {
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
    },
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
    async saveOperation(operation) {
      const { id, state, attempt, epoch, putOff, wakeAt, refusal, cancelReason, settledAt, history } = operation;
      const saved = await db
        .update(operations)
        .set({ state, attempt, epoch, putOff, wakeAt, refusal, cancelReason, settledAt, history })
        .where(eq(operations.id, id))
        .returning({ id: operations.id });
      if (saved.length === 0) throw new Error(`there is no operation ${id}`);
      if (!isSettled(operation)) return [];
      await wakeReport(db, operation.commandId);
      const { instanceId, chatId } = operation;
      const place = { instanceId, chatId, at: settledAt! };
      return noteHappenings(db, [{ ...place, kind: 'settled', content: { operationId: id } }], settledAt!);
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
