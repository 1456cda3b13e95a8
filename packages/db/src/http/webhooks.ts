import type { StoredWebhook, Webhooks } from '@pinwheel/pinning';
import { and, asc, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Connection, Pool } from '../connection.js';
import { deliveries, webhooks } from './schema/webhooks.js';

export const webhookColumns = {
  id: webhooks.id,
  instanceId: webhooks.instanceId,
  dialect: webhooks.dialect,
  label: webhooks.label,
  url: webhooks.url,
  enabled: webhooks.enabled,
  about: webhooks.about,
  options: webhooks.options,
  createdAt: webhooks.createdAt,
  problem: webhooks.problem,
};

export const storedColumns = { ...webhookColumns, keyId: webhooks.keyId, bytes: webhooks.secrets };

type Row = Omit<StoredWebhook, 'secrets'> & { keyId: string; bytes: Uint8Array };

export const toStored = ({ keyId, bytes, ...webhook }: Row): StoredWebhook => ({
  ...webhook,
  secrets: { keyId, bytes },
});

export function webhooksIn({ drizzle, transaction }: Pool): Webhooks {
  return {
    edit: ({ instanceId, dialect }, now, work) =>
      transaction(async (db) => {
        const owner = `webhooks:${dialect}:${instanceId ?? ''}`;
        await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${owner}, 0))`);
        const own = await db
          .select(storedColumns)
          .from(webhooks)
          .where(and(isOf(instanceId), eq(webhooks.dialect, dialect)))
          .orderBy(asc(webhooks.label))
          .for('no key update');
        const { save = [], remove = [], result } = work(own.map(toStored));
        if (remove.length > 0) await db.delete(webhooks).where(inArray(webhooks.id, remove));
        for (const webhook of save) await saveWebhook(db, webhook);
        for (const { id, enabled } of save) if (!enabled) await dropWaiting(db, id, now);
        return result;
      }),
    async find(id) {
      const [found] = await drizzle.select(storedColumns).from(webhooks).where(eq(webhooks.id, id));
      return found ? toStored(found) : null;
    },
    async all(instanceId) {
      const found = await drizzle
        .select(storedColumns)
        .from(webhooks)
        .where(instanceId === null ? undefined : or(isNull(webhooks.instanceId), eq(webhooks.instanceId, instanceId)))
        .orderBy(asc(webhooks.dialect), asc(webhooks.label));
      return found.map(toStored);
    },
  };
}

const isOf = (instanceId: string | null) =>
  instanceId === null ? isNull(webhooks.instanceId) : eq(webhooks.instanceId, instanceId);

async function saveWebhook(db: Connection, { secrets: { keyId, bytes }, ...webhook }: StoredWebhook): Promise<void> {
  const row = { ...webhook, keyId, secrets: bytes };
  await db.insert(webhooks).values(row).onConflictDoUpdate({ target: webhooks.id, set: row });
}

/** What waits for a webhook that is switched off is not lost: it can be replayed. The caller holds the webhook's lock. */
export async function dropWaiting(db: Connection, webhookId: string, now: number): Promise<void> {
  await db
    .update(deliveries)
    .set({ state: 'dead', problem: 'switched_off', wakeAt: null, settledAt: now })
    .where(and(eq(deliveries.webhookId, webhookId), inArray(deliveries.state, ['waiting', 'sending'])));
}
