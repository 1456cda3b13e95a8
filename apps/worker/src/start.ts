import type { Context } from '@pinwheel/context';
import { carryOutAnnouncement, fireSchedule, reconcileBoard, takeTurn, tendPin } from '@pinwheel/pinning';
import { createStack } from '@pinwheel/runtime';
import { startDeliveries } from './deliveries.js';
import { forgetKeysRegularly } from './forget-keys.js';
import { sweepRegularly } from './sweep.js';

export interface WorkerOverrides {
  /** How long a lost wake-up is late at most, in ms. */
  sweepMs?: number;
}

/**
 * Runs scheduled pins and unpins, rotations, announcements, the ends of holds and renewals when their time has come;
 * delivers to webhooks; and sweeps, which wakes whatever is due and was lost.
 */
export async function startWorker(
  context: Context,
  { sweepMs = 2_000 }: WorkerOverrides = {},
): Promise<AsyncDisposable> {
  const { queues, database } = context;
  const deps = { ...context.deps, logger: context.deps.logger.child({ app: 'worker' }) };
  const stack = createStack();
  const ticks = stack.use(
    queues.workTicks(async ({ kind, id }) => {
      if (kind === 'schedule') await fireSchedule(deps, id);
      if (kind === 'rotation') await takeTurn(deps, id);
      if (kind === 'pin') await tendPin(deps, id);
      if (kind === 'board') await reconcileBoard(deps, id);
      if (kind === 'announcement') await carryOutAnnouncement({ ...deps, announcements: database.announcements }, id);
    }),
  );
  await ticks.resume();
  stack.use(await startDeliveries(context, deps));
  stack.use(sweepRegularly(deps, sweepMs));
  stack.use(forgetKeysRegularly(deps, database.idempotencyKeys));
  deps.logger.info({}, 'watching the clock');
  return stack;
}
