import { setTimeout as pause } from 'node:timers/promises';
import type { StoredUpdate } from '@pinwheel/db';

/** Until closing has ended what is under way, in ms: a little more than calls to Telegram are given. */
const closingMs = 3_000;

/** Carries updates out: in order within a chat, chats beside each other. */
export class Lanes implements AsyncDisposable {
  readonly #carryThrough: (update: StoredUpdate, closing: AbortSignal) => Promise<void>;
  readonly #waiting = new Map<number, StoredUpdate[]>();
  readonly #running = new Set<Promise<void>>();
  /** Taken and not carried out: the open ones are given again at each look at the store. */
  readonly #known = new Set<number>();
  /** For each look at the store that is under way: what has been carried out since it began, and may still look open. */
  readonly #endedSince = new Set<Set<number>>();
  readonly #closing = new AbortController();

  constructor(carryThrough: (update: StoredUpdate, closing: AbortSignal) => Promise<void>) {
    this.#carryThrough = carryThrough;
  }

  take(updates: readonly StoredUpdate[]): void {
    for (const update of updates) {
      if (this.#known.has(update.updateId) || this.#closing.signal.aborted) continue;
      this.#known.add(update.updateId);
      const lane = this.#waiting.get(update.lane);
      if (lane) lane.push(update);
      else this.#start(update);
    }
  }

  /** Takes whatever the store has open. */
  async takeOpen(read: () => Promise<readonly StoredUpdate[]>): Promise<void> {
    const ended = new Set<number>();
    this.#endedSince.add(ended);
    try {
      const open = await read();
      this.take(open.filter(({ updateId }) => !ended.has(updateId)));
    } finally {
      this.#endedSince.delete(ended);
    }
  }

  /** What does not end in time is left as after a crash. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing.abort();
    const ended = new AbortController();
    const late = pause(closingMs, undefined, { signal: ended.signal }).catch(() => {});
    await Promise.race([Promise.all(this.#running), late]);
    ended.abort();
  }

  #start(first: StoredUpdate): void {
    const lane = [first];
    this.#waiting.set(first.lane, lane);
    const run = this.#drain(first.lane, lane).finally(() => this.#running.delete(run));
    this.#running.add(run);
  }

  async #drain(id: number, lane: StoredUpdate[]): Promise<void> {
    const { signal } = this.#closing;
    for (let update = lane.shift(); update && !signal.aborted; update = lane.shift()) {
      await this.#carryThrough(update, signal);
      this.#known.delete(update.updateId);
      for (const ended of this.#endedSince) ended.add(update.updateId);
    }
    // In the same breath as the last look into the lane, or one that comes now would wait for nobody.
    this.#waiting.delete(id);
  }
}
