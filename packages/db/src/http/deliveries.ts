import { claimDelivery, type Delivery, isDeliverySettled } from '@pinwheel/domain';
import type { Deliveries, DeliveryQuery } from '@pinwheel/pinning';
import { and, asc, desc, eq, gt, inArray, isNull, lt, lte, ne, or, type SQL, sql } from 'drizzle-orm';
import type { Connection, Pool } from '../connection.js';
import { stepForward, webhookWake } from './line.js';
import { deliveries, webhooks } from './schema/webhooks.js';
import { dropWaiting, storedColumns, toStored } from './webhooks.js';

const deliveryColumns = {
  id: deliveries.id,
  webhookId: deliveries.webhookId,
  event: deliveries.event,
  state: deliveries.state,
  attempt: deliveries.attempt,
  createdAt: deliveries.createdAt,
  giveUpAt: deliveries.giveUpAt,
  wakeAt: deliveries.wakeAt,
  settledAt: deliveries.settledAt,
  status: deliveries.status,
  problem: deliveries.problem,
} satisfies Record<keyof Delivery, unknown>;

const shownColumns = {
  ...deliveryColumns,
  seq: deliveries.seq,
  instanceId: deliveries.instanceId,
  body: deliveries.body,
  replayedBy: deliveries.replayedBy,
};

const isUnsettled = sql`${deliveries.state} in ('waiting', 'sending')`;

export function deliveriesIn({ drizzle, transaction }: Pool): Deliveries {
  return {
    claim: (webhookId, now, atOnce) =>
      transaction(async (db) => {
        const webhook = await lockWebhook(db, webhookId);
        if (!webhook?.enabled || (await countUnderWay(db, webhookId, now)) >= atOnce) return null;
        const [next] = await db
          .select({ delivery: deliveryColumns, path: deliveries.path, body: deliveries.body })
          .from(deliveries)
          .where(and(eq(deliveries.webhookId, webhookId), lte(deliveries.wakeAt, now)))
          .orderBy(asc(deliveries.wakeAt), asc(deliveries.seq))
          .limit(1);
        if (!next) return null;
        const delivery = claimDelivery(next.delivery, now);
        await saveDelivery(db, delivery);
        return { ...next, delivery, webhook };
      }),

    settle: ({ id, webhookId, attempt }, settled, { switchOff, now }) =>
      transaction(async (db) => {
        await lockWebhook(db, webhookId);
        const [current] = await db
          .select({ state: deliveries.state, attempt: deliveries.attempt, line: deliveries.line })
          .from(deliveries)
          .where(eq(deliveries.id, id));
        if (current?.state !== 'sending' || current.attempt !== attempt) return [];
        await saveDelivery(db, settled);
        if (switchOff) {
          await db.update(webhooks).set({ enabled: false, problem: 'gone' }).where(eq(webhooks.id, webhookId));
          await dropWaiting(db, webhookId, now);
          return [];
        }
        if (!isDeliverySettled(settled)) return [webhookWake(webhookId, settled.wakeAt!)];
        return stepForward(db, [{ webhookId, line: current.line }], now);
      }),

    async list({ limit, ...query }) {
      return drizzle
        .select(shownColumns)
        .from(deliveries)
        .where(matching(drizzle, query))
        .orderBy(desc(deliveries.seq))
        .limit(limit);
    },
    async find(id) {
      const [found] = await drizzle.select(shownColumns).from(deliveries).where(eq(deliveries.id, id));
      return found ?? null;
    },

    replay: (id, { source, now, giveUpAt }) =>
      transaction(async (db) => {
        const [found] = await db
          .select({ webhookId: deliveries.webhookId, line: deliveries.line })
          .from(deliveries)
          .where(eq(deliveries.id, id));
        if (!found || !(await lockWebhook(db, found.webhookId))?.enabled) return [];
        const fresh = { state: 'waiting', attempt: 0, giveUpAt, settledAt: null, status: null, problem: null } as const;
        const isAnother = or(isNull(deliveries.replayedBy), ne(deliveries.replayedBy, source));
        const ended = and(eq(deliveries.id, id), inArray(deliveries.state, ['dead', 'delivered']), isAnother);
        await db
          .update(deliveries)
          .set({ ...fresh, seq: sql`default`, replayedBy: source })
          .where(ended);
        return stepForward(db, [found], now);
      }),

    async count() {
      const waiting = drizzle
        .select({
          count: sql<number>`count(*)::int`,
          oldest: sql<number | null>`(extract(epoch from min(${deliveries.createdAt})) * 1000)::float8`,
        })
        .from(deliveries)
        .where(isUnsettled);
      const [[still], dead] = await Promise.all([waiting, drizzle.$count(deliveries, eq(deliveries.state, 'dead'))]);
      return { waiting: still!.count, dead, oldestWaitingAt: still!.oldest };
    },

    async forget(before, limit) {
      const old = or(
        and(eq(deliveries.state, 'delivered'), lt(deliveries.settledAt, before.delivered)),
        and(eq(deliveries.state, 'dead'), lt(deliveries.settledAt, before.dead)),
      );
      const forgotten = await drizzle
        .delete(deliveries)
        .where(inArray(deliveries.id, drizzle.select({ id: deliveries.id }).from(deliveries).where(old).limit(limit)));
      return forgotten.rowCount ?? 0;
    },
  };
}

async function lockWebhook(db: Connection, id: string) {
  const [row] = await db.select(storedColumns).from(webhooks).where(eq(webhooks.id, id)).for('no key update');
  return row ? toStored(row) : null;
}

/** Without those whose process died. */
const countUnderWay = (db: Connection, webhookId: string, now: number): Promise<number> =>
  db.$count(
    deliveries,
    and(eq(deliveries.webhookId, webhookId), eq(deliveries.state, 'sending'), gt(deliveries.wakeAt, now)),
  );

async function saveDelivery(db: Connection, delivery: Delivery): Promise<void> {
  const { state, attempt, wakeAt, settledAt, status, problem } = delivery;
  await db
    .update(deliveries)
    .set({ state, attempt, wakeAt, settledAt, status, problem })
    .where(eq(deliveries.id, delivery.id));
}

function matching(
  db: Connection,
  { instanceId, webhookId, state, before }: Omit<DeliveryQuery, 'limit'>,
): SQL | undefined {
  const own = db
    .select({ id: webhooks.id })
    .from(webhooks)
    .where(eq(webhooks.instanceId, instanceId ?? ''));
  return and(
    instanceId === null ? undefined : inArray(deliveries.webhookId, own),
    webhookId === undefined ? undefined : eq(deliveries.webhookId, webhookId),
    state === undefined ? undefined : eq(deliveries.state, state),
    before === undefined ? undefined : lt(deliveries.seq, before),
  );
}
