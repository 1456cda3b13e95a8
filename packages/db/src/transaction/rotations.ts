import type { ProgrammeItem, Rotation } from '@pinwheel/domain';
import type { NewRotation, RotationsTransaction } from '@pinwheel/pinning';
import { and, asc, eq, inArray, ne, notInArray, sql } from 'drizzle-orm';
import type { Connection } from '../connection.js';
import { airedItems, airings, chats, rotationChanges, rotationItems, rotations } from '../schema/index.js';
import { readRotations, readStoredRotations } from '../store/read-rotations.js';

export const rotationsIn = (db: Connection): RotationsTransaction => ({
  lockAiring: async (airingId) => (await readStoredRotations(db, eq(airings.id, airingId), { lock: true }))[0] ?? null,
  lockRotation: (id) => readStoredRotations(db, eq(rotations.id, id), { lock: true }),
  rotationsIn: (chatId) => readRotations(db, and(eq(airings.chatId, chatId), ne(airings.state, 'deleted'))),

  async findRotationBySource(source) {
    const [change] = await db.select().from(rotationChanges).where(eq(rotationChanges.source, source));
    return change ? readRotations(db, eq(rotations.id, change.rotationId)) : [];
  },

  async insertRotation(rotation) {
    if (await isNameTaken(db, rotation)) return null;
    const { chats: where, source, ...fields } = rotation;
    const [inserted] = await db.insert(rotations).values(fields).returning({ id: rotations.id });
    const { id } = inserted!;
    await db.insert(rotationChanges).values({ source, rotationId: id });
    await db.insert(airings).values(where.map((airing) => ({ ...airing, rotationId: id, state: 'active' as const })));
    return readRotations(db, eq(rotations.id, id));
  },

  async saveRotation(rotation) {
    const { airingId, state, nextAt, lastAt, round, currentItemId, currentMessageId } = rotation;
    const { pausedBecause, currentSince, emptySince } = rotation;
    await db
      .update(airings)
      .set({ state, pausedBecause, nextAt, lastAt, round, currentItemId, currentMessageId, currentSince, emptySince })
      .where(eq(airings.id, airingId));
    await saveAired(db, rotation);
  },

  async saveItems(rotationId, items) {
    const kept = items.map(({ id }) => id).filter((id) => id !== 0);
    const others = kept.length > 0 ? notInArray(rotationItems.id, kept) : undefined;
    await db.delete(rotationItems).where(and(eq(rotationItems.rotationId, rotationId), others));
    for (const [index, item] of items.entries()) await saveItem(db, rotationId, item, index + 1);
  },

  async noteRotationChange(source, rotationId) {
    await db.insert(rotationChanges).values({ source, rotationId });
  },
});

/** Under the chats' locks, so that two that are created at the same moment do not miss each other. */
async function isNameTaken(db: Connection, { name, chats: where }: NewRotation): Promise<boolean> {
  const chatIds = where.map(({ chatId }) => chatId);
  await db.select().from(chats).where(inArray(chats.id, chatIds)).orderBy(asc(chats.id)).for('no key update');
  const taken = await db
    .select({ id: airings.id })
    .from(airings)
    .innerJoin(rotations, eq(rotations.id, airings.rotationId))
    .where(
      and(
        inArray(airings.chatId, chatIds),
        ne(airings.state, 'deleted'),
        eq(sql`lower(${rotations.name})`, sql`lower(${name})`),
      ),
    );
  return taken.length > 0;
}

async function saveAired(db: Connection, { airingId, items }: Rotation): Promise<void> {
  if (items.length === 0) return;
  const aired = items.map(({ id, target, messageId, shown, goneTold }) => ({
    ...{ airingId, itemId: id, shown, goneTold },
    messageId: target.kind === 'message' ? null : messageId,
  }));
  await db
    .insert(airedItems)
    .values(aired)
    .onConflictDoUpdate({
      target: [airedItems.airingId, airedItems.itemId],
      set: {
        messageId: sql`excluded.message_id`,
        shown: sql`excluded.shown`,
        goneTold: sql`excluded.gone_told`,
      },
    });
}

async function saveItem(db: Connection, rotationId: number, item: ProgrammeItem, place: number): Promise<void> {
  const { id, target, weight, window, leastMs } = item;
  const fields = { rotationId, place, target, weight, leastMs, fromDay: window.from, untilDay: window.until };
  if (id === 0) await db.insert(rotationItems).values(fields);
  else await db.update(rotationItems).set(fields).where(eq(rotationItems.id, id));
}
