import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '@pinwheel/testing';
import { answer, type House, link, openHouse, pinEvents, say, shownPins } from './house.js';

const hour = 3_600_000;
/** Hands have come to rest. */
const settling = 31_000;

describe('drift, seen at the phones', () => {
  let house: House;
  let rules: { wireId: string; ref: string };

  beforeAll(async () => {
    house = await openHouse('postgres', { overrides: { worker: { sweepMs: 100 } } });
    const { dora, carlos, group } = house.town;
    await dora.pin(group, await carlos.say(group, 'Pinned before we came'));
    await link(house);
    rules = await say(house, 'The rules of the house');
  });
  afterAll(() => house[Symbol.asyncDispose]());

  const both = ['The rules of the house', 'Pinned before we came'];
  const isAsWanted = () =>
    eventually(async () => expect((await answer(house, '/pins', /./)).text).not.toMatch(/Wanted, but/));
  const shows = async (texts: string[]) => {
    await eventually(() => expect(shownPins(house)).toEqual(texts));
    await isAsWanted();
  };
  /** A person takes the rules down, and time passes. */
  async function takeDown(): Promise<void> {
    const { dora, group } = house.town;
    await dora.unpin(group, rules.wireId);
    await eventually(async () => expect((await answer(house, '/pins', /./)).text).toMatch(/taken down by Dora/));
    house.clock.advance(settling);
  }

  it('is none where a pin was there before us: it is a person’s, and nobody is told of it', async () => {
    const board = await eventually(async () => {
      const shown = await answer(house, '/pins', /./);
      expect(shown.text).toContain('Pinned before we came');
      return shown;
    });
    expect(board.text).not.toMatch(/Wanted, but/);
  });

  it('is told with a way back, and a tap pins again', async () => {
    const { admin } = house.town;
    await answer(house, `/pin ${rules.ref} for ever`, /is pinned until/);
    await takeDown();
    const notice = await admin.sees(/Dora took down m\d+ “The rules of the house”/);
    await admin.tap(notice, /Pin p\d+ again/);
    await shows(both);
  });

  it('is repaired three times in a day of five, then told, then left alone', async () => {
    const { admin, dora, group } = house.town;
    await answer(house, '/settings drift repair', /at most 3 times a day/);
    for (let time = 1; time <= 3; time += 1) {
      house.clock.advance(hour);
      await takeDown();
      await shows(both);
    }
    house.clock.advance(hour);
    await takeDown();
    await admin.sees(/Dora took down m\d+ .* again.*3 times today/s);
    const before = pinEvents(house).all.length;
    // An admin of the group puts it up himself, and the same hand takes it down the fifth time.
    await house.town.carlos.pin(group, rules.wireId);
    await isAsWanted();
    await dora.unpin(group, rules.wireId);
    await eventually(async () => expect((await answer(house, '/pins', /./)).text).toMatch(/Wanted, but/));
    house.clock.advance(settling);
    await eventually(() => expect(admin.chat().filter(({ text }) => /times today/.test(text))).toHaveLength(2));
    expect(pinEvents(house).all).toHaveLength(before + 2);
    expect(shownPins(house)).toEqual(['Pinned before we came']);
  });

  it('after a time without power costs as few lines as possible: what people did is not done again', async () => {
    const { dora, group } = house.town;
    await answer(house, `/pin ${rules.ref} for ever`, /is pinned until/);
    const short = await say(house, 'For an hour');
    await answer(house, `/pin ${short.ref} for 1h`, /is pinned until/);
    await answer(house, '/settings drift repair', /repair/);
    house.clock.advance(25 * hour);
    await shows(both);
    const kept = await say(house, 'For two hours');
    await answer(house, `/pin ${kept.ref} for 2h`, /is pinned until/);
    await house.stop();
    await dora.unpin(group, rules.wireId);
    await dora.unpin(group, kept.wireId);
    house.clock.advance(3 * hour);
    const before = pinEvents(house).all.length;
    await house.start();
    await eventually(async () => {
      const { text } = await answer(house, '/pins', /./);
      expect(text).toMatch(/taken down by Dora/);
      expect(text).not.toContain('For two hours');
      return true;
    });
    house.clock.advance(settling);
    await shows(both);
    // The hold that is over was ended by a hand; the rules are pinned again, once.
    expect(pinEvents(house).all.slice(before)).toMatchObject([{ type: 1, key: { id: rules.wireId } }]);
  });
});
