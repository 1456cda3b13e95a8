import { afterAll, beforeAll, describe, it } from 'vitest';
import { type Fixture, openFixture } from './fixture.js';
import { liveAtRandom } from './model/run.js';

const patience = 150_000;

describe('the use cases, for minutes of whatever happens', () => {
  let fixture: Fixture;
  beforeAll(async () => {
    fixture = await openFixture();
    await fixture.db.instances.update('main', { state: 'linked' });
  });
  afterAll(() => fixture[Symbol.asyncDispose]());

  /** A seed that is new each time; where it fails it is printed, with the shortest sequence found. */
  it('show what is wanted, or say what differs, and do what the agenda says', async () => {
    const within = { interruptAfterTimeLimit: patience, markInterruptAsFailure: false };
    await liveAtRandom(fixture, { maxLength: 20, numRuns: 10_000, ...within });
  });
});
