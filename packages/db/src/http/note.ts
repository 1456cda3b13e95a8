import type { Instant } from '@pinwheel/domain';
import type { NewHappening, Wake } from '@pinwheel/pinning';
import { sql } from 'drizzle-orm';
import type { Connection } from '../connection.js';
import { toJson } from '../storable.js';

/** Whether somebody wants to be told. `kind` and `instance` are SQL. */
export const isAskedFor = (kind: string, instance: string): string =>
  `exists (select from webhooks w where w.enabled and w.about ? ${kind}
    and (w.instance_id is null or w.instance_id = ${instance}))`;

export const happeningsWake = (instanceId: string, at: number): Wake => ({ kind: 'happenings', id: instanceId, at });

/** Notes what happened, in their order, where somebody wants to be told of it. @returns whom to wake after the commit */
export async function noteHappenings(
  db: Connection,
  happenings: readonly NewHappening[],
  now: Instant,
): Promise<Wake[]> {
  if (happenings.length === 0) return [];
  const rows = happenings.map((happening, n) => ({ ...happening, n, at: new Date(happening.at).toISOString() }));
  const noted = await db.execute<{ instance: string }>(sql`
    insert into happenings (instance_id, chat_id, kind, content, at)
    select h."instanceId", h."chatId", h.kind, h.content, h.at
    from json_to_recordset(${toJson(rows)}::json)
      as h(n int, "instanceId" text, "chatId" bigint, kind text, content jsonb, at timestamptz)
    where ${sql.raw(isAskedFor('h.kind', 'h."instanceId"'))}
    order by h.n
    returning instance_id as instance`);
  const instances = new Set(noted.rows.map(({ instance }) => instance));
  // Not when it happened: what WhatsApp dates has whole seconds, and of two jobs of one moment a queue keeps one.
  return [...instances].map((id) => happeningsWake(id, now));
}
