import type { Instant } from '@pinwheel/domain';
import type { Wake } from '@pinwheel/pinning';
import { sql } from 'drizzle-orm';
import type { Connection } from '../connection.js';
import { deliveries } from './schema/webhooks.js';

export type NewDelivery = Omit<typeof deliveries.$inferInsert, 'seq'>;

interface Line {
  webhookId: string;
  line: string;
}

export const webhookWake = (id: string, at: Instant): Wake => ({ kind: 'webhook', id, at });

/** The caller holds the lock of their webhooks. @returns whom to wake */
export async function insertDeliveries(db: Connection, planned: NewDelivery[], now: Instant): Promise<Wake[]> {
  if (planned.length === 0) return [];
  await db.insert(deliveries).values(planned);
  const lines = new Map(planned.map(({ webhookId, line }) => [`${webhookId}\n${line}`, { webhookId, line }]));
  return stepForward(db, [...lines.values()], now);
}

/** Lets the oldest of each line be due, unless it waits for a time of its own. The caller holds the webhooks' lock. */
export async function stepForward(db: Connection, lines: readonly Line[], now: Instant): Promise<Wake[]> {
  const due = await db.execute<{ id: string }>(sql`
    update deliveries d set wake_at = ${new Date(now).toISOString()}::timestamptz
    from json_to_recordset(${JSON.stringify(lines)}::json) as l("webhookId" text, line text)
      cross join lateral (
        select id from deliveries
        where webhook_id = l."webhookId" and line = l.line and state in ('waiting', 'sending')
        order by seq limit 1
      ) as head
    where d.id = head.id and d.wake_at is null
    returning d.webhook_id as id`);
  return [...new Set(due.rows.map(({ id }) => id))].map((id) => webhookWake(id, now));
}
