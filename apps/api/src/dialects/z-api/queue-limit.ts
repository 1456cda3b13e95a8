import type { Instance, QueueLimit } from '@pinwheel/pinning';

/** So many operations of programs may wait for a connection. */
export const queueLimitOf = ({ connectedSince }: Instance): QueueLimit =>
  connectedSince === null ? { queueLimit: 1_000 } : {};

/** Why nothing was begun, as a status. */
export const statusOf = ({ kind }: { kind: string }): 409 | 429 => (kind === 'queue_full' ? 429 : 409);
