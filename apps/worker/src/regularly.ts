import { setTimeout as sleep } from 'node:timers/promises';

/** Until it is disposed, and not before the round under way has ended. A failure is reported, and the next round comes. */
export function regularly(
  everyMs: number,
  round: () => Promise<unknown>,
  failed: (error: unknown) => void,
): AsyncDisposable {
  const stopping = new AbortController();
  const { signal } = stopping;
  async function loop(): Promise<void> {
    while (!signal.aborted) {
      await round().catch(failed);
      await sleep(everyMs, undefined, { signal }).catch(() => {});
    }
  }
  const looping = loop();
  return {
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await looping;
    },
  };
}
