import type { Bot } from '../bot.js';
import type { HearingLease } from './lease.js';

const keptMs = 30 * 86_400_000;
/** In each Telegram chat. Whoever replies to an older message is asked for the ref. */
const relaysKept = 5_000;
const everyMs = 6 * 3_600_000;

/** Forgets what nobody will ask for again. */
export async function tidy({ telegram, deps }: Bot): Promise<void> {
  const { updates, actions, startCodes, strangers, relays } = telegram;
  const before = deps.clock.now() - keptMs;
  try {
    for (const each of [updates, actions, startCodes, strangers]) await each.forgetBefore(before);
    await relays.keepNewest(relaysKept);
  } catch (error) {
    deps.logger.warn({ error }, 'what is old is kept for now');
  }
}

/** Does so now and then, in the process that hears Telegram. */
export function keepTidy(bot: Bot, lease: HearingLease): Disposable {
  const timer = setInterval(() => {
    if (lease.held) void tidy(bot);
  }, everyMs);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
