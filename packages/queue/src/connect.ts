import { connectStore } from './backend.js';
import { createComplaints } from './complaints.js';
import { DELIVERIES, HAPPENINGS, nameOperations, REPORTS, TICKS } from './jobs.js';
import { Producers } from './producers.js';
import type { Queues, QueuesOptions, QueueWorker, Report, Tick } from './queues.js';
import type { ShiftOptions } from './shift.js';
import type { Store, WorkOptions } from './store.js';
import { within } from './within.js';
import { createQueueWorker } from './worker.js';

const DEFAULT_PREFIX = 'pinwheel';

/**
 * A killed process' jobs run again 5 to 15 s later. A process that stands still longer than the lock loses its jobs to
 * another; whoever runs a job claims its row, so that does no harm.
 */
const recovery = { lockDuration: 10_000, stalledInterval: 5_000, maxStalledCount: 3, runRetryDelay: 1_000 };

/** @throws {Error} when the store can not be reached now. */
export async function connectQueues(options: QueuesOptions): Promise<Queues> {
  const logger = options.logger.child({ part: 'queue' });
  const complain = createComplaints(logger, options.clock);
  const { redisUrl, databaseUrl, prefix = DEFAULT_PREFIX } = options;
  const store = await connectStore(redisUrl, { databaseUrl, prefix, complain });
  const producers = new Producers(store, options.clock, complain);
  const workers = new Map<QueueWorker, string>();

  const work = (name: string, run: ShiftOptions['run'], how: WorkOptions) => {
    const open: ShiftOptions['open'] = (each) => store.openWorker(name, each, { ...recovery, ...how });
    const inner = createQueueWorker({ open, run, logger, complain });
    const worker: QueueWorker = {
      ...inner,
      async [Symbol.asyncDispose]() {
        await inner[Symbol.asyncDispose]();
        workers.delete(worker);
      },
    };
    workers.set(worker, name);
    return worker;
  };

  let closed: Promise<void> | null = null;
  return {
    backend: store.kind,
    limits: store.limits,
    wake: (wakes) => producers.wake(wakes),
    workOperations: (instanceId, run, { concurrency, pace }) =>
      work(nameOperations(instanceId), ({ id }) => run(String(id)), {
        concurrency,
        limiter: { max: pace.count, duration: pace.perMs },
      }),
    workTicks: (run, { concurrency = 4 } = {}) => work(TICKS, (data) => run(data as Tick), { concurrency }),
    workReports: (run, { concurrency = 4 } = {}) => work(REPORTS, (data) => run(data as Report), { concurrency }),
    workHappenings: (run, { concurrency = 4 } = {}) => work(HAPPENINGS, ({ id }) => run(String(id)), { concurrency }),
    workDeliveries: (run, { concurrency }) => work(DELIVERIES, ({ id }) => run(String(id)), { concurrency }),
    ping: () => within(5_000, 'The store', store.ping()),
    counts: () => producers.count(workers.values()),
    [Symbol.asyncDispose]: () => (closed ??= close(workers.keys(), producers, store).catch(complain)),
  };
}

/** A store that has fallen silent does not keep a process from its end. */
const GOODBYE_WITHIN_MS = 2_000;

async function close(workers: Iterable<QueueWorker>, producers: Producers, store: Store): Promise<void> {
  await Promise.all([...workers].map((worker) => worker[Symbol.asyncDispose]()));
  await within(GOODBYE_WITHIN_MS, 'The store', sayGoodbye(producers, store));
}

async function sayGoodbye(producers: Producers, store: Store): Promise<void> {
  await producers[Symbol.asyncDispose]();
  await store[Symbol.asyncDispose]();
}
