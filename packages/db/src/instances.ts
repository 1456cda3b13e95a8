import type { Instance, Instances, Linking } from '@pinwheel/pinning';
import { and, asc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { Pool } from './connection.js';
import { noteHappenings } from './http/note.js';
import { instances, linkings } from './schema/index.js';

const isOpen = inArray(linkings.state, ['wanted', 'shown']);

export function instancesIn({ drizzle: db, transaction }: Pool): Instances {
  const find = async (id: string): Promise<Instance | null> =>
    (await db.select().from(instances).where(eq(instances.id, id)))[0] ?? null;

  return {
    all: () => db.select().from(instances).orderBy(asc(instances.id)),
    find,
    async create(id) {
      await db.insert(instances).values({ id, state: 'unlinked' }).onConflictDoNothing();
      return (await find(id))!;
    },
    async update(id, change) {
      if (Object.values(change).every((value) => value === undefined)) return;
      await db.update(instances).set(change).where(eq(instances.id, id));
    },
    connect: (id, change, now) =>
      transaction(async (tx) => {
        const [before] = await tx.select().from(instances).where(eq(instances.id, id)).for('no key update');
        await tx.update(instances).set(change).where(eq(instances.id, id));
        const opened = change.connectedSince !== null;
        if (!before || (before.connectedSince !== null) === opened) return [];
        const kind = opened ? 'connected' : 'disconnected';
        return noteHappenings(tx, [{ kind, instanceId: id, at: now, chatId: null, content: null }], now);
      }),

    async openLinking(instanceId) {
      const found = await db
        .select()
        .from(linkings)
        .where(and(eq(linkings.instanceId, instanceId), isOpen));
      return found[0] ?? null;
    },
    async findLinking(id) {
      return (await db.select().from(linkings).where(eq(linkings.id, id)))[0] ?? null;
    },
    async saveLinking(linking) {
      const { id: _, ...rest } = linking;
      await db.insert(linkings).values(linking).onConflictDoUpdate({ target: linkings.id, set: rest });
    },
    async updateLinking(id, change) {
      if (Object.values(change).every((value) => value === undefined)) return;
      await db.update(linkings).set(change).where(eq(linkings.id, id));
    },
    async endLinkings(instanceId, failure) {
      const ended = await db
        .update(linkings)
        .set({ state: 'ended', failure })
        .where(and(eq(linkings.instanceId, instanceId), eq(linkings.state, 'linked')))
        .returning({ id: linkings.id });
      return ended.map(({ id }) => id);
    },
    unreportedLinkings: (): Promise<Linking[]> =>
      db
        .select()
        .from(linkings)
        .where(
          and(
            isNotNull(linkings.target),
            sql`${linkings.reported} is distinct from ${linkings.state} || ':' || ${linkings.shown}`,
          ),
        ),
  };
}
