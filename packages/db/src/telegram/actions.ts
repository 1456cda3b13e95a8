import type { Instant } from '@pinwheel/domain';
import { and, eq, isNull, lt, or } from 'drizzle-orm';
import type { Connection } from '../connection.js';
import { telegramActions as actions } from './schema/index.js';

export interface NewAction {
  /** Random, at most 64 bytes: the data of the button. */
  key: string;
  action: unknown;
}

/** The buttons of one message. */
export interface NewCard {
  card: string;
  actions: readonly NewAction[];
  userId: number;
  chatId: number;
  question: boolean;
  expiresAt: Instant;
}

export interface Tap {
  key: string;
  userId: number;
  chatId: number;
  messageId: number;
  updateId: number;
}

export type TapOutcome = { kind: 'good'; action: unknown } | { kind: 'unknown' | 'expired' | 'used' | 'foreign' };

export interface TelegramActions {
  create(card: NewCard): Promise<void>;
  /** Says which message shows a card. */
  bind(card: string, messageId: number): Promise<void>;
  /** Uses a button up, and with it the others of its card. The same update may do so again. */
  use(tap: Tap, now: Instant): Promise<TapOutcome>;
  /** Uses up every open question of a person in a chat. @returns the messages that ask them */
  leaveQuestions(userId: number, chatId: number, updateId: number, now: Instant): Promise<number[]>;
  forgetBefore(at: Instant): Promise<void>;
}

export function telegramActionsIn(db: Connection): TelegramActions {
  return {
    async create({ actions: created, ...card }) {
      if (created.length > 0) await db.insert(actions).values(created.map((action) => ({ ...action, ...card })));
    },
    async bind(card, messageId) {
      await db.update(actions).set({ messageId }).where(eq(actions.card, card));
    },
    async use(tap, now) {
      const [found] = await db.select().from(actions).where(eq(actions.key, tap.key));
      if (!found || found.chatId !== tap.chatId) return { kind: 'unknown' };
      if (found.messageId !== null && found.messageId !== tap.messageId) return { kind: 'unknown' };
      if (found.userId !== tap.userId) return { kind: 'foreign' };
      if (found.usedBy === tap.updateId) return { kind: 'good', action: found.action };
      if (found.expiresAt <= now) return { kind: 'expired' };
      // Decided by this statement alone: of two taps at once one is good.
      const used = await db
        .update(actions)
        .set({ usedAt: now, usedBy: tap.updateId })
        .where(and(eq(actions.card, found.card), isNull(actions.usedAt)))
        .returning({ key: actions.key });
      return used.length > 0 ? { kind: 'good', action: found.action } : { kind: 'used' };
    },
    async leaveQuestions(userId, chatId, updateId, now) {
      const mine = and(eq(actions.userId, userId), eq(actions.chatId, chatId), eq(actions.question, true));
      const left = await db
        .update(actions)
        .set({ usedAt: now, usedBy: updateId })
        .where(and(mine, or(isNull(actions.usedAt), eq(actions.usedBy, updateId))))
        .returning({ messageId: actions.messageId });
      return [...new Set(left.flatMap(({ messageId }) => messageId ?? []))];
    },
    async forgetBefore(at) {
      await db.delete(actions).where(lt(actions.expiresAt, at));
    },
  };
}
