import type { TelegramStore } from '@pinwheel/db';
import type { Deps } from '@pinwheel/pinning';

/**
 * An admin may as long as the configuration names him, or he came by the one-time code. Others, tokens and schedules
 * themselves, have been judged where they came in.
 */
export function mayStillActIn(telegram: TelegramStore, ownerIds: readonly number[]): Deps['mayStillAct'] {
  return async (actor) => {
    if (actor.kind !== 'admin' || ownerIds.includes(actor.telegramId)) return true;
    return (await telegram.admins.find(actor.telegramId))?.origin === 'code';
  };
}
