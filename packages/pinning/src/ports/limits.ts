import type { Instant } from '@pinwheel/domain';

export interface Limit {
  /** Counts one use under this key. Never rejects: while the store is down each process counts for itself. */
  take(key: string): Promise<Taken>;
}

export interface Taken {
  exceeded: boolean;
  remaining: number;
  /** When all uses are there again. */
  resetAt: Instant;
}

/** Uses in a span of time, counted together by all processes. */
export interface Limits {
  open(name: string, allowed: { count: number; perSeconds: number }): Limit;
}
