import { describeOnQueueBackends } from '@pinwheel/testing';
import type { CatchUp } from '@pinwheel/domain';
import { expect, it } from 'vitest';
import { type Fired, Year } from './year/year.js';

const start = Date.UTC(2026, 2, 1);
const end = Date.UTC(2027, 2, 1);
const day = 86_400_000;
const chats = 200;

describeOnQueueBackends('a year of schedules and rotations in five zones', (backend) => {
  it('of 200 chats with a thousand of them fires each occurrence once, at its time, as the agenda had it on the first day', async () => {
    await using year = await Year.open(backend, start, chats);
    const foreseen = await year.foreseen(end);
    expect(foreseen.length).toBeGreaterThan(3_000);
    const begun = performance.now();
    await year.run(end);
    const seconds = Math.round((performance.now() - begun) / 1_000);
    expect(await year.fired()).toEqual(foreseen);
    process.stdout.write(
      `  A year of ${foreseen.length} occurrences at ${year.steps} moments took ${seconds} s (${backend}).\n`,
    );
  });

  it('comes to the same though queues are wiped, workers killed, the database restarts, and nobody is there for three days', async () => {
    await using year = await Year.open(backend, start, chats);
    const foreseen = await year.foreseen(end);
    const policies = await year.policies();
    await year.run(start + 60 * day, () => year.wipeQueues());
    await year.run(start + 120 * day, () => year.killMachine());
    await year.run(start + 180 * day, () => year.restartDatabase());
    const [from, until] = [start + 240.5 * day, start + 243.5 * day];
    await year.run(from);
    await year.sleep(until);
    await year.run(end);
    const expected = afterSleep(foreseen, policies, from, until);
    expect(await year.fired()).toEqual(expected);
    expect(expected).not.toEqual(foreseen);
  });
});

/** What was missed is carried out when somebody is there again: as its policy says, a turn once. */
function afterSleep(
  foreseen: readonly Fired[],
  policies: ReadonlyMap<string, CatchUp['policy']>,
  from: number,
  until: number,
): Fired[] {
  const missed = new Map<string, number>();
  const kept = foreseen.filter((fired) => {
    const [cause = '', at] = fired.split('@');
    if (Number(at) <= from || Number(at) > until) return true;
    missed.set(cause, (missed.get(cause) ?? 0) + 1);
    return false;
  });
  const caughtUp = [...missed].flatMap(([cause, count]) => {
    const policy = policies.get(cause) ?? 'once';
    const times = policy === 'all' ? count : policy === 'once' ? 1 : 0;
    return Array.from({ length: times }, () => `${cause}@${until}`);
  });
  return [...kept, ...caughtUp].toSorted();
}
