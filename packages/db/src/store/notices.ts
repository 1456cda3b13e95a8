import type { NoticeStore } from '@pinwheel/pinning';
import { asc, getTableColumns, inArray, lte, sql } from 'drizzle-orm';
import type { Connection } from '../connection.js';
import { notices } from '../schema/index.js';

export function noticesIn(db: Connection): NoticeStore {
  const those = (ids: readonly string[]) => inArray(notices.id, [...ids]);
  const { wakeAt: _, ...columns } = getTableColumns(notices);

  return {
    async claimNotices(now, until, limit) {
      const due = db
        .select({ id: notices.id })
        .from(notices)
        .where(lte(notices.wakeAt, now))
        .orderBy(asc(notices.seq))
        .limit(limit)
        .for('update', { skipLocked: true });
      const claimed = await db
        .update(notices)
        .set({ wakeAt: until })
        .where(inArray(notices.id, due))
        .returning(columns);
      return claimed.toSorted((a, b) => a.seq - b.seq).map(({ seq: __, ...notice }) => notice);
    },
    async noteTold(ids, telegramId) {
      if (ids.length === 0) return;
      await db
        .update(notices)
        .set({ told: sql`${notices.told} || to_jsonb(${telegramId}::bigint)` })
        .where(those(ids));
    },
    async closeNotices(ids) {
      if (ids.length > 0) await db.update(notices).set({ wakeAt: null }).where(those(ids));
    },
  };
}
