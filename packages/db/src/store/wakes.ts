import type { Instant } from '@pinwheel/domain';
import type { Store, Wake } from '@pinwheel/pinning';
import { type SQL, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Connection } from '../connection.js';
import { deliveries, happenings } from '../http/schema/webhooks.js';
import {
  airings,
  announcements,
  chats,
  commands,
  instances,
  notices,
  operations,
  pins,
  schedules,
} from '../schema/index.js';
import { isUnsettled } from './rows.js';

type Wakes = Pick<Store, 'headOperations' | 'unsettledOperations' | 'dueWakes'>;

interface DueRow extends Record<string, unknown> {
  kind: Wake['kind'];
  id: string;
  instance_id: string | null;
  at: Instant;
}

export function wakesIn(db: Connection): Wakes {
  async function owedBy(instanceId: string, only: SQL): Promise<Wake[]> {
    const { rows } = await db.execute<DueRow>(sql`
      select 'operation' as kind, ${operations.id}, ${operations.instanceId}, ${inMilliseconds(operations.wakeAt)} as at
      from ${operations}
      where ${operations.instanceId} = ${instanceId} and ${isUnsettled} and ${only}
      order by ${operations.seq}`);
    return rows.map(toWake);
  }

  return {
    headOperations: (instanceId) => owedBy(instanceId, isFirst),
    unsettledOperations: (instanceId) => owedBy(instanceId, sql`true`),

    async dueWakes(now, limit) {
      const due = (
        kind: Wake['kind'],
        table: PgTable & { id: PgColumn },
        at: PgColumn,
        { only = sql`true`, instance = sql`null` } = {},
      ) =>
        sql`(select ${kind} as kind, ${table.id}::text as id, ${instance}::text as instance_id, ${at} as due_at
          from ${table} where ${at} <= ${sql.param(now, at)} and ${only} order by ${at} limit ${limit})`;
      const parts: SQL[] = [
        due('operation', operations, operations.wakeAt, { instance: sql`${operations.instanceId}`, only: isFirst }),
        due('schedule', schedules, schedules.nextAt, { only: sql`${schedules.state} = 'active'` }),
        due('rotation', airings, airings.nextAt, { only: sql`${airings.state} = 'active'` }),
        due('pin', pins, pins.tendAt, { only: sql`${pins.endedAt} is null` }),
        due('board', chats, chats.reconcileAt),
        due('announcement', announcements, announcements.wakeAt),
        due('report', commands, commands.wakeAt),
        due('notice', notices, notices.wakeAt),
        sql`(select 'webhook', webhook_id, null, min(wake_at) from ${deliveries}
          where ${deliveries.wakeAt} <= ${sql.param(now, deliveries.wakeAt)}
          group by webhook_id order by 4 limit ${limit})`,
        sql`(select 'happenings', id, null, ${sql.param(now, commands.wakeAt)}::timestamptz from ${instances}
          where exists (select from ${happenings} where ${happenings.instanceId} = ${instances.id}))`,
      ];
      // The kinds take turns: a thousand operations of an instance without connection must not hide a schedule.
      const { rows } = await db.execute<DueRow>(sql`
        select kind, id, instance_id, ${inMilliseconds(sql`due_at`)} as at
        from (${sql.join(parts, sql` union all `)}) as due
        order by row_number() over (partition by kind order by due_at), due_at
        limit ${limit}`);
      return rows.map(toWake);
    },
  };
}

/** Of those that a chat is owed: the others are woken as their turn comes. */
const isFirst = sql`not exists (select from ${operations} as before
  where before.chat_id = ${operations.chatId} and before.seq < ${operations.seq} and before.state in ('waiting', 'sending'))`;

const inMilliseconds = (at: PgColumn | SQL): SQL => sql`(extract(epoch from ${at}) * 1000)::float8`;

function toWake({ kind, id, instance_id: instanceId, at }: DueRow): Wake {
  switch (kind) {
    case 'operation':
      return { kind, id, instanceId: instanceId!, at };
    case 'report':
    case 'notice':
    case 'linking':
    case 'happenings':
    case 'webhook':
      return { kind, id, at };
    default:
      return { kind, id: Number(id), at };
  }
}
