import type { AnnouncementTransaction } from '@pinwheel/pinning';
import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Connection } from '../connection.js';
import { announcementChats as places, announcements } from '../schema/index.js';
import type { transactionOn } from '../transaction/index.js';
import { announcementRows, withPlaces } from './records.js';

type Own = Omit<AnnouncementTransaction, keyof ReturnType<typeof transactionOn>>;

export function announcementsInTransaction(db: Connection): Own {
  const lock = async (id: number, only?: SQL) => {
    const rows = await announcementRows(db).where(eq(announcements.id, id)).for('no key update');
    return (await withPlaces(db, rows, only))[0] ?? null;
  };

  return {
    async findAnnouncementBySource(source) {
      // The next statement sees what the one we waited for has committed.
      await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${source}, 0))`);
      const [found] = await db
        .select({ id: announcements.id })
        .from(announcements)
        .where(eq(announcements.source, source));
      return found?.id ?? null;
    },
    async insertAnnouncement({ chatIds, ...announcement }) {
      const [inserted] = await db
        .insert(announcements)
        .values({ ...announcement, wakeAt: announcement.madeAt })
        .returning({ id: announcements.id });
      const { id: announcementId } = inserted!;
      await db.insert(places).values(chatIds.map((chatId, index) => ({ announcementId, chatId, place: index + 1 })));
      return announcementId;
    },
    lockAnnouncement: (id) => lock(id),
    async lockPlace(id, chatId) {
      const found = await lock(id, eq(places.chatId, chatId));
      return found?.places.length === 1 ? found : null;
    },
    async savePlace(announcementId, chatId, change) {
      await db
        .update(places)
        .set(change)
        .where(and(eq(places.announcementId, announcementId), eq(places.chatId, chatId)));
    },
    async saveAnnouncement(id, change) {
      await db.update(announcements).set(change).where(eq(announcements.id, id));
    },
  };
}
