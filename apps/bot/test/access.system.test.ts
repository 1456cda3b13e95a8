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

  it('reads a line for each thing on the first day, and is not sent to /link if an account is linked', async () => {
    const { ana, codes, db, telegram, start, stop } = await open({ owned: false });
    const { text } = await ask(ana, `/start ${codes[0]}`, /Welcome/);
    expect(text).toBe('Welcome, Ana! You own this bot now.\nWhat I can do: /help');
    await stop();
    await db.drizzle.execute('delete from telegram_admins');
    await db.instances.update('main', { state: 'unlinked' });
    await start();
    const bob = telegram.addUser({ firstName: 'Bob' });
    const welcome = await ask(bob, `/start ${codes[1]}`, /Welcome/);
    expect(welcome.text.split('\n')[1]).toBe('No WhatsApp account is linked yet: /link');
  });

  it('stays one when others are named in the configuration, and a code makes no further one', async () => {
    const { ana, codes, telegram, start, stop } = await open({ owned: false });
    const [bob, carol] = ['Bob', 'Carol'].map((firstName) => telegram.addUser({ firstName }));
    await stop();
    await start();
    await ask(ana, `/start ${codes[0]}`, /Welcome/);
    await stop();
    await start({ config: { ownerIds: [bob!.id] } });
    expect(codes).toHaveLength(2);
    for (const owner of [ana, bob!]) await ask(owner, '/status', /Status/);
    await ask(carol!, `/start ${codes[0]}`, /used already/);
    expect((await ask(carol!, `/start ${codes[1]}`, /expired/)).text).not.toContain('log');
    await ask(carol!, '/start nonsense', /private/);
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
    await ask(bia, 'oi', /privado/);
  });

  it('gets no answer in a crowd of them, but the right code opens', async () => {
    const fixture = await open({ owned: false });
    const { ana, telegram, codes, db } = fixture;
    await db.drizzle.execute(
      `insert into telegram_strangers (telegram_id, told_at) select n, '2026-01-05T11:00:00Z' from generate_series(1, 1000) n`,
    );
    const bob = telegram.addUser({ firstName: 'Bob' });
    for (const text of ['hello', '/start wrong']) bob.send(text);
    await ask(ana, `/start ${codes[0]}`, /Welcome/);
    await settled(fixture);
    expect(bob.chat().filter(({ from }) => from === 'bot')).toEqual([]);
    const { rows } = await db.drizzle.execute('select count(*)::int as count from telegram_strangers');
    expect(rows).toEqual([{ count: 1_000 }]);
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
