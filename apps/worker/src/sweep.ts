import { setTimeout as sleep } from 'node:timers/promises';
import type { Deps } from '@pinwheel/pinning';
import { sweep } from '@pinwheel/pinning';

/**
 * A timer of the process and no job of the queue's: what recovers from a wiped queue must not live in it. Several
 * workers may sweep at once; waking the same row twice is one job.
 */
export function sweepRegularly(deps: Deps, everyMs: number): AsyncDisposable {
  const stopping = new AbortController();
  const sweeping = loop(deps, everyMs, stopping.signal);
  return {
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await sweeping;
    },
  };
}

async function loop(deps: Deps, everyMs: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await sweep(deps).catch((error: unknown) => deps.logger.error({ error }, 'sweep failed; trying again'));
    await sleep(everyMs, undefined, { signal }).catch(() => {});
  }
}
