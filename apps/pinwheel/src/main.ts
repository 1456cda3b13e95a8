import { parseArgs } from 'node:util';
import { run } from '@pinwheel/runtime';
import { forgiveBaileys } from '@pinwheel/listener';
import { runDemo } from './demo/run.js';
import { startReal } from './real.js';

const { values } = parseArgs({ options: { once: { type: 'boolean', default: false } } });

await run({ name: 'pinwheel', kind: 'all-in-one', env: process.env }, async (surroundings) => {
  surroundings.treatUnhandled(forgiveBaileys(surroundings.logger));
  const { botToken } = surroundings.configuration.telegram;
  if (botToken === null) return runDemo(surroundings, { once: values.once });
  return startReal(surroundings, botToken);
});
