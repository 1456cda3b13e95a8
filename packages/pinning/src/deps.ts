import type { Actor } from '@pinwheel/domain';
import type { Clock, Ids, Logger } from './ports/context.js';
import type { Instances } from './ports/instance.js';
import type { Store } from './ports/store.js';
import type { Wake, Waker } from './ports/wake.js';

/** What every use case needs. */
export interface Deps {
  store: Store;
  instances: Instances;
  waker: Waker;
  clock: Clock;
  ids: Ids;
  logger: Logger;
  /** Whether this actor may still do what it once planned: an admin may have been removed since. */
  mayStillAct(actor: Actor): Promise<boolean>;
  /** The zone of a chat that has none of its own. IANA name. */
  timeZone: string;
}

/** Wakes after the commit. A lost wake-up is no failure: the sweep finds the rows. */
export async function wakeAfterCommit(deps: Pick<Deps, 'waker' | 'logger'>, wakes: readonly Wake[]): Promise<void> {
  if (wakes.length === 0) return;
  try {
    await deps.waker.wake(wakes);
  } catch (error) {
    deps.logger.warn({ error, wakes: wakes.length }, 'wake-up failed; the sweep will find the rows');
  }
}
