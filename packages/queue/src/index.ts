export { connectQueues } from './connect.js';
export type { Counts, Pace, Queues, QueuesOptions, QueueWorker, Report, Tick } from './queues.js';
