import type { Clock, Limits, Logger, Waker } from '@pinwheel/pinning';

export interface QueuesOptions {
  /** null: the queues live in PostgreSQL. Several addresses, comma-separated, are the nodes of one cluster. */
  redisUrl: string | null;
  /** Must reach the server itself: a pooler in transaction mode has no LISTEN. */
  databaseUrl: string;
  clock: Clock;
  logger: Logger;
  /** Keeps several installations on one Redis apart; on PostgreSQL each has a database of its own. */
  prefix?: string;
}

/** An operation's pace: at most `count` leave within `perMs`, whatever number of workers there are. */
export interface Pace {
  count: number;
  perMs: number;
}

/** A job says whom to wake; the row it points at says everything else. */
export interface Tick {
  kind: 'schedule' | 'rotation' | 'pin' | 'board' | 'announcement';
  id: number;
}

export interface Report {
  kind: 'report' | 'notice' | 'linking';
  id: string;
}

export interface Counts {
  waiting: number;
  delayed: number;
  active: number;
  failed: number;
}

/**
 * Runs nothing until resumed, and holds no connection of its own while paused. What `run` throws is logged and forgotten:
 * the sweep brings the row back. A `run` may come twice for one wake-up (its process was killed, or its event loop stood
 * still for 10 s), so it claims its row first.
 */
export interface QueueWorker extends AsyncDisposable {
  /** Takes no new jobs, and resolves when those under way have ended. Not to be awaited inside `run`. */
  pause(): Promise<void>;
  /** Resolves at once; while the store is down, taking jobs begins when it is back. */
  resume(): Promise<void>;
}

export interface Queues extends Waker, AsyncDisposable {
  readonly backend: 'redis' | 'postgres';
  /** On Redis, where there is one. */
  readonly limits: Limits | null;
  /** The queue of one instance. With concurrency 1 operations run in the order in which they came due. */
  workOperations(
    instanceId: string,
    run: (operationId: string) => Promise<void>,
    options: { concurrency: number; pace: Pace },
  ): QueueWorker;
  /** What the clock brings. A queue of its own, so that no backlog of reports makes an occurrence late. */
  workTicks(run: (tick: Tick) => Promise<void>, options?: { concurrency?: number }): QueueWorker;
  workReports(run: (report: Report) => Promise<void>, options?: { concurrency?: number }): QueueWorker;
  /** What happened to instances. */
  workHappenings(run: (instanceId: string) => Promise<void>, options?: { concurrency?: number }): QueueWorker;
  /** Webhooks with something to deliver. Each run waits for other people's servers, so there may be many at once. */
  workDeliveries(run: (webhookId: string) => Promise<void>, options: { concurrency: number }): QueueWorker;
  /** Rejects within a few seconds if the store does not answer. */
  ping(): Promise<void>;
  /** By queue, of those that this process fills or works. */
  counts(): Promise<Record<string, Counts>>;
}
