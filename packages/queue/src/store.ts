import type { Limits } from '@pinwheel/pinning';
import type { JobType, Processor, WorkerOptions } from 'bullmq';
import type { JobData, WakeJob } from './jobs.js';

/** What differs between Redis and PostgreSQL. */
export interface Store extends AsyncDisposable {
  readonly kind: 'redis' | 'postgres';
  /** Fails fast when the store is down, as far as the driver can. */
  openQueue(name: string): OpenQueue;
  /** Does not run yet. */
  openWorker(name: string, run: Processor<JobData, void>, options: WorkOptions): OpenWorker;
  ping(): Promise<void>;
  /** null where the store is PostgreSQL, whose limits are `@pinwheel/db`'s. */
  readonly limits: Limits | null;
}

export interface StoreOptions {
  databaseUrl: string;
  prefix: string;
  /** Takes the errors that nobody awaits. */
  complain: (error: Error) => void;
}

/** The part of BullMQ's Queue that we use, the same for both stores. */
export interface OpenQueue {
  on(event: 'error', listener: (error: Error) => void): unknown;
  waitUntilReady(): Promise<unknown>;
  add(name: WakeJob['name'], data: JobData, opts: WakeJob['opts']): Promise<unknown>;
  addBulk(jobs: WakeJob[]): Promise<unknown>;
  getJobCounts(...types: JobType[]): Promise<Record<string, number>>;
  close(): Promise<void>;
}

/** The part of BullMQ's Worker that we use. */
export interface OpenWorker {
  on(event: 'error', listener: (error: Error) => void): unknown;
  waitUntilReady(): Promise<unknown>;
  run(): Promise<void>;
  close(force?: boolean): Promise<void>;
}

export type WorkOptions = Pick<
  WorkerOptions,
  'concurrency' | 'limiter' | 'lockDuration' | 'stalledInterval' | 'maxStalledCount' | 'runRetryDelay'
>;

/** Nobody reads BullMQ's streams of events; left alone they keep 10,000 for each queue. */
export const streams = { events: { maxLen: 100 } };
