import type { Instant } from '@pinwheel/domain';
import { eq, lt, sql } from 'drizzle-orm';
import type { Connection } from '../connection.js';
import type { NewAdmin } from './admins.js';
import { telegramStartCodes as codes } from './schema/index.js';

export type Redemption = 'redeemed' | 'used' | 'expired' | 'unknown';

/** One-time codes that make the first owner, known by their hash only. */
export interface TelegramStartCodes {
  create(hash: string, expiresAt: Instant): Promise<void>;
  /** Makes the admin if the code is good; of two who come at once one is made. */
  redeem(hash: string, admin: NewAdmin, now: Instant): Promise<Redemption>;
  /** What a code is that makes no admin any more, good or not. */
  refuse(hash: string): Promise<Exclude<Redemption, 'redeemed'>>;
  /** Forgets those that had expired then. */
  forgetBefore(at: Instant): Promise<void>;
}

export function telegramStartCodesIn(db: Connection): TelegramStartCodes {
  async function refuse(hash: string): Promise<Exclude<Redemption, 'redeemed'>> {
    const [known] = await db.select().from(codes).where(eq(codes.hash, hash));
    return known === undefined ? 'unknown' : known.usedAt === null ? 'expired' : 'used';
  }

  return {
    async create(hash, expiresAt) {
      await db.insert(codes).values({ hash, expiresAt });
    },
    async redeem(hash, admin, now) {
      const at = sql`${new Date(now).toISOString()}::timestamptz`;
      // One statement: no code is used up without an admin.
      const made = await db.execute(sql`
        with good as (
          update telegram_start_codes set used_at = ${at}
          where hash = ${hash} and used_at is null and expires_at > ${at}
          returning hash
        )
        insert into telegram_admins (telegram_id, name, role, origin, language, added_at)
        select ${admin.telegramId}::bigint, ${admin.name}, ${admin.role}, ${admin.origin}, ${admin.language}, ${at} from good
        on conflict (telegram_id) do update
          set name = excluded.name, role = excluded.role, origin = excluded.origin, language = excluded.language
        returning telegram_id`);
      if (made.rows.length > 0) return 'redeemed';
      return refuse(hash);
    },
    refuse,
    async forgetBefore(at) {
      await db.delete(codes).where(lt(codes.expiresAt, at));
    },
  };
}
