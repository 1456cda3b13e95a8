import { createHash, randomBytes } from 'node:crypto';
import type { Redemption } from '@pinwheel/db';
import type { User } from 'grammy/types';
import type { Bot } from '../bot.js';
import { type Admins, newOwner } from './admins.js';

const lifetime = 15 * 60_000;

/** The way in for the first owner: a code that whoever runs the server reads in its log. */
export interface StartCode extends Disposable {
  /** `renewed` is expired, and there is a new one to be read. */
  redeem(user: User, code: string): Promise<Redemption | 'renewed'>;
}

/** Shows a code if nobody owns the bot, and a new one whenever it has expired unused. */
export async function offerStartCode(bot: Bot, admins: Admins): Promise<StartCode> {
  const { telegram, deps, config } = bot;
  let timer: NodeJS.Timeout | undefined;
  let expiresAt = 0;

  async function offer(): Promise<void> {
    if (await admins.haveOwner()) return;
    // 128 bits in the letters that /start may carry.
    const code = randomBytes(16).toString('base64url');
    expiresAt = deps.clock.now() + lifetime;
    await telegram.startCodes.create(hashOf(code), expiresAt);
    config.onStartCode(code);
    clearTimeout(timer);
    timer = setTimeout(renew, lifetime).unref();
  }

  function renew(): void {
    offer().catch((error: unknown) => {
      deps.logger.warn({ error }, 'no new start code could be made; trying again');
      timer = setTimeout(renew, 5_000).unref();
    });
  }

  await offer();
  return {
    async redeem(user, code) {
      if (await admins.haveOwner()) return telegram.startCodes.refuse(hashOf(code));
      const now = deps.clock.now();
      const redemption = await telegram.startCodes.redeem(hashOf(code), newOwner(user, 'code', now), now);
      if (redemption !== 'expired') return redemption;
      if (expiresAt <= now) await offer();
      return 'renewed';
    },
    [Symbol.dispose]: () => clearTimeout(timer),
  };
}

const hashOf = (code: string): string => createHash('sha256').update(code).digest('hex');
