import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '@pinwheel/pinning';
import { isConflict, isUnauthorized } from '../api/errors.js';
import type { HearingLease } from './lease.js';

export interface HearingOptions {
  lease: HearingLease;
  logger: Logger;
  /** Each time before the first round: whatever has to be told or taken up once. */
  prepare(): Promise<void>;
  /** One round, ended by the signal: a poll, or a wait for what a webhook brings. */
  receive(stopping: AbortSignal): Promise<void>;
  /** The token is not valid (any more): there will be no more rounds. */
  onUnauthorized(): void;
}

const pauses = { firstMs: 200, longestMs: 2_000, conflictMs: 1_000, leaseMs: 50 };

/** Hears Telegram, round by round, whenever this process is the one that may. */
export function startHearing(options: HearingOptions): AsyncDisposable {
  const stopping = new AbortController();
  const hearing = hearUntil(stopping.signal, options);
  return {
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await hearing;
    },
  };
}

async function hearUntil(stopping: AbortSignal, options: HearingOptions): Promise<void> {
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
