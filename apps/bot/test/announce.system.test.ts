import { carryOutAnnouncement } from '@pinwheel/pinning';
import type { ShownMessage } from '@pinwheel/telegram-simulator';
import { describe, expect, it } from 'vitest';
import { eachWithFixture } from './expectations.js';
import { answerAll, ask, type Fixture, group, hear, settled } from './fixture.js';

const open = eachWithFixture();

/** Three groups: `g1` and `g2` take a pin, in `g3` only admins may. */
async function inThreeGroups(options: Parameters<typeof open>[0] = {}): Promise<Fixture> {
  const fixture = await open(options);
  await hear(fixture, ['Feira'], group({ name: 'Moradores' }));
  await hear(fixture, ['Obra'], group({ name: 'Obras, bloco B' }));
  await hear(fixture, ['Ata'], group({ name: 'Diretoria', ourRole: 'member' }));
  return fixture;
}

const labels = ({ buttons }: ShownMessage) => buttons.flat().map(({ label }) => label);
const announcements = async ({ db }: Fixture) =>
  db.announcements.list({ chatIds: null, instanceId: null, before: null, limit: 10 });
const plan = async (fixture: Fixture) => {
  for (const { id } of await announcements(fixture))
    await carryOutAnnouncement({ ...fixture.deps, announcements: fixture.db.announcements }, id);
};
const texts = async (fixture: Fixture) =>
  (await announcements(fixture)).flatMap(({ places }) => places.map(({ chat }) => chat.id));

describe('/announce', () => {
  it('shows what, where and until when, leaves out where it could not be, and asks once', async () => {
    const fixture = await inThreeGroups();
    const card = await ask(fixture.ana, '/announce "Water off on Tuesday" in g1,g2,g3 for 24h', /Water off/);
    expect(card.text).toMatch(/2 chats:.*g1 Moradores · Until Tue 06\/01\/2026 09:00.*g2 Obras, bloco B/s);
    expect(card.text).toMatch(/Not in 1 chat.*g3 Diretoria · Only admins/s);
    expect(labels(card)).toEqual(['📣 Post and pin in 2 chats', 'Leave it']);
    expect(await announcements(fixture)).toEqual([]);
    await fixture.ana.tap(card, /Post and pin/);
    await settled(fixture);
    expect(await texts(fixture)).toEqual([1, 2]);
  });

  it('shows each result in the message that asked, as it comes', async () => {
    const fixture = await inThreeGroups();
    const card = await ask(fixture.ana, '/announce "Water off on Tuesday" in g1, g2', /Water off/);
    await fixture.ana.tap(card, /Post and pin/);
    await fixture.ana.sees(/0 of 2 done, 2 on the way.*⏳ g1 Moradores.*⏳ g2/s, { after: card });
    await settled(fixture);
    await plan(fixture);
    await answerAll(fixture);
    const done = await fixture.ana.sees(/2 of 2 done.*📌 g1 .*m4.*\/unpin_p1.*📌 g2 .*m5.*\/unpin_p2/s, {
      after: card,
    });
    expect(done.id).toBe(card.id);
    expect(done.buttons).toEqual([]);
    expect(fixture.ana.chat().filter(({ from }) => from === 'bot')).toHaveLength(1);
  });

  it('says why it failed where it did, and tries again only there', async () => {
    const fixture = await inThreeGroups();
    const card = await ask(fixture.ana, '/announce "Water off" in g1,g2', /Water off/);
    await fixture.ana.tap(card, /Post and pin/);
    await settled(fixture);
    const [first] = await announcements(fixture);
    await plan(fixture);
    await answerAll(fixture, { kind: 'refused', code: 403 });
    const failed = await fixture.ana.sees(/0 of 2 done, 2 failed.*❌ g1 .*403/s, { after: card });
    expect(labels(failed)).toEqual(['🔁 Try again in 2 chats']);
    await fixture.ana.tap(failed, /Try again/);
    await fixture.ana.sees(/0 of 2 done, 2 on the way/, { after: failed });
    await settled(fixture);
    await plan(fixture);
    await answerAll(fixture);
    const done = await fixture.ana.sees(/2 of 2 done/, { after: failed });
    expect(done).toMatchObject({ id: card.id, buttons: [] });
    expect((await announcements(fixture)).map(({ id }) => id)).toEqual([first!.id]);
  });

  it('that is told again after a crash is made once, and its results find the message', async () => {
    const fixture = await inThreeGroups();
    const card = await ask(fixture.ana, '/announce "Water off" in g1', /Water off/);
    await fixture.ana.tap(card, /Post and pin/);
    await settled(fixture);
    await fixture.stop();
    await fixture.db.drizzle.execute(`update telegram_updates set state = 'open' where body ? 'callback_query'`);
    await plan(fixture);
    await answerAll(fixture);
    await fixture.start();
    await settled(fixture);
    expect(await announcements(fixture)).toHaveLength(1);
    expect(fixture.ana.chat().at(-1)).toMatchObject({ id: card.id, text: expect.stringContaining('1 of 1 done') });
  });

  it('goes to all groups and to no private conversation, in Portuguese too', async () => {
    const fixture = await inThreeGroups({ language: 'pt-br' });
    await hear(fixture, ['Oi'], group({ jid: '5511988887777@s.whatsapp.net', kind: 'private', name: 'Maria' }));
    const card = await ask(fixture.ana, '/anunciar Reunião hoje às 20h no salão em todos por 24h', /Reunião/);
    expect(card.text).toMatch(/“Reunião hoje às 20h no salão”.*2 conversas.*g1.*g2.*Ficam de fora 1 conversa.*g3/s);
    expect(card.text).not.toMatch(/Maria/);
    await fixture.ana.tap(card, /Publicar e fixar em 2 conversas/);
    await fixture.ana.sees(/0 de 2 feitas, 2 em andamento/, { after: card });
  });

  it('takes names, and refuses what it does not understand by naming it', async () => {
    const fixture = await inThreeGroups();
    const { ana } = fixture;
    await ask(ana, '/announce "Hi" in Moradores, Diretoria, Obras', /2 chats/);
    await ask(ana, '/announce "Hi" in g9', /g9: that is gone/);
    await ask(ana, '/announce "Hi" in Jardim', /no chat “Jardim”/);
    await ask(ana, '/announce "Hi" in r', /“r” fits several chats/);
    await ask(ana, '/announce "Hi" in r,g1', /“r”/);
    await ask(ana, '/announce', /What shall be announced/);
    await ask(ana, '/announce m1 in g1', /What shall be announced/);
    await ask(ana, '/announce "Hi" in g1 banana', /banana/);
    await ask(ana, '/announce "Hi" in g3', /nowhere now.*Not in 1 chat/s);
    expect(await announcements(fixture)).toEqual([]);
  });

  it('is for editors, also when the button is tapped', async () => {
    const fixture = await inThreeGroups();
    const card = await ask(fixture.ana, '/announce "Hi" in g1', /1 chat/);
    await fixture.db.drizzle.execute(`update telegram_admins set role = 'viewer'`);
    await fixture.ana.tap(card, /Post and pin/);
    await fixture.ana.sees(/role does not reach/, { after: card });
    await ask(fixture.ana, '/announce "Hi" in g1', /role does not reach/);
    expect(await announcements(fixture)).toEqual([]);
  });
});
