import { fireSchedule } from '@pinwheel/pinning';
import { describe, expect, it } from 'vitest';
import { eachWithFixture } from './expectations.js';
import { answerAll, ask, confirm, type Fixture, hear, settled } from './fixture.js';

const open = eachWithFixture();

/** The moments of the lines that a message has with a mark, each line's in their order. */
const momentsOf = (html: string, mark: string): number[][] =>
  html
    .split('\n')
    .filter((line) => line.startsWith(mark))
    .map((line) => [...line.matchAll(/unix="(\d+)"/g)].map(([, unix]) => Number(unix) * 1_000));

const pinnedIn = async ({ db, clock }: Fixture) =>
  (await db.store.standingPins(1, clock.now())).map(({ message }) => message.text);

/** At a moment all schedules are looked at, as the sweep does, and WhatsApp takes what comes of it. */
async function pass(fixture: Fixture, at: number): Promise<void> {
  fixture.clock.set(at);
  for (const { id } of await fixture.db.store.schedules()) await fireSchedule(fixture.deps, id);
  await answerAll(fixture);
}

describe('a change of what is planned', () => {
  it('by a setting shows the moments that it moves, and those are when it happens', async () => {
    const fixture = await open();
    const { ana } = fixture;
    await hear(fixture);
    await ask(ana, '/schedule every day 23:00 m1 for 1h', /s1/);
    const asked = await ask(ana, '/settings quiet 22-7', /settings so\?.*↪️ .*23:00 → .*07:00 · 📌 pin m1/s);
    const [first] = momentsOf(asked.html!, '↪️');
    await ana.tap(asked, 'Confirm');
    await ana.sees(/Quiet hours: 22:00 to 07:00/, { after: asked });
    await pass(fixture, first![0]!);
    expect(await pinnedIn(fixture)).toEqual([]);
    await pass(fixture, first![1]!);
    expect(await pinnedIn(fixture)).toEqual(['Feira no sábado']);
  });

  it('that deletes shows what goes and what it was in the way of, and that is what happens', async () => {
    const fixture = await open();
    const { ana } = fixture;
    await hear(fixture);
    await ask(ana, '/schedule tomorrow 9:00 m1 for 24h slot 1', /s1/);
    const colliding = await ask(ana, '/schedule tomorrow 10:00 m2 for 24h slot 1', /slot 1 will be taken.*the same\?/s);
    await ana.tap(colliding, /anyway/);
    await ana.sees(/s2 · g1/, { after: colliding });
    const asked = await ask(ana, '/schedule s1 delete', /Delete s1\?.*➖.* s1\n✅.* s2 · nothing in the way/s);
    const [[goes], [comes]] = [momentsOf(asked.html!, '➖')[0]!, momentsOf(asked.html!, '✅')[0]!];
    await ana.tap(asked, 'Confirm');
    await ana.sees(/s1 is deleted/, { after: asked });
    await pass(fixture, goes!);
    expect(await pinnedIn(fixture)).toEqual([]);
    await pass(fixture, comes!);
    expect(await pinnedIn(fixture)).toEqual(['Portão quebrado']);
  });

  it('that moves an event shows its moments at their new times, and those are when it happens', async () => {
    const fixture = await open();
    const { ana } = fixture;
    await hear(fixture);
    await ask(ana, '/schedule 1 day before and 2h before 10/1 19:00 to 23:00 m1 until half-way', /s1/);
    for (const wrong of ['tomorrow', 'every day 9:00', 'friday 18:00 banana', ''])
      await ask(ana, `/schedule s1 move ${wrong}`, /no time of day|“every”|“banana”|^When\?|when/i);
    const asked = await ask(ana, '/schedule s1 move 12/1 19:00', /Move s1 to 1 day before.*12\/01\/2026 19:00/s);
    const moved = momentsOf(asked.html!, '↪️ <tg').map(([was, is]) => is! - was!);
    expect(moved).toEqual([2 * 86_400_000, 2 * 86_400_000]);
    await ana.tap(asked, 'Confirm');
    const card = await ana.sees(/s1 is moved.*until Mon 12\/01\/2026 21:00/s, { after: asked });
    const [[was], [, last]] = momentsOf(asked.html!, '↪️ <tg') as [[number], [number, number]];
    await pass(fixture, was);
    expect(await pinnedIn(fixture)).toEqual([]);
    await pass(fixture, last);
    expect(await pinnedIn(fixture)).toEqual(['Feira no sábado']);
    await ask(ana, '/schedule s1 move friday 8:00', /Move s1/);
    expect(card.text).toContain('Next: Sun 11/01/2026 19:00');
  });

  it('is asked about again where it would do something else by now, and left where it is cancelled', async () => {
    const fixture = await open();
    const { ana } = fixture;
    await hear(fixture);
    await ask(ana, '/schedule every day 10:00 m1 for 1h', /s1/);
    const asked = await ask(ana, '/schedule s1 skip', /➖ Mon 05\/01\/2026 10:00/);
    await pass(fixture, Date.parse('2026-01-05T13:00:00Z'));
    await ana.tap(asked, 'Confirm');
    const again = await ana.sees(/Meanwhile things have changed.*➖ Tue 06\/01\/2026 10:00/s, { after: asked });
    await ana.tap(again, 'Cancel');
    await ana.sees(/Nothing was done/, { after: again });
    await ask(ana, '/schedule s1', /Next: Tue 06\/01\/2026 10:00/);
  });

  it('that is new and collides is asked about again where it collides with more by now', async () => {
    const fixture = await open();
    const { ana } = fixture;
    await hear(fixture, ['one', 'two', 'three']);
    await ask(ana, '/schedule tomorrow 9:00 m1 for 24h slot 1', /s1/);
    const asked = await ask(ana, '/schedule tomorrow 10:00 m2 for 24h slot 1', /would not come about/);
    await confirm(ana, '/schedule s1 delete', /Delete s1/, /is deleted/);
    await ask(ana, '/schedule tomorrow 11:00 m3 for 24h slot 1', /s2/);
    await ana.tap(asked, /anyway/);
    const again = await ana.sees(/Meanwhile things have changed.*❗️ .*11:00 .*m3 .* slot 1 will be taken/s, {
      after: asked,
    });
    await ana.tap(again, /anyway/);
    await ana.sees(/s3 · g1/, { after: again });
  });

  it('that was confirmed is made once, however often the tap comes', async () => {
    const fixture = await open();
    const { ana } = fixture;
    await hear(fixture);
    await ask(ana, '/schedule every day 10:00 m1 for 1h', /s1/);
    await confirm(ana, '/schedule s1 skip', /Leave out/, /is left out/);
    await settled(fixture);
    await fixture.stop();
    await fixture.db.drizzle.execute(`update telegram_updates set state = 'open'`);
    await fixture.start();
    await settled(fixture);
    await ask(ana, '/schedule s1', /Next: Tue 06\/01\/2026 10:00/);
  });

  it('of what turns in front of everybody is asked about, and of a draft only told', async () => {
    const fixture = await open();
    const { ana } = fixture;
    await hear(fixture);
    await ask(ana, '/rotation create news every day 8:00', /r1/);
    await ask(ana, '/rotation add r1 "Quiet after 22 h"', /item 1/);
    await ask(ana, '/rotation add r1 "No dogs in the pool"', /item 2/);
    await ask(ana, '/rotation move r1 2 1', /at place 1 now/);
    await ask(ana, '/rotation next r1', /takes its next turn/);
    await answerAll(fixture);
    await ask(ana, '/rotation r1', /No dogs in the pool” ← on air/);
    await ask(ana, '/rotation add r1 "Choir"', /Add this to r1\?.*🔁 .* · “Choir” instead of .*“No dogs/s);
    await ask(ana, '/rotation set r1 3 weight 2', /items are 1 to 2/);
    const set = await ask(ana, '/rotation set r1 2 until 7/1', /Change item 2 of r1 so\?.*🔁 .* instead of “Quiet/s);
    await ana.tap(set, 'Confirm');
    await ana.sees(/Item 2 of r1 is changed.*2\. “Quiet after 22 h” · until 07\/01\/2026/s, { after: set });
    await confirm(ana, '/rotation remove r1 2', /Take item 2 out of r1\?.*instead of “Quiet/s, /Item 2 is out/);
  });

  it('is not made by a tap of somebody whose role does not reach any more', async () => {
    const fixture = await open();
    await hear(fixture);
    const eva = fixture.telegram.addUser({ firstName: 'Eva', languageCode: 'en' });
    const admin = { telegramId: eva.id, name: 'Eva', origin: 'code', language: 'en', chatId: null } as const;
    await fixture.store.admins.save({ ...admin, role: 'manager', addedAt: fixture.clock.now() });
    await ask(fixture.ana, '/schedule every day 23:00 m1', /s1/);
    const asked = await ask(eva, '/settings quiet 22-7', /settings so\?/);
    await fixture.db.drizzle.execute(`update telegram_admins set role = 'editor' where telegram_id = ${eva.id}`);
    await eva.tap(asked, 'Confirm');
    await eva.sees(/Your role does not reach/, { after: asked });
    expect(await fixture.db.store.findChat(1)).toMatchObject({ quietHours: null });
  });
});
