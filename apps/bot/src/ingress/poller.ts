import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '@pinwheel/pinning';
import { isConflict, isUnauthorized } from '../api/errors.js';
import type { PollingLease } from './lease.js';

export interface PollerOptions {
  lease: PollingLease;
  logger: Logger;
  /** Each time before the first poll: whatever has to be told or taken up once. */
  prepare(): Promise<void>;
  /** One poll, ended by the signal. */
  receive(stopping: AbortSignal): Promise<void>;
  /** The token is not valid (any more): there will be no more polls. */
  onUnauthorized(): void;
}

const pauses = { firstMs: 200, longestMs: 2_000, conflictMs: 1_000, leaseMs: 50 };

/** Polls whenever this process is the one that may. */
export function startPolling(options: PollerOptions): AsyncDisposable {
  const stopping = new AbortController();
  const polling = pollUntil(stopping.signal, options);
  return {
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await polling;
    },
  };
}

async function pollUntil(stopping: AbortSignal, options: PollerOptions): Promise<void> {
  const { lease, prepare, receive } = options;
  let failures = 0;
  let ready = false;
  while (!stopping.aborted) {
    try {
      if (lease.held) {
        if (!ready) await prepare();
        ready = true;
        await receive(AbortSignal.any([stopping, lease.lost]));
        failures = 0;
      } else {
        ready = false;
        await rest(pauses.leaseMs, stopping);
      }
    } catch (error) {
      if (stopping.aborted) return;
      if (isUnauthorized(error)) return options.onUnauthorized();
      await rest(trouble(error, failures, options.logger), stopping);
      failures += 1;
    }
  }
}

/** Logs it. @returns for how long to leave it alone, in ms */
function trouble(error: unknown, failures: number, logger: Logger): number {
  if (isConflict(error)) {
    logger.warn({ error }, 'another process polls Telegram with this token; waiting for it to end');
    return pauses.conflictMs;
  }
  const level = failures === 0 ? 'warn' : 'debug';
  logger[level]({ error }, 'updates cannot be received; trying again');
  return Math.min(pauses.firstMs * 2 ** failures, pauses.longestMs);
}

const rest = (ms: number, stopping: AbortSignal) => pause(ms, undefined, { signal: stopping }).catch(() => {});
