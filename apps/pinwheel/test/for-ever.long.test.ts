import { expect, it } from 'vitest';
import { describeOnQueueBackends } from '@pinwheel/testing';
import { answer, link, openHouse, pinsOf, say, shownPins } from './house.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const days = 122;
/** WhatsApp's longest duration. */
const longest = 30 * day;

describeOnQueueBackends('a pin for ever', (backend) => {
  it('stands for four months without a gap, and the chat sees no more lines than renewals needed', async () => {
    await using house = await openHouse(backend, { overrides: { worker: { sweepMs: 100 } } });
    await link(house);
    const { ref, wireId } = await say(house, 'The rules of the house');
    await answer(house, `/pin ${ref} for ever slot 1 locked`, /is pinned until/i);
    const begin = house.clock.now();

    while (house.clock.now() < begin + days * day) {
      const { html = '', ...asked } = await answer(house, '/agenda 40', /renew/);
      const at = Number(/unix="(\d+)"(?=[^\n]*renew)/.exec(html)![1]) * 1_000;
      // The phones go by the same clock.
      for (let moment = house.clock.now(); moment < at; moment += 6 * hour) {
        house.clock.set(moment);
        expect(shownPins(house)).toEqual(['The rules of the house']);
      }
      const before = pinsOf(house, wireId).length;
      house.clock.set(at + 1_000);
      await house.town.admin.sees(/is pinned until somebody/i, { after: asked, timeoutMs: 30_000 });
      expect(pinsOf(house, wireId)).toHaveLength(before + 1);
      expect(shownPins(house)).toEqual(['The rules of the house']);
    }

    const pinned = pinsOf(house, wireId).map(({ at }) => at);
    const gaps = pinned.slice(1).map((at, index) => at - pinned[index]!);
    expect(pinned[0]).toBeLessThanOrEqual(begin);
    expect(Math.max(...gaps)).toBeLessThan(longest);
    // A day of margin and up to six hours of jitter.
    expect(Math.min(...gaps)).toBeGreaterThan(longest - day - 6 * hour - minute);
    expect(pinned).toHaveLength(1 + Math.ceil(days / 29));
    expect(house.town.dora.heard(house.town.group).filter(({ pin }) => pin)).toHaveLength(pinned.length);
  });
});
