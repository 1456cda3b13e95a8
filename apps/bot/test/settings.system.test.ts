import { describe, expect, it } from 'vitest';
import { eachWithFixture } from './expectations.js';
import { ask, group, hear, start } from './fixture.js';

const open = eachWithFixture();

describe('/settings', () => {
  it('shows how a chat is set, changes one thing at a time, and is tapped where there are few choices', async () => {
    const fixture = await open();
    const { chatId } = await hear(fixture);
    const card = await ask(fixture.ana, '/settings', /Settings · g1 Moradores/);
    expect(card.text).toMatch(/America\/Sao_Paulo[^]*Quiet hours: none[^]*for 7 days[^]*observe[^]*1 minute[^]*20/);
    await ask(fixture.ana, '/settings quiet 22:30-7', /Done[^]*Quiet hours: 22:30 to 07:00/);
    await ask(fixture.ana, '/settings hold for ever', /names no hold: for ever/);
    await ask(fixture.ana, '/settings drift repair 5 a day', /repair[^]*at most 5 times a day/);
    await ask(fixture.ana, '/settings gap 90s', /at least: 90 seconds/);
    const last = await ask(fixture.ana, '/settings cap 8 in moradores', /at most: 8/);
    await fixture.ana.tap(last, 'Reports to owners');
    await fixture.ana.sees(/owners are told/, { after: last });
    expect(await fixture.db.store.findChat(chatId)).toMatchObject({
      ...{ quietHours: { from: 1_350, to: 420 }, hold: { kind: 'forever' }, drift: 'repair', repairsADay: 5 },
      ...{ changeGapSeconds: 90, changesADay: 8, notices: 'owners' },
    });
  });

  it('suggests the nearest zones for one that does not exist, and takes one in any case', async () => {
    const fixture = await open();
    const { chatId } = await hear(fixture);
    const question = await ask(fixture.ana, '/settings tz Lisbona', /no time zone “Lisbona”/);
    await fixture.ana.tap(question, 'Europe/Lisbon');
    await fixture.ana.sees(/Zone: Europe\/Lisbon/, { after: question });
    await ask(fixture.ana, '/settings tz america/bahia', /keeps the zone[^]*Zone: America\/Bahia/);
    expect(await fixture.db.store.findChat(chatId)).toMatchObject({ timeZone: 'America/Bahia' });
  });

  it('speaks the language that an admin chooses, whatever Telegram is set to, and goes back', async () => {
    const fixture = await open();
    await hear(fixture);
    await ask(fixture.ana, '/settings lang pt', /Agora falo português/);
    await ask(fixture.ana, '/config silêncio 22h-7h', /Feito[^]*Horas de silêncio: 22:00 às 07:00/);
    await ask(fixture.ana, '/config idioma auto', /idioma do seu Telegram/);
    await ask(fixture.ana, '/config', /Settings/);
  });

  it('locks and unlocks slots, and gives a chat a number of its own', async () => {
    const fixture = await open();
    const { chatId } = await hear(fixture);
    await ask(fixture.ana, '/settings lock 2', /Slot 2 is locked[^]*Locked slots: 2/);
    await ask(fixture.ana, '/config travar vaga 1', /Locked slots: 1, 2/);
    await ask(fixture.ana, '/settings unlock 2', /Locked slots: 1/);
    await ask(fixture.ana, '/settings lock 4', /no slot 4/);
    await ask(fixture.ana, '/settings slots 5', /Slots for pins: 5/);
    await ask(fixture.ana, '/settings lock 4', /Locked slots: 1, 4/);
    await ask(fixture.ana, '/pins', /Free slots: 5 of 5[^]*Locked: 1, 4/);
    await ask(fixture.ana, '/settings slots off', /Slots for pins: 3/);
    expect(await fixture.db.store.findChat(chatId)).toMatchObject({ slots: null, lockedSlots: [1, 4] });
    for (const wrong of ['lock', 'lock x', 'lock 1 2', 'slots 11', 'slots many'])
      await ask(fixture.ana, `/settings ${wrong}`, /Which slot|not a slot|do not understand|from 1 to 10|not a number/);
  });

  it('names what it does not understand, and how a setting is given', async () => {
    const fixture = await open();
    await hear(fixture);
    await ask(fixture.ana, '/settings banana', /banana/);
    await ask(fixture.ana, '/settings quiet', /quiet 22-7/);
    await ask(fixture.ana, '/settings quiet 25-7', /25-7/);
    await ask(fixture.ana, '/settings quiet 7-7', /end as they begin/);
    await ask(fixture.ana, '/settings hold until tomorrow 9:00', /not a fixed moment/);
    await ask(fixture.ana, '/settings drift repair many', /many/);
    await ask(fixture.ana, '/settings drift off 3', /3/);
    await ask(fixture.ana, '/settings cap 0', /from 1 to 500/);
    await ask(fixture.ana, '/settings reports everybody', /everybody/);
  });

  it('may be looked at by everybody, and changed by managers', async () => {
    const fixture = await open();
    await hear(fixture);
    const eva = fixture.telegram.addUser({ firstName: 'Eva', languageCode: 'en' });
    await fixture.store.admins.save({
      ...{ telegramId: eva.id, name: 'Eva', role: 'editor', origin: 'code' },
      ...{ language: 'en', chatId: null, addedAt: start },
    });
    const card = await ask(eva, '/settings', /Settings/);
    expect(card.buttons).toEqual([]);
    await ask(eva, '/settings cap 5', /Your role does not reach/);
    await ask(eva, '/settings lang en', /I speak English with you now/);
  });

  it('asks which chat is meant where there are several', async () => {
    const fixture = await open();
    await hear(fixture);
    await hear(fixture, ['x'], group({ name: 'Garagem' }));
    const question = await ask(fixture.ana, '/settings cap 5', /Which chat/);
    await fixture.ana.tap(question, 'g2 Garagem');
    await fixture.ana.sees(/Done[^]*Garagem/, { after: question });
  });
});
