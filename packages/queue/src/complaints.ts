import type { Clock, Logger } from '@pinwheel/pinning';
import { toWellFormedError } from './well-formed.js';

const REPEAT_AFTER_MS = 60_000;

/**
 * Logs what goes wrong with the store. While it is down every connection complains several times a second: the same words
 * are logged once a minute, with the number of times that they were left out.
 */
export function createComplaints(logger: Logger, clock: Clock): (error: Error) => void {
  const heard = new Map<string, { loggedAt: number; omitted: number }>();
  return (error) => {
    const words = explain(error);
    const before = heard.get(words);
    if (before !== undefined && clock.now() - before.loggedAt < REPEAT_AFTER_MS) {
      before.omitted += 1;
      return;
    }
    if (heard.size >= 100) heard.clear();
    heard.set(words, { loggedAt: clock.now(), omitted: 0 });
    logger.warn({ error: toWellFormedError(error), omitted: before?.omitted ?? 0 }, `The queues' store: ${words}`);
  };
}

/** A host with several addresses fails with an error that has no words of its own. */
export function explain(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  if (thrown instanceof AggregateError && thrown.message === '') return thrown.errors.map(explain).join('; ');
  return thrown.message || thrown.name;
}
