import type { Instant } from '@pinwheel/domain';
import { and, eq, gt, isNull } from 'drizzle-orm';
import type { Connection } from '../connection.js';
import { telegramAdmins as admins, telegramStartCodes as codes } from './schema/index.js';
import type { Admin } from './admins.js';

export type Redemption = 'redeemed' | 'used' | 'expired' | 'unknown';

/** One-time codes that make the first owner, known by their hash only. */
export interface TelegramStartCodes {
  create(hash: string, expiresAt: Instant): Promise<void>;
  /** Makes the admin if the code is good; of two who come at once one is made. */
  redeem(hash: string, admin: Admin, now: Instant): Promise<Redemption>;
}

export function telegramStartCodesIn(db: Connection): TelegramStartCodes {
  return {
    async create(hash, expiresAt) {
      await db.insert(codes).values({ hash, expiresAt });
    },
    redeem: (hash, admin, now) =>
      db.transaction(async (tx) => {
        const [used] = await tx
          .update(codes)
          .set({ usedAt: now })
          .where(and(eq(codes.hash, hash), isNull(codes.usedAt), gt(codes.expiresAt, now)))
          .returning();
        if (used) {
          const { telegramId: _, chatId: __, addedAt: ___, ...set } = admin;
          await tx.insert(admins).values(admin).onConflictDoUpdate({ target: admins.telegramId, set });
          return 'redeemed';
        }
        const [known] = await tx.select().from(codes).where(eq(codes.hash, hash));
        return !known ? 'unknown' : known.usedAt === null ? 'expired' : 'used';
      }),
  };
}
