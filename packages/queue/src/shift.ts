import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@pinwheel/pinning';
import type { Job, Processor } from 'bullmq';
import type { JobData } from './jobs.js';
import type { OpenWorker } from './store.js';
import { toWellFormedError } from './well-formed.js';

const REOPEN_AFTER_MS = 1_000;

/** How long the store may take to note that a job has ended, before it is left to find out for itself. */
const BOOKKEEPING_MS = 3_000;

export interface ShiftOptions {
  open: (run: Processor<JobData, void>) => OpenWorker;
  run: (data: JobData) => Promise<void>;
  logger: Logger;
  complain: (error: Error) => void;
}

/** A worker's time from one resume to the next pause. */
export class Shift {
  readonly #options: ShiftOptions;
  readonly #ending = new AbortController();
  readonly #underWay = new Set<Promise<void>>();
  readonly #opened: Promise<OpenWorker | null>;
  #over = false;

  constructor(options: ShiftOptions) {
    this.#options = options;
    this.#opened = this.#open();
  }

  /** Resolves when the jobs under way have ended. */
  async end(): Promise<void> {
    this.#ending.abort();
    const worker = await this.#opened;
    if (worker === null) return;
    const closed = worker.close().catch(this.#options.complain);
    const ending = new AbortController();
    await Promise.race([closed, this.#outlast(ending.signal)]);
    ending.abort();
    this.#over = true;
  }

  /**
   * When our own work has ended and the store does not answer, BullMQ would wait for it without end. What it may still
   * bring is not run (see `#run`); the sweep finds its row.
   */
  async #outlast(signal: AbortSignal): Promise<void> {
    do {
      await Promise.all(this.#underWay);
      await sleep(BOOKKEEPING_MS, null, { signal }).catch(() => {});
    } while (this.#underWay.size > 0);
  }

  /** A worker that was opened while the store was down stays unusable, so it is opened anew until it comes up. */
  async #open(): Promise<OpenWorker | null> {
    const { signal } = this.#ending;
    while (!signal.aborted) {
      const worker = this.#options.open((job) => this.#run(job));
      worker.on('error', this.#options.complain);
      if (await this.#comesUp(worker)) {
        worker.run().catch(this.#options.complain);
        return worker;
      }
      worker.close(true).catch(this.#options.complain);
      await sleep(REOPEN_AFTER_MS, null, { signal }).catch(() => {});
    }
    return null;
  }

  async #run({ data }: Job<JobData>): Promise<void> {
    if (this.#over) return;
    const work = this.#attempt(data);
    this.#underWay.add(work);
    await work;
    this.#underWay.delete(work);
  }

  /** Fails for nobody: a failure that BullMQ can not store (half an emoji, NUL) would be run again and again. */
  async #attempt(data: JobData): Promise<void> {
    try {
      await this.#options.run(data);
    } catch (thrown) {
      this.#options.logger.error({ error: toWellFormedError(thrown), ...data }, 'A wake-up failed.');
    }
  }

  async #comesUp(worker: OpenWorker): Promise<boolean> {
    const { signal } = this.#ending;
    const given = new AbortController();
    const ready = worker.waitUntilReady().then(
      () => true,
      (error: Error) => {
        if (!signal.aborted) this.#options.complain(error);
        return false;
      },
    );
    const aborted = once(signal, 'abort', { signal: given.signal }).then(
      () => false,
      () => false,
    );
    const up = await Promise.race([ready, aborted]);
    given.abort();
    return up;
  }
}
