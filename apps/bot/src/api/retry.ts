import { setTimeout as pause } from 'node:timers/promises';
import { HttpError, type Transformer } from 'grammy';
import { CutShort, type Ending } from './ending.js';

export interface RetryOptions {
  /** Resolves after so many ms, rejects when aborted; given by tests. */
  wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
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
 *
 * @throws CutShort when the process ends
 */
export function boundedRetry(ending: Ending, { wait = pausing, timeoutMs = 15_000 }: RetryOptions = {}): Transformer {
  return async (call, method, payload, signal) => {
    // The poller has its own patience, and a long poll its own timeout.
    if (method === 'getUpdates') return call(method, payload, signal);
    const patience = createPatience(method);
    for (;;) {
      let pauseMs: number | undefined;
      try {
        if (ending.over.aborted) throw new CutShort(method);
        const answer = await call(method, payload, within(timeoutMs, signal, ending.over));
        if (!answer.ok) pauseMs = patience.afterRefusal(answer.error_code, answer.parameters?.retry_after);
        if (pauseMs === undefined) return answer;
      } catch (error) {
        if (ending.over.aborted) throw new CutShort(method, { cause: error });
        if (!signal?.aborted && error instanceof HttpError) pauseMs = patience.afterFailure(error);
        if (pauseMs === undefined) throw error;
      }
      if (ending.begun.aborted) throw new CutShort(method);
      await wait(pauseMs, both(ending.begun, signal)).catch((error: unknown) => {
        throw ending.begun.aborted ? new CutShort(method, { cause: error }) : error;
      });
    }
  };
}

/** For how many ms to wait before the next attempt of one call; undefined for there is none. */
interface Patience {
  afterRefusal(code: number, retryAfterSeconds: number | undefined): number | undefined;
  afterFailure(error: HttpError): number | undefined;
}

function createPatience(method: string): Patience {
  let [floods, faults, lost] = [0, 0, 0];
  return {
    afterRefusal(code, retryAfter = Number.POSITIVE_INFINITY) {
      if (code === 429)
        return retryAfter <= longestRetryAfter && floods++ < floodRetries ? retryAfter * 1_000 : undefined;
      return code >= 500 ? serverFaultWaits[faults++] : undefined;
    },
    afterFailure(error) {
      if (wasNotDone(error)) return serverFaultWaits[faults++];
      return isRepeatable(method) ? lostAnswerWaits[lost++] : undefined;
    },
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

function within(timeoutMs: number, signal: GrammySignal, over: AbortSignal): GrammySignal {
  return AbortSignal.any([both(over, signal), AbortSignal.timeout(timeoutMs)]) as unknown as GrammySignal;
}

function both(ending: AbortSignal, signal: GrammySignal): AbortSignal {
  return signal ? AbortSignal.any([ending, signal as AbortSignal]) : ending;
}

async function pausing(ms: number, signal: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal });
}
