import type { Context } from '@pinwheel/context';
import { carryOutAnnouncement, fireSchedule, takeTurn, tendPin } from '@pinwheel/pinning';
import { createStack } from '@pinwheel/runtime';
import { sweepRegularly } from './sweep.js';

export interface WorkerOverrides {
  /** How long a lost wake-up is late at most, in ms. */
  sweepMs?: number;
}

/**
 * Runs scheduled pins and unpins, rotations, announcements, the ends of holds and renewals when their time has come, and the sweep
 * that wakes whatever is due and was lost.
 */
export async function startWorker(
  { queues, database: { announcements }, deps: shared }: Context,
  { sweepMs = 2_000 }: WorkerOverrides = {},
): Promise<AsyncDisposable> {
  const deps = { ...shared, logger: shared.logger.child({ app: 'worker' }) };
  const stack = createStack();
  const ticks = stack.use(
    queues.workTicks(async ({ kind, id }) => {
      if (kind === 'schedule') await fireSchedule(deps, id);
      if (kind === 'rotation') await takeTurn(deps, id);
      if (kind === 'pin') await tendPin(deps, id);
      if (kind === 'announcement') await carryOutAnnouncement({ ...deps, announcements }, id);
    }),
  );
  await ticks.resume();
  stack.use(sweepRegularly(deps, sweepMs));
  deps.logger.info({}, 'watching the clock');
  return stack;
}
