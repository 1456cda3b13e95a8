import type { Lease, Leases } from '@pinwheel/pinning';
import { sql } from 'drizzle-orm';
import type { Connection } from './connection.js';

type LeaseRow = Lease & Record<string, unknown>;

/** Time is the database's throughout: the holders' clocks may differ. */
export function leasesIn(db: Connection): Leases {
  const until = (ttlMs: number) => sql`now() + ${ttlMs}::float8 * interval '1 millisecond'`;

  return {
    async take(holder, ttlMs, limit) {
      // The last condition looks at the newest lease: another taker may have committed after this statement began.
      const taken = await db.execute<LeaseRow>(sql`
        with free as (
          select i.id
          from instances i left join leases l on l.instance_id = i.id
          where (i.state in ('linked', 'leaving')
              or exists (select from linkings where instance_id = i.id and state in ('wanted', 'shown')))
            and (l.holder is null or l.expires_at <= now())
          order by i.id
          limit ${limit}
          for no key update of i skip locked
        )
        insert into leases as held (instance_id, holder, epoch, expires_at)
        select id, ${holder}, 1, ${until(ttlMs)} from free
        on conflict (instance_id) do update
          set holder = excluded.holder, epoch = held.epoch + 1, expires_at = excluded.expires_at
          where held.holder is null or held.expires_at <= now()
        returning instance_id as "instanceId", holder, epoch::float8 as epoch`);
      return taken.rows;
    },

    // One that ran out is not extended: its holder has stopped by then, and takes it anew like everybody else.
    async renew(holder, ttlMs) {
      const renewed = await db.execute<LeaseRow>(sql`
        update leases set expires_at = ${until(ttlMs)}
        where holder = ${holder} and expires_at > now()
        returning instance_id as "instanceId", holder, epoch::float8 as epoch`);
      return renewed.rows;
    },

    async release({ instanceId, holder, epoch }) {
      await db.execute(sql`
        update leases set holder = null
        where instance_id = ${instanceId} and holder = ${holder} and epoch = ${epoch}`);
    },
  };
}
