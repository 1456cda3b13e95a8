import type { Instant } from '@pinwheel/domain';
import { and, ne, sql } from 'drizzle-orm';
import type { Connection } from '../connection.js';
import { telegramStrangers as strangers } from './schema/index.js';

/** PostgreSQL leaves out what is null. */
const lastHeard = sql`greatest(${strangers.toldAt}, ${strangers.triesSince})`;

/** Those who are no admins: what they were told, and how often they tried a code. */
export interface TelegramStrangers {
  /** Whether they may be told something, because they last were before `since`; notes it as done now. */
  tell(telegramId: number, since: Instant, now: Instant): Promise<boolean>;
  /** Counts a try. @returns how many there were since `since`, this one included */
  countTry(telegramId: number, since: Instant, now: Instant): Promise<number>;
  /** How many others were heard since. */
  countOthers(telegramId: number, since: Instant): Promise<number>;
  /** Forgets those who were not heard since. */
  forgetBefore(at: Instant): Promise<void>;
}

export function telegramStrangersIn(db: Connection): TelegramStrangers {
  const at = (instant: Instant) => sql`${new Date(instant).toISOString()}::timestamptz`;
  return {
    async tell(telegramId, since, now) {
      const told = await db
        .insert(strangers)
        .values({ telegramId, toldAt: now })
        .onConflictDoUpdate({
          target: strangers.telegramId,
          set: { toldAt: now },
          setWhere: sql`${strangers.toldAt} is null or ${strangers.toldAt} <= ${at(since)}`,
        })
        .returning({ id: strangers.telegramId });
      return told.length > 0;
    },
    async countTry(telegramId, since, now) {
      const goesOn = sql`${strangers.triesSince} > ${at(since)}`;
      const [row] = await db
        .insert(strangers)
        .values({ telegramId, tries: 1, triesSince: now })
        .onConflictDoUpdate({
          target: strangers.telegramId,
          set: {
            tries: sql`case when ${goesOn} then ${strangers.tries} + 1 else 1 end`,
            triesSince: sql`case when ${goesOn} then ${strangers.triesSince} else ${at(now)} end`,
          },
        })
        .returning({ tries: strangers.tries });
      return row?.tries ?? 1;
    },
    countOthers: (telegramId, since) =>
      db.$count(strangers, and(ne(strangers.telegramId, telegramId), sql`${lastHeard} > ${at(since)}`)),
    async forgetBefore(instant) {
      await db.delete(strangers).where(sql`${lastHeard} < ${at(instant)}`);
    },
  };
}
