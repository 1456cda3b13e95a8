import { setTimeout as sleep } from 'node:timers/promises';

export interface EventuallyOptions {
  readonly timeoutMs?: number;
  readonly intervalMs?: number;
  /** What is waited for; begins the error. */
  readonly describe?: string;
}

/**
 * Calls `probe` until it neither throws nor returns `undefined` or `false`, and returns what it returned. A probe that
 * is one assertion returns that: `eventually(() => expect(board).toHaveLength(1))`.
 *
 * @throws after `timeoutMs` (20 s), with the last failure in message and cause; also if the probe itself never returns
 */
export async function eventually<T>(
  probe: () => T | Promise<T>,
  { timeoutMs = 20_000, intervalMs = 20, describe = 'What the test waits for' }: EventuallyOptions = {},
): Promise<Found<T>> {
  const deadline = performance.now() + timeoutMs;
  let lastFailure: unknown = 'the probe has not returned';
  while (performance.now() < deadline) {
    const attempt = await Promise.race([attemptOnce(probe), sleep(deadline - performance.now(), HANGS)]);
    if (attempt === HANGS) break;
    if (attempt.kind === 'held') return attempt.value as Found<T>;
    lastFailure = attempt.failure;
    await sleep(intervalMs);
  }
  const reason = lastFailure instanceof Error ? lastFailure.message : String(lastFailure);
  throw new Error(`${describe} did not come about within ${timeoutMs} ms: ${reason}`, { cause: lastFailure });
}

type Found<T> = Exclude<T, undefined | false>;

const HANGS = Symbol('hangs');

type Attempt<T> = { readonly kind: 'held'; readonly value: T } | { readonly kind: 'failed'; readonly failure: unknown };

async function attemptOnce<T>(probe: () => T | Promise<T>): Promise<Attempt<T>> {
  try {
    const value = await probe();
    return value === undefined || value === false
      ? { kind: 'failed', failure: `the probe returned ${String(value)}` }
      : { kind: 'held', value };
  } catch (failure) {
    return { kind: 'failed', failure };
  }
}
