import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeOnQueueBackends, eventually } from '@pinwheel/testing';
import { answer, confirmed, type House, link, openHouse, pinsOf, refIn, say, shownPins } from './house.js';

const minute = 60_000;

describeOnQueueBackends('schedules and rotations', (backend) => {
  let house: House;
  beforeAll(async () => {
    // Each jump of the clock waits for a sweep.
    house = await openHouse(backend, { overrides: { worker: { sweepMs: 100 } } });
    await link(house);
    // These are about when plans come due; what puts them off has a test of its own.
    await say(house, 'Hello');
    await answer(house, '/settings gap off', /nothing/i);
    await answer(house, '/settings cap 500', /500/);
    await answer(house, '/pin last for 24h', /pinned until/i);
  });
  beforeEach(async () => {
    if (shownPins(house).length > 0) await answer(house, '/unpin all', /no longer pinned/i);
  });
  afterAll(() => house[Symbol.asyncDispose]());

  let passages = 0;

  /**
   * Moves the clock, and waits until a schedule that was due at the end of that time has fired and the bot has since
   * pinned and unpinned: what else was due by then has happened, too.
   */
  async function pass(ms: number): Promise<void> {
    const text = `Sentinel ${++passages}.`;
    const { ref } = await say(house, text);
    const created = await answer(house, `/schedule in ${ms / 1_000}s ${ref} for 24h`, /🗓 s\d+/);
    house.clock.advance(ms);
    await house.town.admin.sees(new RegExp(`${text}[^]*pinned until`, 'i'), { after: created, timeoutMs: 20_000 });
    await answer(house, `/unpin ${ref}`, /no longer pinned/i);
  }

  /** The moments in an answer's lines that name a schedule, in ms; Telegram is told whole seconds. */
  async function agendaOf(schedule: string): Promise<number[]> {
    const { html = '' } = await answer(house, '/agenda', /agenda/i);
    const lines = html.split('\n').filter((line) => refIn(line, 's') === schedule);
    return lines.map((line) => Number(/unix="(\d+)"/.exec(line)![1]) * 1_000);
  }

  /** How late is the machine's affair; what people read in the agenda are minutes. */
  function expectAt(moment: number, at: number): void {
    expect(at).toBeGreaterThanOrEqual(moment);
    expect(at).toBeLessThan(moment + minute);
  }

  it('fires what is scheduled in five seconds once, at the moment that the agenda showed', async () => {
    const { ref, wireId } = await say(house, 'In five seconds');
    const asked = house.clock.now();
    const created = await answer(house, `/schedule in 5s ${ref} for 24h`, /🗓 s\d+/);
    const answered = house.clock.now();
    const schedule = refIn(created.text, 's')!;
    const [moment, ...others] = await agendaOf(schedule);
    expect(others).toEqual([]);
    expect(moment).toBeGreaterThan(asked + 5_000 - 1_000);
    expect(moment).toBeLessThanOrEqual(answered + 5_000);
    expect(created.html).toContain(`unix="${moment! / 1_000}"`);

    await eventually(() => expect(shownPins(house)).toEqual(['In five seconds']), { timeoutMs: 20_000 });
    await house.town.admin.sees(/pinned until/i, { after: created });
    expectAt(moment!, pinsOf(house, wireId)[0]!.at);

    await pass(10 * minute);
    expect(pinsOf(house, wireId)).toHaveLength(1);
    expect(await agendaOf(schedule)).toEqual([]);
  });

  it('fires every minute, at the minutes that the agenda showed, until it is deleted', async () => {
    const { ref, wireId } = await say(house, 'Every minute');
    // Together with what the chat has seen today that is more than it may see in a day.
    const asked = await answer(house, `/schedule every minute ${ref} for 24h`, /more than 500 changes/);
    await house.town.admin.tap(asked, /anyway/);
    const created = await house.town.admin.sees(/🗓 s\d+/, { after: asked });
    const schedule = refIn(created.text, 's')!;
    const [first, second, third] = await agendaOf(schedule);
    expect([second, third]).toEqual([first! + minute, first! + 2 * minute]);
    for (const [index, moment] of [first!, second!].entries()) {
      house.clock.set(moment);
      await eventually(() => expect(pinsOf(house, wireId)).toHaveLength(index + 1), { timeoutMs: 20_000 });
      expectAt(moment, pinsOf(house, wireId)[index]!.at);
    }

    await confirmed(house, `/schedule ${schedule} delete`, /is deleted/i);
    await pass(2 * minute);
    expect(pinsOf(house, wireId)).toHaveLength(2);
  });

  it('takes turns and wraps; the item before is unpinned; it pauses, resumes and goes next', async () => {
    const turns = ['Rubbish on Monday', 'Yoga on Thursday', 'Pool rules'];
    const said: Awaited<ReturnType<typeof say>>[] = [];
    for (const text of turns) said.push(await say(house, text));
    const created = await answer(house, '/rotation create notices every hour', /\br\d+\b/);
    const rotation = refIn(created.text, 'r')!;
    for (const { ref } of said) await answer(house, `/rotation add ${rotation} ${ref}`, /added/i);
    const countTurns = () => said.flatMap(({ wireId }) => pinsOf(house, wireId)).length;

    for (const text of [...turns, turns[0]!]) {
      house.clock.advance(60 * minute);
      await eventually(() => expect(shownPins(house)).toEqual([text]), { timeoutMs: 20_000 });
    }
    await confirmed(house, `/rotation pause ${rotation}`, /is paused/i);
    await pass(120 * minute);
    expect(countTurns()).toBe(4);
    await answer(house, `/rotation next ${rotation}`, /pinned until/i);
    await eventually(() => expect(shownPins(house)).toEqual([turns[1]]));
    await answer(house, `/rotation resume ${rotation}`, /goes on/i);
    house.clock.advance(60 * minute);
    await eventually(() => expect(shownPins(house)).toEqual([turns[2]]), { timeoutMs: 20_000 });
    await confirmed(house, `/rotation delete ${rotation}`, /is deleted/i);
    await pass(120 * minute);
    expect(countTurns()).toBe(6);
  });
});
