import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnQueueBackends, eventually } from '@pinwheel/testing';
import { answer, type House, link, openHouse, pinsOf, say, shownPins } from './house.js';

const minute = 60_000;

describeOnQueueBackends('the budget of visible changes', (backend) => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse(backend, { overrides: { worker: { sweepMs: 100 } } });
    await link(house);
  });
  afterAll(() => house[Symbol.asyncDispose]());

  it('puts off the second of two plans for a minute and says so; a person is not kept waiting', async () => {
    const [one, two, three] = [await say(house, 'One'), await say(house, 'Two'), await say(house, 'Three')];
    for (const { ref } of [one, two]) await answer(house, `/schedule in 10m ${ref}`, /🗓 s\d+/);
    house.clock.advance(10 * minute);
    await eventually(() => expect(shownPins(house)).toHaveLength(1), { timeoutMs: 20_000 });
    await eventually(async () =>
      expect((await answer(house, '/pins', /Pins/)).text).toMatch(/Put off[^]*one change in 1 minute/),
    );
    await answer(house, `/pin ${three.ref}`, /is pinned until/i);
    expect(shownPins(house)).toHaveLength(2);

    const asked = house.town.admin.chat().at(-1)!;
    house.clock.advance(2 * minute);
    await eventually(() => expect(shownPins(house).toSorted()).toEqual(['One', 'Three', 'Two']), { timeoutMs: 20_000 });
    await house.town.admin.sees(/is pinned until[^]*Put off until/i, { after: asked });
    const moments = [one, two, three].flatMap(({ wireId }) => pinsOf(house, wireId).map(({ at }) => at)).toSorted();
    expect(moments.at(-1)! - moments[0]!).toBeGreaterThanOrEqual(minute - 5_000);
  });
});
