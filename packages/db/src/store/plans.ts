import type { Rotation } from '@pinwheel/domain';
import type { Store } from '@pinwheel/pinning';
import { and, asc, eq, inArray, ne, type SQL } from 'drizzle-orm';
import type { Connection } from '../connection.js';
import { rotationItems, rotations, schedules } from '../schema/index.js';
import { itemColumns, rotationColumns, scheduleColumns } from './rows.js';

type Plans = Pick<Store, 'schedules' | 'findSchedule' | 'rotations' | 'findRotation'>;

export function plansIn(db: Connection): Plans {
  return {
    schedules: (chatId) =>
      db
        .select(scheduleColumns)
        .from(schedules)
        .where(and(ne(schedules.state, 'deleted'), chatId === undefined ? undefined : eq(schedules.chatId, chatId)))
        .orderBy(asc(schedules.id)),
    findSchedule: async (id) =>
      (await db.select(scheduleColumns).from(schedules).where(eq(schedules.id, id)))[0] ?? null,
    rotations: (chatId) =>
      rotationsWhere(
        db,
        and(ne(rotations.state, 'deleted'), chatId === undefined ? undefined : eq(rotations.chatId, chatId)),
      ),
    findRotation: async (id) => (await rotationsWhere(db, eq(rotations.id, id)))[0] ?? null,
  };
}

async function rotationsWhere(db: Connection, condition: SQL | undefined): Promise<Rotation[]> {
  const found = await db.select(rotationColumns).from(rotations).where(condition).orderBy(asc(rotations.id));
  if (found.length === 0) return [];
  const ids = found.map(({ id }) => id);
  const items = await db
    .select({ rotationId: rotationItems.rotationId, item: itemColumns })
    .from(rotationItems)
    .where(inArray(rotationItems.rotationId, ids))
    .orderBy(asc(rotationItems.place));
  return found.map((rotation) => ({
    ...rotation,
    items: items.filter(({ rotationId }) => rotationId === rotation.id).map(({ item }) => item),
  }));
}
