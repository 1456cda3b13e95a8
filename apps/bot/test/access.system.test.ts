import { describe, expect, it } from 'vitest';
import { eachWithFixture } from './expectations.js';
import { ask, settled } from './fixture.js';

const open = eachWithFixture();
const minute = 60_000;

describe('the owner', () => {
  it('whom the configuration names is greeted with his chats', async () => {
    const { ana } = await open();
    const hello = await ask(ana, '/start', /Hello, Ana/);
    expect(hello.text).toContain('/help');
  });

  it('is made by the one-time code, which works once', async () => {
    const { ana, telegram, codes } = await open({ owned: false });
    expect(codes).toHaveLength(1);
    const bob = telegram.addUser({ firstName: 'Bob' });
    await ask(ana, `/start ${codes[0]}`, /Welcome, Ana/);
    await ask(bob, `/start ${codes[0]}`, /used already/);
    await ask(bob, '/status', /private/);
    await ask(ana, '/status', /Status/);
  });

  it('is told that a code has expired, and finds a new one in the log', async () => {
    const { ana, codes, clock } = await open({ owned: false });
    clock.advance(15 * minute);
    await ask(ana, `/start ${codes[0]}`, /expired/);
    expect(codes).toHaveLength(2);
    await ask(ana, `/start ${codes[1]}`, /Welcome/);
  });

  it('stays one after a restart, and no new code is shown', async () => {
    const { ana, codes, start, stop } = await open({ owned: false });
    await ask(ana, `/start ${codes[0]}`, /Welcome/);
    await stop();
    await start();
    await ask(ana, '/start', /Hello, Ana/);
    expect(codes).toHaveLength(1);
  });
});

describe('a stranger', () => {
  it('learns once a day that the bot is private, and nothing else', async () => {
    const fixture = await open();
    const { telegram, clock } = fixture;
    const bob = telegram.addUser({ firstName: 'Bob' });
    await ask(bob, '/start', /private/);
    for (const text of ['/status', '/pin m1', 'hello', '/help']) bob.send(text);
    await settled(fixture);
    expect(bob.chat().filter(({ from }) => from === 'bot')).toHaveLength(1);
    clock.advance(24 * 60 * minute);
    await ask(bob, '/help', /private/);
  });

  it('reads it in Portuguese', async () => {
    const { telegram } = await open();
    const bia = telegram.addUser({ firstName: 'Bia', languageCode: 'pt-br' });
    await ask(bia, 'oi', /particular/);
  });

  it('may try five codes an hour', async () => {
    const fixture = await open({ owned: false });
    const { ana, codes, clock } = fixture;
    for (let n = 0; n < 5; n += 1) {
      await ask(ana, `/start wrong${n}`, /private/);
    }
    const before = ana.chat().length;
    ana.send(`/start ${codes[0]}`);
    await settled(fixture);
    expect(ana.chat()).toHaveLength(before + 1);
    clock.advance(61 * minute);
    await ask(ana, `/start ${codes[0]}`, /expired/);
  });

  it('is not heard in a group, where admins are', async () => {
    const fixture = await open();
    const { telegram, ana } = fixture;
    const bob = telegram.addUser({ firstName: 'Bob' });
    const room = telegram.addGroup({ title: 'Síndicos', members: [ana, bob] });
    bob.send('/status', { in: room });
    const asked = ana.send('/status', { in: room });
    const answer = await ana.sees(/Status/, { after: asked });
    expect(answer).toMatchObject({ chatId: room.id, replyTo: asked.id });
    await settled(fixture);
    expect(bob.chat(room).filter(({ from }) => from === 'bot')).toHaveLength(1);
  });
});
