import type { Rotation, RotationItem } from '@pinwheel/domain';
import type { Transaction } from '@pinwheel/pinning';
import { and, asc, eq, ne, notInArray, sql } from 'drizzle-orm';
import type { Connection } from '../connection.js';
import { rotationItems, rotations } from '../schema/index.js';
import { itemColumns, rotationColumns } from '../store/rows.js';

type Rotations = Pick<Transaction, 'lockRotation' | 'insertRotation' | 'saveRotation'>;

export function rotationsIn(db: Connection): Rotations {
  return {
    async lockRotation(id) {
      const [rotation] = await db
        .select({ ...rotationColumns, actor: rotations.actor, target: rotations.target })
        .from(rotations)
        .where(eq(rotations.id, id))
        .for('no key update');
      if (!rotation) return null;
      const items = await db
        .select(itemColumns)
        .from(rotationItems)
        .where(eq(rotationItems.rotationId, id))
        .orderBy(asc(rotationItems.place));
      return { ...rotation, items };
    },

    // Looked up first, so that a name that is taken burns no number; the same name at the same moment meets the index.
    async insertRotation(rotation) {
      if (await isNameTaken(db, rotation)) return null;
      const [inserted] = await db.insert(rotations).values(rotation).onConflictDoNothing().returning(rotationColumns);
      return inserted ? { ...inserted, items: [] } : null;
    },

    async saveRotation(rotation) {
      const { id, name, words, rule, slot, state, pausedBecause, nextAt, lastAt, currentItemId, currentMessageId } =
        rotation;
      await db
        .update(rotations)
        .set({ name, words, rule, slot, state, pausedBecause, nextAt, lastAt, currentItemId, currentMessageId })
        .where(eq(rotations.id, id));
      return { ...rotation, items: await saveItems(db, id, rotation.items) };
    },
  };
}

async function isNameTaken(db: Connection, { chatId, name }: Pick<Rotation, 'chatId' | 'name'>): Promise<boolean> {
  const taken = await db
    .select({ id: rotations.id })
    .from(rotations)
    .where(
      and(
        eq(rotations.chatId, chatId),
        eq(sql`lower(${rotations.name})`, sql`lower(${name})`),
        ne(rotations.state, 'deleted'),
      ),
    );
  return taken.length > 0;
}

async function saveItems(db: Connection, rotationId: number, items: readonly RotationItem[]): Promise<RotationItem[]> {
  const kept = items.map(({ id }) => id).filter((id) => id !== 0);
  await db
    .delete(rotationItems)
    .where(
      and(eq(rotationItems.rotationId, rotationId), kept.length > 0 ? notInArray(rotationItems.id, kept) : undefined),
    );
  const saved: RotationItem[] = [];
  for (const [index, item] of items.entries())
    saved.push(await saveItem(db, { ...item, rotationId, place: index + 1 }));
  return saved;
}

async function saveItem(
  db: Connection,
  item: RotationItem & { rotationId: number; place: number },
): Promise<RotationItem> {
  const { id, ...fields } = item;
  const [saved] =
    id === 0
      ? await db.insert(rotationItems).values(fields).returning(itemColumns)
      : await db.update(rotationItems).set(fields).where(eq(rotationItems.id, id)).returning(itemColumns);
  if (!saved) throw new Error(`there is no rotation item ${id}`);
  return saved;
}
