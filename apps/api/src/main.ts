import { openContext } from '@pinwheel/context';
import { createStack, run } from '@pinwheel/runtime';
import { startApi } from './start.js';

await run({ name: 'api', kind: 'app', env: process.env }, async (surroundings) => {
  const stack = createStack();
  const context = stack.use(await openContext(surroundings));
  stack.use(await startApi(context));
  return stack;
});
