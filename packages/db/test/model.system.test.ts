import { afterAll, beforeAll, describe, it } from 'vitest';
import { type Fixture, openFixture } from './fixture.js';
import { liveAtRandom } from './model/run.js';

describe('the use cases, whatever happens in whatever order', () => {
  let fixture: Fixture;
  beforeAll(async () => {
    fixture = await openFixture();
    await fixture.db.instances.update('main', { state: 'linked' });
  });
  afterAll(() => fixture[Symbol.asyncDispose]());

  it('show what is wanted, or say what differs, and do what the agenda says', async () => {
    await liveAtRandom(fixture, { maxLength: 20, numRuns: 15, seed: 20_260_105 });
  }, 120_000);
});
