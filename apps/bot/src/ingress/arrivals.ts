import { setTimeout as pause } from 'node:timers/promises';

/** The word of another process that something has come for us: whatever it says while nobody waits is heard afterwards. */
export class Arrivals {
  #said = new AbortController();

  readonly say = (): void => this.#said.abort();

  /** @returns false where nothing came within that time, in ms, or before `stopping` */
  async next(withinMs: number, stopping: AbortSignal): Promise<boolean> {
    const { signal } = this.#said;
    await pause(withinMs, undefined, { signal: AbortSignal.any([stopping, signal]) }).catch(() => {});
    if (signal.aborted) this.#said = new AbortController();
    return signal.aborted;
  }
}
