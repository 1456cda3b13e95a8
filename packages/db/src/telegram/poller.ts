import { and, eq, sql } from 'drizzle-orm';
import type { Connection } from '../connection.js';
import { telegramPollers as pollers } from './schema/index.js';

/** The right to poll Telegram for a bot, by the database's time. */
export interface TelegramPoller {
  /** Takes or extends it; false while another process holds it. */
  take(botId: number, holder: string, ttlMs: number): Promise<boolean>;
  release(botId: number, holder: string): Promise<void>;
}

export function telegramPollerIn(db: Connection): TelegramPoller {
  return {
    async take(botId, holder, ttlMs) {
      const until = sql`now() + ${ttlMs}::float8 * interval '1 millisecond'`;
      const held = await db
        .insert(pollers)
        .values({ botId, holder, expiresAt: until })
        .onConflictDoUpdate({
          target: pollers.botId,
          set: { holder, expiresAt: until },
          setWhere: sql`${pollers.holder} = ${holder} or ${pollers.expiresAt} <= now()`,
        })
        .returning({ botId: pollers.botId });
      return held.length > 0;
    },
    async release(botId, holder) {
      await db.delete(pollers).where(and(eq(pollers.botId, botId), eq(pollers.holder, holder)));
    },
  };
}
