import type { Transaction } from '@pinwheel/pinning';
import { eq } from 'drizzle-orm';
import type { Connection } from '../connection.js';
import { schedules } from '../schema/index.js';
import { scheduleColumns } from '../store/rows.js';

type Schedules = Pick<Transaction, 'lockSchedule' | 'insertSchedule' | 'saveSchedule'>;

export function schedulesIn(db: Connection): Schedules {
  const findBySource = async (source: string) =>
    (await db.select(scheduleColumns).from(schedules).where(eq(schedules.source, source)))[0];

  return {
    async lockSchedule(id) {
      const [schedule] = await db
        .select({ ...scheduleColumns, target: schedules.target })
        .from(schedules)
        .where(eq(schedules.id, id))
        .for('no key update');
      return schedule ?? null;
    },
    // Looked up first, so that a second delivery burns no number; the same source at the same moment meets the index.
    async insertSchedule(schedule) {
      const known = await findBySource(schedule.source);
      if (known) return known;
      const [inserted] = await db.insert(schedules).values(schedule).onConflictDoNothing().returning(scheduleColumns);
      return inserted ?? (await findBySource(schedule.source))!;
    },
    async saveSchedule({ id, words, rule, action, state, pausedBecause, nextAt, lastAt }) {
      await db
        .update(schedules)
        .set({ words, rule, action, state, pausedBecause, nextAt, lastAt })
        .where(eq(schedules.id, id));
    },
  };
}
