import type { Instance } from '@pinwheel/pinning';
import type { DialectNeeds } from '../needs.js';

/** So many operations of programs may wait for a connection. */
const waitingLimit = 1_000;

/** Why an instance without connection takes no more; null if it does. */
export async function whyFull({ programQueue }: DialectNeeds, instance: Instance): Promise<string | null> {
  if (instance.connectedSince !== null || (await programQueue.count(instance.id)).all < waitingLimit) return null;
  return `The queue is full: ${waitingLimit} operations wait for the connection`;
}
