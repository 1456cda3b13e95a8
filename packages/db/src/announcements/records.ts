import type { AnnouncementPlace, AnnouncementRecord } from '@pinwheel/pinning';
import { and, asc, eq, getTableColumns, inArray, type SQL } from 'drizzle-orm';
import type { Connection } from '../connection.js';
import { announcementChats as places, announcements, chats, commands, operations } from '../schema/index.js';
import { withTheirOperations } from '../store/commands.js';
import { commandColumns } from '../store/rows.js';

const announcementColumns = {
  id: announcements.id,
  text: announcements.text,
  hold: announcements.hold,
  actor: announcements.actor,
  madeAt: announcements.madeAt,
  target: announcements.target,
  retriedBy: announcements.retriedBy,
};

type Row = Omit<AnnouncementRecord, 'places'>;

export const announcementRows = (db: Connection) => db.select(announcementColumns).from(announcements);

/** Fills in how they stand in their chats, in four statements however many there are. */
export async function withPlaces(db: Connection, rows: readonly Row[], only?: SQL): Promise<AnnouncementRecord[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const found = await db
    .select({ ...getTableColumns(places), chat: getTableColumns(chats) })
    .from(places)
    .innerJoin(chats, eq(chats.id, places.chatId))
    .where(and(inArray(places.announcementId, ids), only))
    .orderBy(asc(places.place));
  const asked = await commandsOf(
    db,
    found.flatMap(({ commandId }) => commandId ?? []),
  );
  const postIds = found.flatMap(({ postId }) => postId ?? []);
  const posts = postIds.length === 0 ? [] : await db.select().from(operations).where(inArray(operations.id, postIds));
  return rows.map((row) => ({
    ...row,
    places: found
      .filter(({ announcementId }) => announcementId === row.id)
      .map(({ chat, tries, commandId, postId }): AnnouncementPlace => ({
        ...{ chat, tries },
        command: asked.find(({ command }) => command.id === commandId) ?? null,
        post: posts.find(({ id }) => id === postId) ?? null,
      })),
  }));
}

async function commandsOf(db: Connection, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const found = await db
    .select(commandColumns)
    .from(commands)
    .where(inArray(commands.id, [...ids]));
  return withTheirOperations(db, found);
}
