import type { Announcements } from '@pinwheel/pinning';
import { and, desc, eq, exists, inArray, lt } from 'drizzle-orm';
import type { Pool } from '../connection.js';
import { announcementChats as places, announcements, chats, pins } from '../schema/index.js';
import { isStanding } from '../store/pins.js';
import { pinColumns } from '../store/rows.js';
import { transactionOn } from '../transaction/index.js';
import { announcementRows, withPlaces } from './records.js';
import { announcementsInTransaction } from './transaction.js';

export const announcementsIn = ({ drizzle: db, transaction }: Pool, slots: number): Announcements => ({
  transaction: (work) =>
    transaction((connection) =>
      work({ ...transactionOn(connection, slots), ...announcementsInTransaction(connection) }),
    ),

  async find(id) {
    return (await withPlaces(db, await announcementRows(db).where(eq(announcements.id, id))))[0] ?? null;
  },

  async list({ chatIds, instanceId, before, limit }) {
    const inThese = and(
      chatIds === null ? undefined : inArray(places.chatId, [...chatIds]),
      instanceId === null ? undefined : eq(chats.instanceId, instanceId),
    );
    const theirs = db
      .select({ id: places.announcementId })
      .from(places)
      .innerJoin(chats, eq(chats.id, places.chatId))
      .where(and(eq(places.announcementId, announcements.id), inThese));
    const rows = await announcementRows(db)
      .where(and(exists(theirs), before === null ? undefined : lt(announcements.id, before)))
      .orderBy(desc(announcements.id))
      .limit(limit);
    return withPlaces(db, rows, inThese);
  },

  async ofCommand(commandId) {
    const [place] = await db.select({ id: places.announcementId }).from(places).where(eq(places.commandId, commandId));
    return place?.id ?? null;
  },

  standingPins: (chatIds, now) =>
    db
      .select(pinColumns)
      .from(pins)
      .where(and(inArray(pins.chatId, [...chatIds]), isStanding(now))),
});
