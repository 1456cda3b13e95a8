import { setTimeout as pause } from 'node:timers/promises';
import type { StoredUpdate, TelegramStore } from '@pinwheel/db';
import type { Clock, Logger } from '@pinwheel/pinning';
import { retryAfter } from '../api/errors.js';

export interface Effort {
  updates: TelegramStore['updates'];
  clock: Clock;
  logger: Logger;
  /** Carries an update out. May be called again for one that failed, or whose end was not noted. */
  carryOut(update: StoredUpdate): Promise<void>;
  /** Tells the person that it is given up; `id` is in the log. */
  giveUp(update: StoredUpdate, id: string): Promise<void>;
  newId(): string;
}

const failuresAllowed = 3;
const firstPauseMs = 200;
const pauseWithoutStoreMs = 500;

/** Tries until it is done or given up. What `closing` leaves unfinished stays open in the store, for the next start. */
export async function carryThrough(effort: Effort, update: StoredUpdate, closing: AbortSignal): Promise<void> {
  const { updates, clock, logger } = effort;
  const { updateId } = update;
  while (!closing.aborted) {
    try {
      await effort.carryOut(update);
      return await updates.markDone([updateId], clock.now());
    } catch (error) {
      if (closing.aborted) return logger.info({ error, updateId }, 'an update is left for the next start');
      const failures = await countFailure(effort, updateId, closing);
      if (failures >= failuresAllowed && (await bury(effort, update, error))) return;
      logger.warn({ error, updateId, failures }, 'an update failed and is tried again');
      await rest(retryAfter(error) ?? firstPauseMs * 4 ** Math.max(0, failures - 1), closing);
    }
  }
}

/** A store that is down is nobody's failure: it is waited for. */
async function countFailure({ updates, logger }: Effort, updateId: number, closing: AbortSignal): Promise<number> {
  while (!closing.aborted) {
    try {
      return await updates.countFailure(updateId);
    } catch (error) {
      logger.warn({ error, updateId }, 'the store does not answer; waiting for it');
      await rest(pauseWithoutStoreMs, closing);
    }
  }
  return 0;
}

/** @returns false if the store could not note it */
async function bury(effort: Effort, update: StoredUpdate, error: unknown): Promise<boolean> {
  const { updates, clock, logger } = effort;
  const id = effort.newId();
  logger.error({ error, id, updateId: update.updateId }, 'an update failed too often and is given up');
  try {
    await updates.markDead(update.updateId, clock.now());
  } catch {
    return false;
  }
  await effort
    .giveUp(update, id)
    .catch((reason: unknown) => logger.warn({ error: reason, id }, 'nobody could be told'));
  return true;
}

const rest = (ms: number, closing: AbortSignal) => pause(ms, undefined, { signal: closing }).catch(() => {});
