import { afterEach, expect, it } from 'vitest';
import { describeOnQueueBackends, eventually } from '@pinwheel/testing';
import { answer, type House, link, openHouse, say, shownPins } from './house.js';

const minute = 60_000;
const hour = 60 * minute;

describeOnQueueBackends('strangers', (backend) => {
  let house: House;
  afterEach(() => house[Symbol.asyncDispose]());

  it('learn nothing but that the bot is private, whatever they send', async () => {
    house = await openHouse(backend);
    await link(house);
    await say(house, 'A secret of the house');
    const { stranger } = house.town;
    stranger.send('/start');
    await stranger.sees(/private/i);
    for (const text of ['/messages', '/chats', '/status', '/pins', '/help', '/link', '/start 0123456789', 'hello'])
      stranger.send(text);
    // A day later they are told once more, and that in turn: everything before has had its answer, or none.
    house.clock.advance(25 * hour);
    const last = stranger.send('still there?');
    await stranger.sees(/private/i, { after: last });
    const said = stranger.chat().flatMap(({ from, text }) => (from === 'bot' ? [text] : []));
    expect(said).toEqual(Array(2).fill('This bot is private.'));
  });

  it('do nothing with a forged button, nor do forged data of an admin’s', async () => {
    house = await openHouse(backend);
    await link(house);
    const refs: string[] = [];
    for (const text of ['One of the pins', 'Two of the pins', 'Three of the pins']) {
      const { ref } = await say(house, text);
      await answer(house, `/pin ${ref}`, /pinned until/i);
      refs.push(ref);
    }
    const { ref } = await say(house, 'A fourth');
    const question = await answer(house, `/pin ${ref}`, /which/i);
    const { admin, stranger } = house.town;
    const stood = shownPins(house);
    await expect(admin.press(question, 'AAAAAAAAAAAA')).resolves.toMatchObject({ text: expect.any(String) });
    stranger.send('/start');
    const own = await stranger.sees(/private/i);
    await stranger.press(own, question.buttons[0]![0]!.data!);
    // The chat's operations keep their order: whatever a button had begun would be done before this.
    await answer(house, `/unpin ${refs[0]}`, /no longer pinned/i);
    expect(shownPins(house)).toEqual(stood.filter((text) => text !== 'One of the pins'));
  });

  it('become the owner by the code of the log, which works once', async () => {
    house = await openHouse(backend, { env: { TELEGRAM_OWNER_IDS: '' } });
    const { admin, stranger } = house.town;
    const [code] = house.startCodes;
    admin.send(`/start ${code}`);
    await admin.sees(/you own this bot/i);
    stranger.send(`/start ${code}`);
    await stranger.sees(/used already/i);
    stranger.send('/status');
    await stranger.sees(/private/i);
    expect(house.logs.text()).not.toContain(code);
  });

  it('are told that a code has expired, and become the owner by the one that came after it', async () => {
    house = await openHouse(backend, { env: { TELEGRAM_OWNER_IDS: '' } });
    const { admin, stranger } = house.town;
    house.clock.advance(15 * minute);
    stranger.send(`/start ${house.startCodes[0]}`);
    await stranger.sees(/expired/i);
    const renewed = await eventually(() => house.startCodes[1]);
    admin.send(`/start ${renewed}`);
    await admin.sees(/you own this bot/i);
  });
});
