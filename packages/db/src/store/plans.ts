import type { Schedule } from '@pinwheel/domain';
import type { RotationsStore, Store } from '@pinwheel/pinning';
import { and, asc, eq, ne } from 'drizzle-orm';
import type { Connection } from '../connection.js';
import { airings, rotations, schedules } from '../schema/index.js';
import { readRotations, readStoredRotations } from './read-rotations.js';
import { scheduleColumns } from './rows.js';

type Plans = Pick<Store, 'schedules' | 'findSchedule' | 'findScheduleBySource'> & RotationsStore;

export const findScheduleBySource = async (db: Connection, source: string): Promise<Schedule | null> =>
  (await db.select(scheduleColumns).from(schedules).where(eq(schedules.source, source)))[0] ?? null;

export const plansIn = (db: Connection): Plans => ({
  schedules: (chatId) =>
    db
      .select(scheduleColumns)
      .from(schedules)
      .where(and(ne(schedules.state, 'deleted'), chatId === undefined ? undefined : eq(schedules.chatId, chatId)))
      .orderBy(asc(schedules.id)),
  findSchedule: async (id) => (await db.select(scheduleColumns).from(schedules).where(eq(schedules.id, id)))[0] ?? null,
  findScheduleBySource: (source) => findScheduleBySource(db, source),
  rotations: (chatId) =>
    readRotations(db, and(ne(airings.state, 'deleted'), chatId === undefined ? undefined : eq(airings.chatId, chatId))),
  findRotation: (id) => readRotations(db, eq(rotations.id, id)),
  findAiring: async (airingId) => (await readStoredRotations(db, eq(airings.id, airingId)))[0] ?? null,
});
