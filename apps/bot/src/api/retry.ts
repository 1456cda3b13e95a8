import { setTimeout as pause } from 'node:timers/promises';
import { HttpError, type Transformer } from 'grammy';

export interface RetryOptions {
  /** Resolves after so many ms, rejects when aborted; given by tests. */
  wait?: (ms: number, signal: AbortSignal | undefined) => Promise<unknown>;
  /** Each single attempt is given up after this, in ms. */
  timeoutMs?: number;
}

/** Longer than this and the caller is told instead, in seconds. */
const longestRetryAfter = 30;
const floodRetries = 3;
/** Waits before the second, third and fourth attempt after a fault of Telegram's servers, in ms. */
const serverFaultWaits = [300, 600, 1_200];
const lostAnswerWaits = [300, 1_000];

/**
 * Repeats what can be repeated without being done twice: after 429 and 5xx nothing was done; after a lost answer it
 * is not known, so only methods whose repetition changes nothing are tried again. Never `send…`.
 */
export function boundedRetry({ wait = pausing, timeoutMs = 15_000 }: RetryOptions = {}): Transformer {
  return async (call, method, payload, signal) => {
    // The poller has its own patience, and a long poll its own timeout.
    if (method === 'getUpdates') return call(method, payload, signal);
    for (let floods = 0, faults = 0, lost = 0; ;) {
      let pauseMs: number | undefined;
      try {
        const answer = await call(method, payload, within(timeoutMs, signal));
        if (answer.ok) return answer;
        const retryAfter = answer.parameters?.retry_after ?? Number.POSITIVE_INFINITY;
        if (answer.error_code === 429 && retryAfter <= longestRetryAfter && floods++ < floodRetries)
          pauseMs = retryAfter * 1_000;
        if (answer.error_code >= 500) pauseMs = serverFaultWaits[faults++];
        if (pauseMs === undefined) return answer;
      } catch (error) {
        if (signal?.aborted || !(error instanceof HttpError)) throw error;
        if (wasNotDone(error)) pauseMs = serverFaultWaits[faults++];
        else if (isRepeatable(method)) pauseMs = lostAnswerWaits[lost++];
        if (pauseMs === undefined) throw error;
      }
      await wait(pauseMs, signal as AbortSignal | undefined);
    }
  };
}

/** Whether doing it twice is the same as doing it once. */
const isRepeatable = (method: string): boolean => /^(get|edit|delete|set|answer|pin|unpin)/.test(method);

/** Nobody was there to do it, or a proxy answered with a page of its own instead of Telegram. */
export function wasNotDone({ error }: HttpError): boolean {
  const { code, type } = error as { code?: string; type?: string };
  return code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'EAI_AGAIN' || type === 'invalid-json';
}

type GrammySignal = Parameters<Parameters<Transformer>[0]>[2];

function within(timeoutMs: number, signal: GrammySignal): GrammySignal {
  const timeout = AbortSignal.timeout(timeoutMs);
  const all = signal ? AbortSignal.any([signal as AbortSignal, timeout]) : timeout;
  return all as unknown as GrammySignal;
}

async function pausing(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await pause(ms, undefined, signal && { signal });
}
