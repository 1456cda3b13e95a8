import { afterEach, expect } from 'vitest';
import { type Fixture, type FixtureOptions, openFixture } from './fixture.js';

/** Opens a fixture for each test; at its end Telegram's schema was never broken and no log holds the token. */
export function eachWithFixture(): (options?: FixtureOptions) => Promise<Fixture> {
  const open: Fixture[] = [];
  afterEach(async () => {
    for (const fixture of open.splice(0)) {
      const [violations, log] = [fixture.telegram.violations(), fixture.logs.text()];
      const secret = fixture.telegram.token.split(':')[1]!;
      await fixture[Symbol.asyncDispose]();
      expect(violations).toEqual([]);
      expect(log).not.toContain(secret);
    }
  });
  return async (options) => {
    const fixture = await openFixture(options);
    open.push(fixture);
    return fixture;
  };
}
