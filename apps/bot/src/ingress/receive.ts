import { newUpdate, type StoredUpdate, type TelegramStore } from '@pinwheel/db';
import type { Clock } from '@pinwheel/pinning';
import type { Api } from 'grammy';
import type { Update } from 'grammy/types';

export interface ReceiveOptions {
  api: Api;
  updates: TelegramStore['updates'];
  clock: Clock;
  take(updates: readonly StoredUpdate[]): void;
  /** Takes whatever is stored and not carried out. */
  takeOpen(): Promise<void>;
  /** Those that cannot be stored now. They come again. */
  withoutStore(updates: readonly Update[]): void;
}

const longPollSeconds = 25;
/** How much longer than the poll an answer may take. */
const gracePeriodMs = 5_000;
const slowStoreMs = 3_000;
export const allowedUpdates = ['message', 'callback_query'] as const;

/**
 * Asks Telegram for updates, stores them, and confirms them only then: what was confirmed is never lost, and what comes
 * again after a crash is known by its number.
 */
export function receivingOf(options: ReceiveOptions): (stopping: AbortSignal) => Promise<void> {
  const { api, take, takeOpen } = options;
  let offset: number | undefined;
  /** Whether something may have been stored of which we were not told: it does not come back as new. */
  let unsure = false;

  return async (stopping) => {
    const signal = AbortSignal.any([stopping, AbortSignal.timeout(longPollSeconds * 1_000 + gracePeriodMs)]);
    const request = {
      timeout: longPollSeconds,
      allowed_updates: allowedUpdates,
      ...(offset !== undefined && { offset }),
    };
    const batch = await api.getUpdates(request, signal as unknown as Parameters<Api['getUpdates']>[1]);
    const last = batch.at(-1);
    if (!last) return;
    const isAgain = unsure;
    unsure = true;
    const fresh = await store(batch, options);
    if (isAgain) await takeOpen();
    else take(fresh);
    unsure = false;
    offset = last.update_id + 1;
  };
}

async function store(
  batch: readonly Update[],
  { updates, clock, withoutStore }: ReceiveOptions,
): Promise<StoredUpdate[]> {
  const slow = setTimeout(() => withoutStore(batch), slowStoreMs);
  try {
    return await updates.save(batch.map(newUpdate), clock.now());
  } catch (error) {
    withoutStore(batch);
    throw error;
  } finally {
    clearTimeout(slow);
  }
}
