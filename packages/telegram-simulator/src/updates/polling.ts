import type { Opts, Update } from '@grammyjs/types';
import { Refusal } from '../refusal.js';
import type { UpdateQueue } from './queue.js';

/** getUpdates: one poller at a time, the newest wins and the older one gets a 409. */
export class Polling {
  readonly #queue: UpdateQueue;
  #end: ((refusal?: Refusal) => void) | undefined;

  constructor(queue: UpdateQueue) {
    this.#queue = queue;
  }

  /** Ends the poll under way, if there is one. */
  interrupt(refusal: Refusal): void {
    this.#end?.(refusal);
  }

  async poll(options: Opts<never>['getUpdates'], gone: AbortSignal): Promise<Update[]> {
    const { offset = 0, limit = 100, timeout = 0, allowed_updates } = options;
    this.interrupt(conflict('other getUpdates request; make sure that only one bot instance is running'));
    this.#queue.allow(allowed_updates);
    if (offset !== 0) this.#queue.confirm(offset);
    if (this.#queue.all.length === 0 && timeout > 0) await this.#arrival(Math.min(timeout, 50) * 1000, gone);
    return gone.aborted ? [] : this.#queue.first(limit);
  }

  async #arrival(timeoutMs: number, gone: AbortSignal): Promise<void> {
    const stopped = new AbortController();
    const refusal = await new Promise<Refusal | undefined>((resolve) => {
      const wake = () => resolve(undefined);
      this.#end = resolve;
      this.#queue.once('update', wake);
      const timer = setTimeout(wake, timeoutMs);
      gone.addEventListener('abort', wake, { signal: stopped.signal });
      stopped.signal.addEventListener('abort', () => {
        clearTimeout(timer);
        this.#queue.off('update', wake);
        if (this.#end === resolve) this.#end = undefined;
      });
      if (gone.aborted) wake();
    }).finally(() => stopped.abort());
    if (refusal) throw refusal;
  }
}

export function conflict(by: string): Refusal {
  return new Refusal(409, `Conflict: terminated by ${by}`);
}
