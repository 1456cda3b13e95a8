import { fileURLToPath } from 'node:url';
import { text } from 'node:stream/consumers';
import { toolArguments } from './repository.mjs';
import { run } from './run.mjs';

export const COUNTING = fileURLToPath(new URL('count-reporter.mjs', import.meta.url));

/** Runs the tests of some projects. The last line of all says how many, for programs to read. */
export async function test(projects, args) {
  const selection = projects.map((project) => `--project=${project}`);
  const reporters = ['--reporter=default', `--reporter=${COUNTING}`];
  const { child, status } = await run(
    process.execPath,
    [...toolArguments('vitest'), 'run', ...selection, ...reporters, ...args],
    { stdio: ['inherit', 'inherit', 'inherit', 'pipe'] },
  );
  const counted = await text(child.stdio[3]);
  const counts = counted ? JSON.parse(counted) : { passed: 0, failed: 0, skipped: 0 };
  const exitStatus = await status;
  // A run can fail without a test that does: nothing found, an error outside of any test, a signal.
  if (exitStatus !== 0 && counts.failed === 0) counts.failed = 1;
  process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);
  return exitStatus;
}
