import type { Instant } from '@pinwheel/domain';
import { and, asc, eq, inArray, lt, ne, sql } from 'drizzle-orm';
import type { Connection } from '../connection.js';
import { telegramUpdates as updates } from './schema/index.js';

/** The channel on which the arrival of an update is said that another process has stored. */
export const arrivalsChannel = 'pinwheel_telegram_update';

/** What we read of an update where it arrives: https://core.telegram.org/bots/api#update */
export interface ArrivedUpdate {
  update_id: number;
  message?: { chat: { id: number } };
  callback_query?: { from: { id: number }; message?: { chat: { id: number } } };
}

/** The lane is the chat; a person's where there is no chat. */
export function newUpdate(update: ArrivedUpdate): NewUpdate {
  const { message, callback_query: tap } = update;
  return { updateId: update.update_id, lane: (message ?? tap?.message)?.chat.id ?? tap?.from.id ?? 0, body: update };
}

export interface NewUpdate {
  updateId: number;
  /** Updates of one lane are carried out in order. */
  lane: number;
  body: unknown;
}

export interface StoredUpdate extends NewUpdate {
  receivedAt: Instant;
  /** Messages that answer it already, in order. */
  replies: number[];
  /** Whether an earlier run may have done what must not be done twice. */
  begun: boolean;
}

/** What Telegram told us, kept until it has been carried out. */
export interface TelegramUpdates {
  /** Stores those that are new and returns them, oldest first. */
  save(updates: readonly NewUpdate[], now: Instant): Promise<StoredUpdate[]>;
  /** Stores it, unless it is known, and tells the process that carries updates out. */
  deliver(update: NewUpdate, now: Instant): Promise<void>;
  /** Those not carried out yet, oldest first. */
  open(): Promise<StoredUpdate[]>;
  /** `replies` in full. */
  saveReplies(updateId: number, replies: readonly number[]): Promise<void>;
  markBegun(updateId: number, now: Instant): Promise<void>;
  markDone(updateIds: readonly number[], now: Instant): Promise<void>;
  /** @returns how often it has failed by now */
  countFailure(updateId: number): Promise<number>;
  markDead(updateId: number, now: Instant): Promise<void>;
  countOpen(): Promise<number>;
  /** Forgets what was carried out and came before. */
  forgetBefore(at: Instant): Promise<void>;
}

const shape = {
  updateId: updates.updateId,
  lane: updates.lane,
  body: updates.body,
  replies: updates.replies,
  begun: updates.begun,
  receivedAt: updates.receivedAt,
};

export function telegramUpdatesIn(db: Connection): TelegramUpdates {
  const one = (updateId: number) => eq(updates.updateId, updateId);
  return {
    async save(received, now) {
      if (received.length === 0) return [];
      const stored = await db
        .insert(updates)
        .values(received.map((update) => ({ ...update, receivedAt: now })))
        .onConflictDoNothing()
        .returning(shape);
      return stored.map(toStored).toSorted((a, b) => a.updateId - b.updateId);
    },
    async deliver({ updateId, lane, body }, now) {
      const [content, at] = [sql.param(body, updates.body), sql.param(now, updates.receivedAt)];
      await db.execute(sql`
        with stored as (
          insert into ${updates} (update_id, lane, body, received_at) values (${updateId}, ${lane}, ${content}, ${at})
          on conflict do nothing
        )
        select pg_notify(${arrivalsChannel}, '')`);
    },
    async open() {
      const found = await db
        .select(shape)
        .from(updates)
        .where(eq(updates.state, 'open'))
        .orderBy(asc(updates.updateId));
      return found.map(toStored);
    },
    async saveReplies(updateId, replies) {
      await db
        .update(updates)
        .set({ replies: [...replies] })
        .where(one(updateId));
    },
    async markBegun(updateId, now) {
      await db.update(updates).set({ begun: now }).where(one(updateId));
    },
    async markDone(updateIds, now) {
      if (updateIds.length === 0) return;
      await db
        .update(updates)
        .set({ state: 'done', doneAt: now })
        .where(inArray(updates.updateId, [...updateIds]));
    },
    async countFailure(updateId) {
      const [row] = await db
        .update(updates)
        .set({ failures: sql`${updates.failures} + 1` })
        .where(one(updateId))
        .returning({ failures: updates.failures });
      return row?.failures ?? 0;
    },
    async markDead(updateId, now) {
      await db.update(updates).set({ state: 'dead', doneAt: now }).where(one(updateId));
    },
    countOpen: () => db.$count(updates, eq(updates.state, 'open')),
    async forgetBefore(at) {
      await db.delete(updates).where(and(ne(updates.state, 'open'), lt(updates.receivedAt, at)));
    },
  };
}

type Row = Omit<StoredUpdate, 'begun'> & { begun: Instant | null };

const toStored = (row: Row): StoredUpdate => ({ ...row, begun: row.begun !== null });
