import { setTimeout as pause } from 'node:timers/promises';
import type { NewUpdate, StoredUpdate, TelegramStore } from '@pinwheel/db';
import type { Clock, Logger } from '@pinwheel/pinning';
import type { Api } from 'grammy';
import type { Update } from 'grammy/types';
import { isConflict, isUnauthorized } from '../api/errors.js';
import type { PollingLease } from './lease.js';

export interface PollerOptions {
  api: Api;
  updates: TelegramStore['updates'];
  lease: PollingLease;
  clock: Clock;
  logger: Logger;
  take(updates: readonly StoredUpdate[]): void;
  /** Before the first poll: whatever Telegram has to be told once. */
  prepare(): Promise<void>;
  /** Those that cannot be stored now. They come again. */
  withoutStore(updates: readonly Update[]): void;
  /** The token is not valid (any more): there will be no more polls. */
  onUnauthorized(): void;
}

const longPollSeconds = 25;
/** How much longer than the poll an answer may take. */
const gracePeriodMs = 5_000;
const slowStoreMs = 3_000;
const pauses = { firstMs: 200, longestMs: 2_000, conflictMs: 1_000, leaseMs: 50 };
const kinds = ['message', 'callback_query'] as const;

/**
 * Asks Telegram for updates, stores them, and confirms them only then: what was confirmed is never lost, and what comes
 * again after a crash is known by its number.
 */
export function startPolling(options: PollerOptions): AsyncDisposable {
  const { api, updates, lease, clock, logger } = options;
  const stopping = new AbortController();
  let offset: number | undefined;

  async function poll(): Promise<void> {
    let failures = 0;
    let ready = false;
    while (!stopping.signal.aborted) {
      try {
        if (!lease.held) {
          ready = false;
          await rest(pauses.leaseMs);
          continue;
        }
        if (!ready) {
          await options.prepare();
          // What an earlier process left undone goes first.
          options.take(await updates.open());
          ready = true;
        }
        await pollOnce();
        failures = 0;
      } catch (error) {
        if (stopping.signal.aborted) return;
        if (isUnauthorized(error)) return options.onUnauthorized();
        await rest(trouble(error, failures));
        failures += 1;
      }
    }
  }

  async function pollOnce(): Promise<void> {
    const signal = AbortSignal.any([
      stopping.signal,
      lease.lost,
      AbortSignal.timeout(longPollSeconds * 1_000 + gracePeriodMs),
    ]);
    const request = { timeout: longPollSeconds, allowed_updates: kinds, ...(offset !== undefined && { offset }) };
    const batch = await api.getUpdates(request, signal as unknown as Parameters<Api['getUpdates']>[1]);
    const last = batch.at(-1);
    if (!last) return;
    options.take(await store(batch));
    offset = last.update_id + 1;
  }

  async function store(batch: readonly Update[]): Promise<StoredUpdate[]> {
    const slow = setTimeout(() => options.withoutStore(batch), slowStoreMs);
    try {
      return await updates.save(batch.map(toStore), clock.now());
    } catch (error) {
      options.withoutStore(batch);
      throw error;
    } finally {
      clearTimeout(slow);
    }
  }

  /** Logs it. @returns for how long to leave it alone, in ms */
  function trouble(error: unknown, failures: number): number {
    if (isConflict(error)) {
      logger.warn({ error }, 'another process polls Telegram with this token; waiting for it to end');
      return pauses.conflictMs;
    }
    const level = failures === 0 ? 'warn' : 'debug';
    logger[level]({ error }, 'updates cannot be received; trying again');
    return Math.min(pauses.firstMs * 2 ** failures, pauses.longestMs);
  }

  const rest = (ms: number) => pause(ms, undefined, { signal: stopping.signal }).catch(() => {});
  const polling = poll();
  return {
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await polling;
    },
  };
}

/** The lane is the chat; a person's where there is no chat. */
function toStore(update: Update): NewUpdate {
  const { message, callback_query: tap } = update;
  return { updateId: update.update_id, lane: (message ?? tap?.message)?.chat.id ?? tap?.from.id ?? 0, body: update };
}
