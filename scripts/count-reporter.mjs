import { writeSync } from 'node:fs';

/** The pipe that our parent reads. */
const COUNTS = 3;

/** A vitest reporter: counts the tests of a run, for whoever started it. */
export default class CountReporter {
  onTestRunEnd(modules) {
    const counts = { passed: 0, failed: 0, skipped: 0 };
    for (const module of modules) {
      // A file that can not be loaded, or whose hooks fail, is a failure even without a test.
      if (module.errors().length > 0) counts.failed += 1;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        // Interrupted before its turn.
        counts[state === 'pending' ? 'skipped' : state] += 1;
      }
    }
    writeSync(COUNTS, JSON.stringify(counts));
  }
}
