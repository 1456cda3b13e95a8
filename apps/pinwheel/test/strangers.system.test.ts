import { afterEach, expect, it } from 'vitest';
import { describeOnQueueBackends } from '@pinwheel/testing';
import { answer, type House, link, openHouse, say, shownPins } from './house.js';

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
    await answer(house, '/status', /./);
    const said = stranger
      .chat()
      .filter(({ from }) => from === 'bot')
      .map(({ text }) => text);
    expect(said.join('\n')).not.toMatch(/secret|Moradores|m\d|g\d|Bia|Carlos/);
    expect(said).toHaveLength(1);
  });

  it('do nothing with a forged button, nor do forged data of an admin’s', async () => {
    house = await openHouse(backend);
    await link(house);
    for (const text of ['One of the pins', 'Two of the pins', 'Three of the pins']) {
      const { ref } = await say(house, text);
      await answer(house, `/pin ${ref}`, /pinned until/i);
    }
    const { ref } = await say(house, 'A fourth');
    const question = await answer(house, `/pin ${ref}`, /which/i);
    const { admin, stranger } = house.town;
    const stood = shownPins(house);
    await expect(admin.press(question, 'AAAAAAAAAAAA')).resolves.toMatchObject({ text: expect.any(String) });
    stranger.send('/start');
    const own = await stranger.sees(/private/i);
    await stranger.press(own, question.buttons[0]![0]!.data!);
    await answer(house, '/status', /./);
    expect(shownPins(house)).toEqual(stood);
  });

  it('become the owner by the code of the log, which works once', async () => {
    house = await openHouse(backend, { env: { TELEGRAM_OWNER_IDS: '' } });
    const { admin, stranger } = house.town;
    const [code] = house.startCodes;
    admin.send(`/start ${code}`);
    await admin.sees(/you own this bot/i);
    stranger.send(`/start ${code}`);
    await stranger.sees(/used|private/i);
    expect(house.logs.text()).not.toContain(code);
  });
});
