import type { Clock, Wake } from '@pinwheel/pinning';
import type { JobType } from 'bullmq';
import { explain } from './complaints.js';
import { describeJob, nameQueue, type WakeJob } from './jobs.js';
import type { Counts } from './queues.js';
import type { OpenQueue, Store } from './store.js';
import { within } from './within.js';

const ANSWER_WITHIN_MS = 5_000;

/** How many queues are filled at a time: more would wait for a connection, and be late for that alone. */
const LANES = 4;

const fewJobs = 4;

/** Of a queue that somebody paused as a whole PostgreSQL counts what waits as 'paused', a state that BullMQ no longer names. */
const COUNTED = ['waiting', 'paused', 'delayed', 'active', 'failed'] as JobType[];

/** The queues that this process adds to, opened when first needed. Every call ends within seconds, store or no store. */
export class Producers implements AsyncDisposable {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #complain: (error: Error) => void;
  readonly #queues = new Map<string, Promise<OpenQueue>>();

  constructor(store: Store, clock: Clock, complain: (error: Error) => void) {
    this.#store = store;
    this.#clock = clock;
    this.#complain = complain;
  }

  async wake(wakes: readonly Wake[]): Promise<void> {
    const groups = handOut(groupByQueue(wakes, this.#clock.now()));
    const fill = async () => {
      for (const [name, jobs] of groups) await this.#add(name, jobs);
    };
    try {
      await Promise.all(Array.from({ length: LANES }, fill));
    } catch (error) {
      throw new Error(`Wake-ups could not be added: ${explain(error)}`, { cause: error });
    }
  }

  async count(names: Iterable<string>): Promise<Record<string, Counts>> {
    const all = new Set([...names, ...this.#queues.keys()]);
    const counted = [...all].sort().map(async (name) => [name, await this.#count(name)] as const);
    return Object.fromEntries(await Promise.all(counted));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const opened = await Promise.allSettled(this.#queues.values());
    await Promise.all(opened.filter((each) => each.status === 'fulfilled').map(({ value }) => value.close()));
  }

  async #add(name: string, jobs: WakeJob[]): Promise<void> {
    await within(
      ANSWER_WITHIN_MS,
      'The store',
      this.#open(name).then((queue) => addTo(queue, jobs)),
    );
  }

  async #count(name: string): Promise<Counts> {
    const asked = this.#open(name).then((queue) => queue.getJobCounts(...COUNTED));
    const {
      waiting = 0,
      paused = 0,
      delayed = 0,
      active = 0,
      failed = 0,
    } = await within(ANSWER_WITHIN_MS, 'The store', asked);
    return { waiting: waiting + paused, delayed, active, failed };
  }

  #open(name: string): Promise<OpenQueue> {
    const known = this.#queues.get(name);
    if (known) return known;
    const opening = this.#openReady(name);
    this.#queues.set(name, opening);
    opening.catch(() => this.#queues.delete(name));
    return opening;
  }

  /** A queue that was opened while the store was down stays unusable, so only one that came up is kept. */
  async #openReady(name: string): Promise<OpenQueue> {
    const queue = this.#store.openQueue(name);
    queue.on('error', this.#complain);
    try {
      await within(ANSWER_WITHIN_MS, 'The store', queue.waitUntilReady());
      return queue;
    } catch (error) {
      queue.close().catch(this.#complain);
      throw error;
    }
  }
}

/**
 * Up to a few one by one: on PostgreSQL BullMQ makes two temporary tables to add any number together, which costs as much
 * as a handful of jobs, and leaves its traces in the server's catalogue.
 */
async function addTo(queue: OpenQueue, jobs: readonly WakeJob[]): Promise<void> {
  if (jobs.length > fewJobs) await queue.addBulk([...jobs]);
  else for (const { name, data, opts } of jobs) await queue.add(name, data, opts);
}

/** Shared by all lanes; the first that fails closes it for all, so that a store that is down is asked a few times only. */
function* handOut<T>(items: Iterable<T>): Generator<T> {
  yield* items;
}

/** Jobs in the order of their wake-ups. */
function groupByQueue(wakes: readonly Wake[], now: number): Map<string, WakeJob[]> {
  const groups = new Map<string, WakeJob[]>();
  for (const wake of wakes) {
    const name = nameQueue(wake);
    const jobs = groups.get(name) ?? [];
    groups.set(name, jobs);
    jobs.push(describeJob(wake, now));
  }
  return groups;
}
