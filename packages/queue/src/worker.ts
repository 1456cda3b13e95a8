import type { QueueWorker } from './queues.js';
import { Shift, type ShiftOptions } from './shift.js';

/** Pausing and resuming take turns: two shifts never overlap, or concurrency 1 would be 2 for a while. */
export function createQueueWorker(options: ShiftOptions): QueueWorker {
  let shift: Shift | null = null;
  let disposed = false;
  let turn = Promise.resolve();
  const next = (work: () => Promise<void> | void) => (turn = turn.then(work));
  const pause = () =>
    next(async () => {
      await shift?.end();
      shift = null;
    });
  return {
    pause,
    resume: () =>
      next(() => {
        if (!disposed) shift ??= new Shift(options);
      }),
    async [Symbol.asyncDispose]() {
      disposed = true;
      await pause();
    },
  };
}
