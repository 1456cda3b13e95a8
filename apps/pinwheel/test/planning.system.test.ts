import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeOnQueueBackends, eventually } from '@pinwheel/testing';
import { Redis } from './redis.js';
import { answer, type House, link, openHouse, pinEvents, say, shownPins } from './house.js';

const minute = 60_000;

describeOnQueueBackends('schedules and rotations', (backend) => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse(backend);
    await link(house);
  });
  beforeEach(async () => {
    if (shownPins(house).length > 0) await answer(house, '/unpin all', /no longer pinned/i);
  });
  afterAll(() => house[Symbol.asyncDispose]());

  const countPins = (): number => pinEvents(house).all.filter(({ type }) => type === 1).length;

  it('fires once what is scheduled in five seconds, after showing it in the agenda', async () => {
    const { ref } = await say(house, 'In five seconds');
    const created = await answer(house, `/schedule in 5s ${ref} for 24h`, /\bs\d+\b/);
    const schedule = /\bs\d+\b/.exec(created.text)![0];
    const agenda = await answer(house, '/agenda', /In five seconds/);
    expect(agenda.text).toContain(schedule);
    const at = /\d{2}:\d{2}(:\d{2})?/.exec(created.text.slice(created.text.indexOf('Next')))![0];
    expect(agenda.text).toContain(at);
    const before = countPins();
    await eventually(() => expect(shownPins(house)).toEqual(['In five seconds']), { timeoutMs: 15_000 });
    await house.town.admin.sees(/pinned until/i, { after: created });
    house.clock.advance(10 * minute);
    expect(countPins()).toBe(before + 1);
    expect((await answer(house, '/agenda', /./)).text).not.toContain(schedule);
  });

  it('fires every minute, twice in two minutes', async () => {
    const { ref } = await say(house, 'Every minute');
    const created = await answer(house, `/schedule every minute ${ref} for 24h`, /\bs\d+\b/);
    const schedule = /\bs\d+\b/.exec(created.text)![0];
    const before = countPins();
    house.clock.advance(minute);
    await eventually(() => expect(countPins()).toBe(before + 1), { timeoutMs: 10_000 });
    house.clock.advance(minute);
    await eventually(() => expect(countPins()).toBe(before + 2), { timeoutMs: 10_000 });
    await answer(house, `/schedule ${schedule} delete`, /deleted/i);
    house.clock.advance(minute);
    await answer(house, '/agenda', /./);
    expect(countPins()).toBe(before + 2);
  });

  it('takes turns and wraps; the item before is unpinned; it pauses, resumes and goes next', async () => {
    for (const text of ['Rubbish on Monday', 'Yoga on Thursday']) await say(house, text);
    const yoga = (await say(house, 'Pool rules')).ref;
    const created = await answer(house, '/rotation create notices every hour', /\br\d+\b/);
    const rotation = /\br\d+\b/.exec(created.text)![0];
    const list = (await answer(house, '/messages', /Rubbish/)).text;
    const refOf = (text: string) =>
      list
        .slice(0, list.indexOf(text))
        .match(/\bm\d+\b/g)!
        .at(-1)!;
    for (const ref of [refOf('Rubbish'), refOf('Yoga'), yoga])
      await answer(house, `/rotation add ${rotation} ${ref}`, /added/i);

    const turns = ['Rubbish on Monday', 'Yoga on Thursday', 'Pool rules', 'Rubbish on Monday'];
    for (const text of turns) {
      house.clock.advance(60 * minute);
      await eventually(() => expect(shownPins(house)).toEqual([text]), { timeoutMs: 10_000 });
    }
    await answer(house, `/rotation pause ${rotation}`, /paused/i);
    const before = countPins();
    house.clock.advance(120 * minute);
    await answer(house, '/agenda', /./);
    expect(countPins()).toBe(before);
    await answer(house, `/rotation next ${rotation}`, /pinned until/i);
    await eventually(() => expect(shownPins(house)).toEqual(['Yoga on Thursday']));
    await answer(house, `/rotation resume ${rotation}`, /goes on/i);
    house.clock.advance(60 * minute);
    await eventually(() => expect(shownPins(house)).toEqual(['Pool rules']), { timeoutMs: 10_000 });
    await answer(house, `/rotation delete ${rotation}`, /deleted/i);
  });

  it.runIf(backend === 'redis')('fires everything that was pending when Redis was wiped', async () => {
    const { ref } = await say(house, 'Survives a wiped Redis');
    for (const seconds of [4, 5, 6])
      await answer(house, `/schedule in ${seconds}s ${ref} for ${seconds} hours`, /\bs\d+\b/);
    const before = countPins();
    await Redis.wipe(house.redisUrl!);
    await eventually(() => expect(countPins()).toBe(before + 3), { timeoutMs: 20_000 });
  });
});
