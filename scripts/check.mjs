import { whileLocked } from './lock.mjs';
import { seconds } from './progress.mjs';
import { toolArguments } from './repository.mjs';
import { capture } from './run.mjs';

/** Independent of each other, so they run side by side. Lint and types look at what the build declares. */
const STEPS = {
  format: ['oxfmt', '--check', '.'],
  lint: ['oxlint', '--deny-warnings'],
  types: ['tsc', '-p', 'tsconfig.tests.json'],
  unit: ['vitest', 'run', '--project=unit', '--reporter=dot'],
};

/** A line for each step; what a step said only if it failed. */
export async function check() {
  const isBuilt = await whileLocked(() => carryOut('build', ['tsc', '-b']));
  const results = await Promise.all(Object.entries(STEPS).map(([name, step]) => carryOut(name, step)));
  return isBuilt && results.every(Boolean) ? 0 : 1;
}

async function carryOut(name, [tool, ...args]) {
  const startedAt = performance.now();
  const { status, output } = await capture(process.execPath, [...toolArguments(tool), ...args]);
  if (status !== 0) process.stdout.write(`${output.trim()}\n`);
  process.stdout.write(`${status === 0 ? 'ok    ' : 'FAILED'}  ${name.padEnd(6)}  ${seconds(startedAt)}\n`);
  return status === 0;
}
