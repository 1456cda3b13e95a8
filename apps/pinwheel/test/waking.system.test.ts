import { afterEach, expect, it } from 'vitest';
import { describeOnQueueBackends, eventually } from '@pinwheel/testing';
import { answer, type House, link, openHouse, pinsOf, say } from './house.js';

describeOnQueueBackends('what is due', (backend) => {
  let house: House;
  afterEach(() => house[Symbol.asyncDispose]());

  it('is woken by the queue: a schedule and the end of its hold need no sweep', async () => {
    // The sweep that runs at the start is the only one.
    house = await openHouse(backend, { overrides: { worker: { sweepMs: 3_600_000 } } });
    await link(house);
    const { ref, wireId } = await say(house, 'Woken by the queue');
    const asked = house.clock.now();
    await answer(house, `/schedule in 2s ${ref} for 2 seconds`, /\bs\d+\b/);
    const events = () => house.town.dora.heard(house.town.group).filter(({ pin }) => pin?.key.id === wireId);
    await eventually(() => expect(events().map(({ pin }) => pin!.type)).toEqual([1, 2]), { timeoutMs: 20_000 });
    const [pinned, unpinned] = events();
    expect(pinned!.at).toBeGreaterThanOrEqual(asked + 2_000);
    expect(unpinned!.at).toBeGreaterThanOrEqual(asked + 4_000);
  });

  it('is found by the sweep when the queues have lost everything', async () => {
    house = await openHouse(backend);
    await link(house);
    const { ref, wireId } = await say(house, 'Found by the sweep');
    await answer(house, '/settings gap off', /nothing/i);
    for (const seconds of [4, 5, 6])
      await answer(house, `/schedule in ${seconds}s ${ref} for ${seconds} hours`, /\bs\d+\b/);
    await house.stores.forgetWakes();
    await eventually(() => expect(pinsOf(house, wireId)).toHaveLength(3), { timeoutMs: 20_000 });
  });
});
