import { afterAll, beforeAll, describe, it } from 'vitest';
import { type Fixture, openFixture } from './fixture.js';
import { liveAtRandom } from './model/run.js';

/** `MODEL_SEED=7 npm run test:long` lives through other sequences. */
const seed = Number(process.env['MODEL_SEED'] ?? 20_260_106);

describe('the use cases, for minutes of whatever happens', () => {
  let fixture: Fixture;
  beforeAll(async () => {
    fixture = await openFixture();
    await fixture.db.instances.update('main', { state: 'linked' });
  });
  afterAll(() => fixture[Symbol.asyncDispose]());

  /** Where it fails the shortest sequence found is printed. */
  it('show what is wanted, or say what differs, and do what the agenda says', async () => {
    await liveAtRandom(fixture, { maxLength: 20, numRuns: 60, seed });
  });
});
