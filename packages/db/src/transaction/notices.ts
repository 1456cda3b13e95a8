import type { NoticeTransaction } from '@pinwheel/pinning';
import type { Connection } from '../connection.js';
import { notices } from '../schema/index.js';

export const noticesIn = (db: Connection): NoticeTransaction => ({
  async insertNotice(notice) {
    const inserted = await db
      .insert(notices)
      .values({ ...notice, wakeAt: notice.foundAt })
      .onConflictDoNothing()
      .returning({ id: notices.id });
    return inserted.length > 0;
  },
});
