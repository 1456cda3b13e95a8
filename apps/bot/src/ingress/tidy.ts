import type { Bot } from '../bot.js';
import type { PollingLease } from './lease.js';

const keptMs = 30 * 86_400_000;
const everyMs = 6 * 3_600_000;

/** Forgets updates and buttons that nobody will ask for again. */
export function keepTidy({ telegram, deps }: Bot, lease: PollingLease): Disposable {
  function tidy(): void {
    if (!lease.held) return;
    const before = deps.clock.now() - keptMs;
    Promise.all([telegram.updates.forgetBefore(before), telegram.actions.forgetBefore(before)]).catch(
      (error: unknown) => deps.logger.warn({ error }, 'old updates are kept for now'),
    );
  }

  tidy();
  const timer = setInterval(tidy, everyMs);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
