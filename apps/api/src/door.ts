import type { Store } from '@pinwheel/pinning';
import pLimit from 'p-limit';

/**
 * How many requests of a process change something at a time. Fewer than the database has connections: what has been
 * accepted is to be carried out meanwhile, or of a crowd everybody is accepted before anybody has his verdict.
 */
const abreast = 3;

/** The store as requests have it: who wants to change something waits at the door until others are through. */
export function throughDoor(store: Store): Store {
  const door = pLimit(abreast);
  return { ...store, transaction: (work) => door(() => store.transaction(work)) };
}
