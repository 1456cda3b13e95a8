import type { Rotation, RotationItem } from '@pinwheel/domain';
import type { StoredRotation } from '@pinwheel/pinning';
import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Connection } from '../connection.js';
import { airedItems, airings, chats, messages, rotationItems, rotations } from '../schema/index.js';

const columns = {
  id: rotations.id,
  name: rotations.name,
  words: rotations.words,
  rule: rotations.rule,
  slot: rotations.slot,
  shuffled: rotations.shuffled,
  actor: rotations.actor,
  target: rotations.target,
  airingId: airings.id,
  chatId: airings.chatId,
  zone: chats.timeZone,
  quietHours: chats.quietHours,
  delayMs: airings.delayMs,
  state: airings.state,
  pausedBecause: airings.pausedBecause,
  nextAt: airings.nextAt,
  lastAt: airings.lastAt,
  round: airings.round,
  currentItemId: airings.currentItemId,
  currentMessageId: airings.currentMessageId,
  currentSince: airings.currentSince,
  emptySince: airings.emptySince,
} satisfies Record<Exclude<keyof StoredRotation, 'items'>, unknown>;

const itemColumns = {
  id: rotationItems.id,
  target: rotationItems.target,
  weight: rotationItems.weight,
  from: rotationItems.fromDay,
  until: rotationItems.untilDay,
  leastMs: rotationItems.leastMs,
  postedId: airedItems.messageId,
  shown: airedItems.shown,
  goneTold: airedItems.goneTold,
  revokedAt: messages.revokedAt,
};

/** Rotations as they stand in their chats, by ref, the least delayed first. */
export async function readStoredRotations(
  db: Connection,
  condition: SQL | undefined,
  { lock = false } = {},
): Promise<StoredRotation[]> {
  const reading = db
    .select(columns)
    .from(airings)
    .innerJoin(rotations, eq(rotations.id, airings.rotationId))
    .innerJoin(chats, eq(chats.id, airings.chatId))
    .where(condition)
    .orderBy(asc(rotations.id), asc(airings.delayMs), asc(airings.id));
  const found = await (lock ? reading.for('no key update', { of: airings }) : reading);
  const items = found.length === 0 ? [] : await readItems(db, found);
  return found.map((each) => ({
    ...each,
    items: items.filter(({ airingId }) => airingId === each.airingId).map(({ item }) => item),
  }));
}

export const readRotations = async (db: Connection, condition: SQL | undefined): Promise<Rotation[]> =>
  (await readStoredRotations(db, condition)).map(withoutAuthor);

const withoutAuthor = ({ actor: _actor, target: _target, ...rotation }: StoredRotation): Rotation => rotation;

async function readItems(
  db: Connection,
  found: readonly { airingId: number }[],
): Promise<{ airingId: number; item: RotationItem }[]> {
  const rows = await db
    .select({ airingId: airings.id, ...itemColumns })
    .from(airings)
    .innerJoin(rotationItems, eq(rotationItems.rotationId, airings.rotationId))
    .leftJoin(airedItems, and(eq(airedItems.airingId, airings.id), eq(airedItems.itemId, rotationItems.id)))
    .leftJoin(
      messages,
      eq(messages.id, sql`coalesce(${airedItems.messageId}, (${rotationItems.target} ->> 'messageId')::bigint)`),
    )
    .where(
      inArray(
        airings.id,
        found.map(({ airingId }) => airingId),
      ),
    )
    .orderBy(asc(rotationItems.place));
  return rows.map(({ airingId, from, until, postedId, shown, goneTold, revokedAt, ...item }) => ({
    airingId,
    item: {
      ...item,
      window: { from, until },
      shown: shown ?? 0,
      goneTold: goneTold ?? false,
      gone: item.target.kind === 'message' && revokedAt !== null,
      messageId: item.target.kind === 'message' ? item.target.messageId : revokedAt === null ? postedId : null,
    },
  }));
}
