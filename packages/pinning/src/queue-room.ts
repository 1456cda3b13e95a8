import type { Transaction } from './ports/store.js';

/** What programs have asked of an instance fills its queue. */
export interface QueueFull {
  kind: 'queue_full';
  limit: number;
}

/** For those who ask while an instance has no connection. */
export interface QueueLimit {
  /** So many operations of programs may wait for the instance, what is asked for among them; any number if not given. */
  queueLimit?: number;
}

/** Whether an instance has no room for so many more. From then on nobody else is told of the same room. */
export async function whyNoRoom(
  tx: Pick<Transaction, 'lockQueue'>,
  instanceId: string,
  { queueLimit: limit }: QueueLimit,
  more: number,
): Promise<QueueFull | null> {
  if (limit === undefined || (await tx.lockQueue(instanceId)) + more <= limit) return null;
  return { kind: 'queue_full', limit };
}
