import { describe, expect, it } from 'vitest';
import { eachWithFixture } from './expectations.js';
import { answerAll, ask, type Fixture, hear, settled } from './fixture.js';

const open = eachWithFixture();

/** A board that is full, and the question which pin shall go. */
async function askedWhichGoes(fixture: Fixture) {
  await hear(fixture, ['one', 'two', 'three', 'four']);
  for (const ref of ['m1', 'm2', 'm3']) await ask(fixture.ana, `/pin ${ref}`, /Pinning/);
  await answerAll(fixture);
  return ask(fixture.ana, '/pin m4', /Which pin shall go/);
}

const owed = ({ db }: Fixture) => db.store.unsettledOperations('main');

describe('a tap', () => {
  it('with data that nobody gave out does nothing and says so', async () => {
    const fixture = await open();
    const question = await askedWhichGoes(fixture);
    for (const data of ['pin:m4', 'AAAAAAAAAAAAAAAA', "' or true --"])
      expect(await fixture.ana.press(question, data)).toMatchObject({
        text: 'This button does nothing any more.',
        alert: true,
      });
    expect(await owed(fixture)).toEqual([]);
  });

  it('on another message than the one of its button does nothing', async () => {
    const fixture = await open();
    const question = await askedWhichGoes(fixture);
    const other = await ask(fixture.ana, '/chats', /Chats/);
    const { data } = question.buttons[0]![0]!;
    expect(await fixture.ana.press(other, data!)).toMatchObject({ text: 'This button does nothing any more.' });
    expect(await owed(fixture)).toEqual([]);
  });

  it('of another admin does nothing, and of a stranger learns nothing', async () => {
    const fixture = await open({ running: false });
    const { telegram, ana } = fixture;
    const [bob, eve] = [telegram.addUser({ firstName: 'Bob' }), telegram.addUser({ firstName: 'Eve' })];
    await fixture.start({ config: { ownerIds: [ana.id, bob.id] } });
    const room = telegram.addGroup({ title: 'Admins', members: [ana, bob, eve] });
    await hear(fixture);
    const chats = await ana.sees(/Tap a chat/, { answerTo: ana.send('/chats', { in: room }) });
    expect(await bob.tap(chats, /g1/)).toMatchObject({ text: 'This button is not yours.' });
    expect(await eve.tap(chats, /g1/)).toMatchObject({ text: 'This bot is private.' });
    expect((await fixture.store.admins.find(ana.id))?.chatId).toBeNull();
    expect(await ana.tap(chats, /g1/)).not.toHaveProperty('text');
    expect((await fixture.store.admins.find(ana.id))?.chatId).toBe(1);
  });

  it('on an old button does nothing', async () => {
    const fixture = await open();
    const question = await askedWhichGoes(fixture);
    fixture.clock.advance(25 * 3_600_000);
    expect(await fixture.ana.tap(question, /p1/)).toMatchObject({ text: expect.stringContaining('too old') });
    expect(await owed(fixture)).toEqual([]);
  });

  it('after another on the same question does nothing: one answer counts', async () => {
    const fixture = await open();
    const question = await askedWhichGoes(fixture);
    const [first, second] = question.buttons.flat();
    const [one, two] = await Promise.all([
      fixture.ana.press(question, first!.data!),
      fixture.ana.press(question, second!.data!),
    ]);
    expect(one).not.toHaveProperty('text');
    expect(two).toMatchObject({ text: 'That has been answered already.' });
    expect(await owed(fixture)).toHaveLength(2);
  });

  it('that is told again after a crash is carried out once and shows the same', async () => {
    const fixture = await open();
    const question = await askedWhichGoes(fixture);
    await fixture.ana.tap(question, /p1/);
    await settled(fixture);
    await fixture.stop();
    await fixture.db.drizzle.execute(`update telegram_updates set state = 'open' where body ? 'callback_query'`);
    await fixture.start();
    await settled(fixture);
    expect(await owed(fixture)).toHaveLength(2);
    expect(fixture.ana.chat().at(-1)).toMatchObject({ id: question.id, text: expect.stringContaining('Pinning m4') });
  });

  it('of somebody who is an admin no more does nothing', async () => {
    const fixture = await open();
    const question = await askedWhichGoes(fixture);
    await fixture.stop();
    await fixture.start({ config: { ownerIds: [1] } });
    expect(await fixture.ana.tap(question, /p1/)).toMatchObject({ text: 'This bot is private.' });
    expect(await owed(fixture)).toEqual([]);
  });

  it('is refused when the role does not reach for it any more', async () => {
    const fixture = await open();
    const question = await askedWhichGoes(fixture);
    await fixture.db.drizzle.execute(`update telegram_admins set role = 'viewer'`);
    await fixture.ana.tap(question, /p1/);
    await fixture.ana.sees(/role does not reach/, { after: question });
    expect(await owed(fixture)).toEqual([]);
  });
});

describe('/cancel', () => {
  it('takes the buttons off the open question', async () => {
    const fixture = await open();
    const question = await askedWhichGoes(fixture);
    const { data } = question.buttons[0]![0]!;
    await ask(fixture.ana, '/cancel', /Nothing was done/);
    expect(fixture.ana.chat().find(({ id }) => id === question.id)).toMatchObject({ buttons: [] });
    expect(await fixture.ana.press(question, data!)).toMatchObject({ text: 'That has been answered already.' });
    await ask(fixture.ana, '/cancelar', /nothing to cancel/);
  });
});

describe('pages of messages', () => {
  it('are turned in place, five at a time', async () => {
    const fixture = await open();
    const { ana } = fixture;
    await hear(
      fixture,
      Array.from({ length: 12 }, (_, n) => `message ${n + 1}`),
    );
    let page = await ask(ana, '/messages', /m12/);
    expect(page.buttons.flat().map(({ label }) => label)).toEqual(['Older »']);
    await ana.tap(page, 'Older »');
    page = await ana.sees(/m7 .*m3 /s, { after: page });
    await ana.tap(page, 'Older »');
    page = await ana.sees(/m2 .*m1 .*heard this chat since Mon 05\/01\/2026 08:00 \(America\/Sao_Paulo\)/s, {
      after: page,
    });
    await ana.tap(page, '« Newer');
    await ana.sees(/m7/, { after: page });
    expect(ana.chat().filter(({ from }) => from === 'bot')).toHaveLength(1);
  });
});
