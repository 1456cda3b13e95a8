import { openContext } from '@pinwheel/context';
import { createStack, run } from '@pinwheel/runtime';
import { startWorker } from './start.js';

await run({ name: 'worker', kind: 'app', env: process.env }, async (surroundings) => {
  const stack = createStack();
  const context = stack.use(await openContext(surroundings));
  stack.use(await startWorker(context));
  return stack;
});
