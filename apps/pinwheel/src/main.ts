import { run } from '@pinwheel/runtime';
import { forgiveBaileys } from '@pinwheel/listener';
import { readArguments } from './arguments.js';
import { runDemo } from './demo/run.js';
import { startReal } from './real.js';

const { env } = process;
const given = readArguments(process.argv.slice(2));

if (given.kind === 'help') process.stdout.write(given.text);
else if (given.kind === 'unusable') {
  process.stderr.write(given.problem);
  process.exitCode = 2;
} else
  await run({ name: 'pinwheel', kind: 'all-in-one', env }, async (surroundings) => {
    surroundings.treatUnhandled(forgiveBaileys(surroundings.logger));
    const { botToken } = surroundings.configuration.telegram;
    return botToken === null ? runDemo(surroundings, { once: given.once, env }) : startReal(surroundings, botToken);
  });
