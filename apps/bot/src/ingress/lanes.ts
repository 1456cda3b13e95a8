import { setTimeout as pause } from 'node:timers/promises';
import type { StoredUpdate, TelegramStore } from '@pinwheel/db';
import type { Clock, Logger } from '@pinwheel/pinning';
import { retryAfter } from '../api/errors.js';

export interface LanesOptions {
  updates: TelegramStore['updates'];
  clock: Clock;
  logger: Logger;
  /** Carries an update out. May be called again for one that failed, or whose end was not noted. */
  carryOut(update: StoredUpdate): Promise<void>;
  /** Tells the person that it is given up; `id` is in the log. */
  giveUp(update: StoredUpdate, id: string): Promise<void>;
  newId(): string;
}

/** Carries updates out: in order within a chat, chats beside each other. */
export interface Lanes extends AsyncDisposable {
  take(updates: readonly StoredUpdate[]): void;
}

const failuresAllowed = 3;
const firstPauseMs = 200;
const pauseWithoutStoreMs = 500;

export function openLanes(options: LanesOptions): Lanes {
  const { updates, clock, logger } = options;
  const waiting = new Map<number, StoredUpdate[]>();
  const running = new Set<Promise<void>>();
  /** Taken and not carried out: the open ones are given again when polling begins anew. */
  const known = new Set<number>();
  const closing = new AbortController();

  function take(taken: readonly StoredUpdate[]): void {
    for (const update of taken) {
      if (known.has(update.updateId) || closing.signal.aborted) continue;
      known.add(update.updateId);
      const lane = waiting.get(update.lane);
      if (lane) lane.push(update);
      else start(update);
    }
  }

  function start(first: StoredUpdate): void {
    const lane = [first];
    waiting.set(first.lane, lane);
    const run = drain(first.lane, lane).finally(() => running.delete(run));
    running.add(run);
  }

  async function drain(id: number, lane: StoredUpdate[]): Promise<void> {
    for (let update = lane.shift(); update && !closing.signal.aborted; update = lane.shift()) {
      await carryThrough(update);
      known.delete(update.updateId);
    }
    // In the same breath as the last look into the lane, or one that comes now would wait for nobody.
    waiting.delete(id);
  }

  /** What closing leaves unfinished stays open in the store and is taken up at the next start. */
  async function carryThrough(update: StoredUpdate): Promise<void> {
    while (!closing.signal.aborted) {
      try {
        await options.carryOut(update);
        return await updates.markDone([update.updateId], clock.now());
      } catch (error) {
        const failures = await countFailure(update);
        if (failures >= failuresAllowed && (await bury(update, error))) return;
        logger.warn({ error, updateId: update.updateId, failures }, 'an update failed and is tried again');
        await rest(retryAfter(error) ?? firstPauseMs * 4 ** Math.max(0, failures - 1));
      }
    }
  }

  /** A store that is down is nobody's failure: it is waited for. */
  async function countFailure({ updateId }: StoredUpdate): Promise<number> {
    while (!closing.signal.aborted) {
      try {
        return await updates.countFailure(updateId);
      } catch (error) {
        logger.warn({ error, updateId }, 'the store does not answer; waiting for it');
        await rest(pauseWithoutStoreMs);
      }
    }
    return 0;
  }

  /** @returns false if the store could not note it */
  async function bury(update: StoredUpdate, error: unknown): Promise<boolean> {
    const id = options.newId();
    logger.error({ error, id, updateId: update.updateId }, 'an update failed too often and is given up');
    try {
      await updates.markDead(update.updateId, clock.now());
    } catch {
      return false;
    }
    await options
      .giveUp(update, id)
      .catch((reason: unknown) => logger.warn({ error: reason, id }, 'nobody could be told'));
    return true;
  }

  const rest = (ms: number) => pause(ms, undefined, { signal: closing.signal }).catch(() => {});

  return {
    take,
    async [Symbol.asyncDispose]() {
      closing.abort();
      await Promise.all(running);
    },
  };
}
