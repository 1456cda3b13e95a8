import { eq, sql } from 'drizzle-orm';
import type { Connection } from '../connection.js';
import { endsChannel } from '../http/ends.js';
import { commands } from '../schema/index.js';

/**
 * Lets the sweep find a command that has ended and whose asker waits. Called by everything that may make it so: a
 * creation without operations, the end of an operation, a target that comes late. The instant is that of the end.
 *
 * Who waits for a token's command is told with the commit. Only those: commits that tell anything queue up for it.
 *
 * @returns whether somebody is to be told now
 */
export async function wakeReport(db: Connection, commandId: string): Promise<boolean> {
  // First the lock: of a target and an end that come at the same moment, the later one sees the other.
  await db.select({ id: commands.id }).from(commands).where(eq(commands.id, commandId)).for('no key update');
  return wakeReportOfLocked(db, commandId);
}

/** The same where the command's row is locked already. */
export async function wakeReportOfLocked(db: Connection, commandId: string): Promise<boolean> {
  const ended = await db.execute<{ due: boolean }>(sql`
    with o as (
      select coalesce(max(settled_at), ${commandMadeAt(commandId)}) as ended_at,
        bool_and(state not in ('waiting', 'sending')) is not false as ended
      from operations where command_id = ${commandId}
    ), due as (
      update commands c set wake_at = o.ended_at from o
      where c.id = ${commandId} and o.ended and c.target is not null and c.reported_at is null and c.wake_at is null
      returning c.id
    ), told as (
      select pg_notify(${endsChannel}, c.id) from commands c, o
      where c.id = ${commandId} and o.ended and c.actor ->> 'kind' = 'token'
    )
    select exists (select from due) as due, (select count(*) from told) as told`);
  return ended.rows[0]!.due;
}

const commandMadeAt = (id: string) => sql`(select made_at from commands where id = ${id})`;
