import { createStack, run, type Surroundings } from '@pinwheel/runtime';
import { readArguments } from './command-line/arguments.js';
import { terminalOn } from './command-line/terminal.js';

const { env } = process;
const given = readArguments(process.argv.slice(2));

if (given.kind === 'help') process.stdout.write(given.text);
else if (given.kind === 'unusable') {
  process.stderr.write(given.problem);
  process.exitCode = 2;
} else if (given.kind === 'tokens')
  await run({ name: 'pinwheel', kind: 'all-in-one', env }, async (surroundings) => {
    // Without the apps and their libraries, which take longer to load than the work.
    const { runTokens } = await import('./command-line/tokens.js');
    surroundings.end(await runTokens(surroundings, given.request, terminalOn(process)));
    return createStack();
  });
else await run({ name: 'pinwheel', kind: 'all-in-one', env }, (surroundings) => start(surroundings, given.once));

async function start(surroundings: Surroundings<'all-in-one'>, once: boolean): Promise<AsyncDisposable> {
  const { forgiveBaileys } = await import('@pinwheel/listener');
  surroundings.treatUnhandled(forgiveBaileys(surroundings.logger));
  const { botToken } = surroundings.configuration.telegram;
  if (botToken !== null) return (await import('./real.js')).startReal(surroundings, botToken);
  return (await import('./demo/run.js')).runDemo(surroundings, { once, env });
}
