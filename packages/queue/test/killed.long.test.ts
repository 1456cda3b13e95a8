import { describeOnQueueBackends, eventually } from '@pinwheel/testing';
import { expect, it } from 'vitest';
import { createOutage, createTrial } from './support.js';

describeOnQueueBackends('queues of a process that was killed', (backend) => {
  it('are worked by another, which runs again what was under way, within half a minute', async () => {
    await using trial = await createTrial(backend);
    // Killed as the store sees it: the connections are gone, and nobody renews the lock.
    await using cable = await createOutage(trial.outage.url);
    const killed = await trial.join(cable);
    const heir = await trial.join();
    const begun: string[] = [];
    await killed
      .workTicks(async ({ id }) => {
        begun.push(`killed ${id}`);
        await eventually(() => begun.length > 1, { timeoutMs: 60_000 });
      })
      .resume();
    await heir.wake([{ kind: 'pin', id: 1, at: Date.now() }]);
    await eventually(() => begun.length === 1);
    await cable.begin();
    await heir.workTicks(async ({ id }) => void begun.push(`heir ${id}`)).resume();
    await eventually(() => begun.length === 2, { timeoutMs: 30_000 });
    expect(begun).toEqual(['killed 1', 'heir 1']);
  });
});
