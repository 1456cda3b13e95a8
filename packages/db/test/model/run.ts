import fc from 'fast-check';
import { expect } from 'vitest';
import type { Fixture } from '../fixture.js';
import { check } from './check.js';
import { step, type Step } from './steps.js';
import { take } from './take.js';
import { settleDown } from './time.js';
import { openWorld } from './world.js';

/** Takes the steps in a new group, lets everything come to rest, and compares. */
export async function live(fixture: Fixture, steps: readonly Step[]): Promise<void> {
  const world = await openWorld(fixture);
  const found: string[] = [];
  for (const each of steps) found.push(...(await take(world, each)));
  await settleDown(world);
  found.push(...(await check(world)));
  expect(found.join('\n')).toBe('');
}

/** Random sequences of at most so many steps; on failure the seed and the shortest sequence that fails are printed. */
export const liveAtRandom = (
  fixture: Fixture,
  { maxLength, ...parameters }: { maxLength: number } & fc.Parameters<[Step[]]>,
): Promise<void> =>
  fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength, minLength: 1, size: 'max' }), (steps) => live(fixture, steps)),
    parameters,
  );
