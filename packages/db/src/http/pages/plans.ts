import type { Rotation } from '@pinwheel/domain';
import type { Pages, PlanPageQuery } from '@pinwheel/pinning';
import { and, asc, eq, exists, gt, inArray, ne, notExists, type SQL, sql } from 'drizzle-orm';
import type { Connection } from '../../connection.js';
import { airings, chats, rotations, schedules } from '../../schema/index.js';
import { readRotations } from '../../store/read-rotations.js';
import { scheduleColumns } from '../../store/rows.js';

type PlanPages = Pick<Pages, 'schedules' | 'rotations'>;

export const planPages = (db: Connection): PlanPages => ({
  schedules({ instanceId, chatId, after, limit }) {
    const own = db
      .select({ id: chats.id })
      .from(chats)
      .where(eq(chats.instanceId, instanceId ?? ''));
    return db
      .select(scheduleColumns)
      .from(schedules)
      .where(
        and(
          ne(schedules.state, 'deleted'),
          instanceId === null ? undefined : inArray(schedules.chatId, own),
          chatId === null ? undefined : eq(schedules.chatId, chatId),
          after === null ? undefined : gt(schedules.id, after),
        ),
      )
      .orderBy(asc(schedules.id))
      .limit(limit);
  },

  async rotations(query) {
    const found = await db
      .select({ id: rotations.id })
      .from(rotations)
      .where(rotationsAsked(db, query))
      .orderBy(asc(rotations.id))
      .limit(query.limit);
    const ids = found.map(({ id }) => id);
    const standing = ids.length === 0 ? [] : await readRotations(db, inArray(rotations.id, ids));
    return ids.map((id): Rotation[] => standing.filter((rotation) => rotation.id === id));
  },
});

function rotationsAsked(db: Connection, { instanceId, chatId, after }: PlanPageQuery): SQL | undefined {
  const airing = (condition: SQL | undefined) =>
    db
      .select({ one: sql`1` })
      .from(airings)
      .innerJoin(chats, eq(chats.id, airings.chatId))
      .where(and(eq(airings.rotationId, rotations.id), condition));
  return and(
    exists(airing(and(ne(airings.state, 'deleted'), chatId === null ? undefined : eq(airings.chatId, chatId)))),
    instanceId === null ? undefined : notExists(airing(ne(chats.instanceId, instanceId))),
    after === null ? undefined : gt(rotations.id, after),
  );
}
