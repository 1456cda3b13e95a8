import { describeOnQueueBackends } from '@pinwheel/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTrial, type Trial } from './support.js';

describeOnQueueBackends('limits', (backend) => {
  let trial: Trial;
  beforeEach(async () => {
    trial = await createTrial(backend);
  });
  afterEach(() => trial[Symbol.asyncDispose]());

  it.runIf(backend === 'postgres')('are not kept where PostgreSQL is the store: the database has them', async () => {
    expect((await trial.join()).limits).toBeNull();
  });

  it.runIf(backend === 'redis')('count the uses of all processes together, each key for itself', async () => {
    const processes = [await trial.join(), await trial.join()];
    const limits = processes.map(({ limits: shared }) => shared!.open('calls', { count: 10, perSeconds: 60 }));
    const taken = await Promise.all(Array.from({ length: 15 }, (_, n) => limits[n % 2]!.take('shop')));
    expect(
      taken
        .filter(({ exceeded }) => !exceeded)
        .map(({ remaining }) => remaining)
        .sort(),
    ).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0].sort());
    expect(taken.filter(({ exceeded }) => exceeded)).toHaveLength(5);
    for (const { resetAt } of taken) expect(Math.abs(resetAt - Date.now() - 60_000)).toBeLessThan(10_000);
    expect(await limits[0]!.take('office')).toMatchObject({ exceeded: false, remaining: 9 });
  });

  it.runIf(backend === 'redis')('let each process count for itself while Redis is gone', async () => {
    const { limits } = await trial.join();
    const limit = limits!.open('calls', { count: 1, perSeconds: 60 });
    await trial.outage.begin();
    expect(await limit.take('shop')).toMatchObject({ exceeded: false });
    expect(await limit.take('shop')).toMatchObject({ exceeded: true });
  });
});
