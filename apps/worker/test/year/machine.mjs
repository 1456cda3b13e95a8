// A worker, and a listener whose WhatsApp acknowledges everything, in a process of their own whose clock shows what the
// parent says: { now } sets it and is answered by the same.
import { openContext } from '@pinwheel/context';
import { runOperation } from '@pinwheel/pinning';
import { createIds, createLogger, createStack, readConfiguration } from '@pinwheel/runtime';
import { startWorker } from '../../dist/index.js';

const holder = 'year';
const hour = 3_600_000;
const acknowledging = { send: async () => ({ kind: 'acknowledged' }) };

let now = Number(process.argv[2]);
process.on('message', (message) => {
  now = message.now;
  process.send(message);
});
process.on('disconnect', () => process.exit());

const stack = createStack();
const configuration = readConfiguration(process.env, 'app');
const logger = createLogger({ level: 'warn', format: 'json', destination: process.stderr });
const context = stack.use(await openContext({ configuration, logger, clock: { now: () => now }, ids: createIds() }));
// Who was killed holds it still.
const { leases } = context.database;
const [lease] = [...(await leases.renew(holder, hour)), ...(await leases.take(holder, hour, 1))];
const operations = stack.use(
  context.queues.workOperations('main', (id) => runOperation(context.deps, acknowledging, lease, id), {
    concurrency: 8,
    pace: { count: 10_000, perMs: 1_000 },
  }),
);
await operations.resume();
stack.use(await startWorker(context));
process.send({ ready: true });
process.on('SIGTERM', () => void stack[Symbol.asyncDispose]().then(() => process.exit()));
