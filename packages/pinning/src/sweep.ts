import type { Deps } from './deps.js';

/** How many rows one sweep wakes; the rest waits for the next. */
const sweepLimit = 1_000;

/**
 * Wakes every row whose time has passed: what makes a lost wake-up, a wiped Redis or a night without power harmless.
 * @returns how many rows were woken
 */
export async function sweep(deps: Deps): Promise<number> {
  const due = await deps.store.dueWakes(deps.clock.now(), sweepLimit);
  if (due.length > 0) await deps.waker.wake(due);
  return due.length;
}
