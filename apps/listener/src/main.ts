import { openContext } from '@pinwheel/context';
import { createStack, run } from '@pinwheel/runtime';
import { forgiveBaileys } from './forgive-baileys.js';
import { startListener } from './start.js';

await run({ name: 'listener', kind: 'app', env: process.env }, async (surroundings) => {
  surroundings.treatUnhandled(forgiveBaileys(surroundings.logger));
  const stack = createStack();
  const context = stack.use(await openContext(surroundings));
  stack.use(await startListener(context));
  return stack;
});
