import { setTimeout as sleep } from 'node:timers/promises';
import { type ConnectionOptions, type IQueueBackend, type Job, type JobProgress, Worker } from 'bullmq';
import type { JobData } from './jobs.js';

const PAUSE_MS = 500;

/**
 * BullMQ waits only after errors that it knows for lost connections (ECONNREFUSED). After any other (a server that is
 * starting up or read-only, a disk that is full) it asks again at once, some thousand times a second.
 */
export class PatientWorker<B extends IQueueBackend, C = ConnectionOptions> extends Worker<
  JobData,
  void,
  string,
  B,
  JobProgress,
  C
> {
  protected override async moveToActive(token: string, name?: string): Promise<Job<JobData, void>> {
    try {
      return await super.moveToActive(token, name);
    } catch (error) {
      await sleep(PAUSE_MS);
      throw error;
    }
  }
}
