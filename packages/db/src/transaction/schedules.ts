import type { Transaction } from '@pinwheel/pinning';
import { eq } from 'drizzle-orm';
import type { Connection } from '../connection.js';
import { schedules } from '../schema/index.js';
import { findScheduleBySource } from '../store/plans.js';
import { scheduleColumns } from '../store/rows.js';

type Schedules = Pick<Transaction, 'lockSchedule' | 'findScheduleBySource' | 'insertSchedule' | 'saveSchedule'>;

export function schedulesIn(db: Connection): Schedules {
  return {
    async lockSchedule(id) {
      const [schedule] = await db
        .select({ ...scheduleColumns, target: schedules.target })
        .from(schedules)
        .where(eq(schedules.id, id))
        .for('no key update');
      return schedule ?? null;
    },
    findScheduleBySource: (source) => findScheduleBySource(db, source),
    // Looked up first, so that a second delivery burns no number; the same source at the same moment meets the index.
    async insertSchedule(schedule) {
      const known = await findScheduleBySource(db, schedule.source);
      if (known) return known;
      const [inserted] = await db.insert(schedules).values(schedule).onConflictDoNothing().returning(scheduleColumns);
      return inserted ?? (await findScheduleBySource(db, schedule.source))!;
    },
    async saveSchedule({ id, words, rule, from, until, except, ifQuiet, catchUp, ...rest }) {
      const { action, state, pausedBecause, nextAt, lastAt, doneUntil } = rest;
      const timetable = { rule, from, until, except, ifQuiet, catchUp };
      await db
        .update(schedules)
        .set({ words, ...timetable, action, state, pausedBecause, nextAt, lastAt, doneUntil })
        .where(eq(schedules.id, id));
    },
  };
}
