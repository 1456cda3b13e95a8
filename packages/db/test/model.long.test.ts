import { afterAll, beforeAll, describe, it } from 'vitest';
import { type Fixture, openFixture } from './fixture.js';
import { liveAtRandom } from './model/run.js';

/** Those that have found something. `MODEL_SEED=7 npm run test:long` lives through other sequences. */
const own = process.env['MODEL_SEED'];
const seeds = own === undefined ? [20_260_106, 20_260_107, 32, 33, 43] : [Number(own)];

describe('the use cases, for minutes of whatever happens', () => {
  let fixture: Fixture;
  beforeAll(async () => {
    fixture = await openFixture();
    await fixture.db.instances.update('main', { state: 'linked' });
  });
  afterAll(() => fixture[Symbol.asyncDispose]());

  /** Where it fails the seed and the shortest sequence found are printed. */
  it.each(seeds)('show what is wanted, or say what differs, and do what the agenda says (seed %i)', async (seed) => {
    await liveAtRandom(fixture, { maxLength: 20, numRuns: 40, seed });
  });
});
