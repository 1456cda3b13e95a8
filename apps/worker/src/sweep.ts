import type { Deps } from '@pinwheel/pinning';
import { sweep } from '@pinwheel/pinning';
import { regularly } from './regularly.js';

/**
 * A timer of the process and no job of the queue's: what recovers from a wiped queue must not live in it. Several
 * workers may sweep at once; waking the same row twice is one job.
 */
export const sweepRegularly = (deps: Deps, everyMs: number): AsyncDisposable =>
  regularly(
    everyMs,
    () => sweep(deps),
    (error) => deps.logger.error({ error }, 'sweep failed; trying again'),
  );
