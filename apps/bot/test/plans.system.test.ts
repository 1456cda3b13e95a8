import { fireSchedule, takeTurn } from '@pinwheel/pinning';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { eachWithFixture } from './expectations.js';
import { answerAll, ask, confirm, group, hear } from './fixture.js';

const open = eachWithFixture();

describe('/schedule', () => {
  it('repeats the absolute time and the zone, in both languages', async () => {
    const fixture = await open({ language: 'pt-br' });
    await hear(fixture);
    const created = await ask(fixture.ana, '/agendar amanhã 9h "Coleta hoje" por 24h', /s1/);
    expect(created.text).toContain('Publica e fixa “Coleta hoje” por 1 dia');
    expect(created.text).toContain('ter 06/01/2026 09:00 (America/Sao_Paulo)');
    await ask(
      fixture.ana,
      '/schedule every monday 08:00 m1',
      /s2.*toda segunda-feira.*seg 12\/01\/2026 08:00.*seg 19\/01\/2026/s,
    );
    await ask(fixture.ana, '/agendar 25/12 18h m1 até 31/12 9h', /s3.*sex 25\/12\/2026 18:00/s);
  });

  it('keeps the moments that it shows: a skipped one is left out', async () => {
    const fixture = await open();
    await hear(fixture);
    await ask(fixture.ana, '/schedule every monday 08:00 m1', /Next: Mon 12\/01\/2026/);
    const skipped = await confirm(
      fixture.ana,
      '/schedule s1 skip',
      /Leave out the next time of s1\?.*➖ Mon 12\/01\/2026 08:00 · 📌 pin m1 [^\n]* · s1$/s,
      /is left out/,
    );
    expect(skipped.text).not.toContain('12/01/2026');
    expect(skipped.text).toContain('Next: Mon 19/01/2026 08:00');
    const agenda = await ask(fixture.ana, '/agenda 20', /Agenda/);
    expect(agenda.text.match(/\d\d\/\d\d\/\d{4} \d\d:\d\d/g)).toEqual(['19/01/2026 08:00']);
  });

  it('is paused, resumed, carried out now and deleted', async () => {
    const fixture = await open();
    const { ana } = fixture;
    await hear(fixture);
    await ask(ana, '/schedule every monday 08:00 m1', /s1/);
    await confirm(ana, '/schedule s1 pause', /Pause s1\?.*in g1 Moradores .*➖.*and 8 more/s, /s1 is paused/);
    await ask(ana, '/agenda', /Nothing is planned/);
    await ask(ana, '/schedule list', /s1.*paused/s);
    await ask(ana, '/schedule_s1 resume', /s1 goes on/);
    await ask(ana, '/schedule s1 now', /report follows/);
    await answerAll(fixture);
    await ana.sees(/schedule s1.*m1 .* is pinned/s);
    await confirm(ana, '/schedule s1 delete', /Delete s1\?.*➖ Mon 12\/01\/2026 08:00/s, /s1 is deleted/);
    for (const text of ['/schedule s1', '/schedule s1 resume', '/schedule s7 pause'])
      await ask(ana, text, /s[17]: that is gone/);
    await ask(ana, '/schedule list', /Nothing is scheduled/);
  });

  it('shows the seconds of what is about to happen', async () => {
    const fixture = await open();
    await hear(fixture);
    fixture.clock.advance(5_000);
    await ask(fixture.ana, '/schedule in 10 minutes m1', /Next: Mon 05\/01\/2026 09:10:05 \(America\/Sao_Paulo\)/);
  });

  it('knows its words in Portuguese too', async () => {
    const fixture = await open({ language: 'pt-br' });
    const { ana } = fixture;
    await hear(fixture);
    await ask(ana, '/agendar toda segunda 8h m1', /s1/);
    await confirm(ana, '/agendar s1 pausar', /Pausar s1\?.*e mais 8/s, /s1 está em pausa/);
    await ask(ana, '/agendar s1 retomar', /s1 foi retomado/);
    await confirm(ana, '/agendar s1 pular', /Pular a próxima vez de s1\?/, /s1 será pulada/);
    await ask(ana, '/agendar s1 agora', /s1 está sendo executado/);
    await confirm(ana, '/agendar s1 excluir', /Apagar s1\?/, /s1 foi apagado/);
    await ask(ana, '/rodizio criar avisos toda terça 8h', /r1/);
    await ask(ana, '/rodizio adicionar r1 última', /Incluído em r1 como item 1/);
    await ask(ana, '/rodizio adicionar r1 m1', /item 2/);
    await ask(ana, '/rodizio mover r1 2 1', /posição 1/);
    await ask(ana, '/rodizio r1 prévia', /Próximas vezes/);
    await confirm(ana, '/rodizio remover r1 1', /Tirar o item 1 de r1\?.*🔁.* em vez de /s, /item 1 saiu/);
    await ask(ana, '/rodizio próximo r1', /próximo item/);
    await ask(ana, '/rodizio lista em g1', /r1 “avisos”/);
    await confirm(ana, '/rodizio apagar r1', /Apagar r1\?/, /r1 foi apagado/);
  });

  it('unpins a pin, or everything', async () => {
    const fixture = await open();
    const { ana, clock } = fixture;
    await hear(fixture);
    await ask(ana, '/pin m1', /Pinning/);
    await answerAll(fixture);
    await ask(ana, '/schedule in 2h unpin p1', /s1.*Unpins m1/s);
    await ask(ana, '/agendar daqui a 3 horas desafixar tudo', /s2.*Unpins everything/s);
    clock.advance(2 * 3_600_000);
    await fireSchedule(fixture.deps, 1);
    await answerAll(fixture);
    await ana.sees(/schedule s1.*m1 .* no longer pinned/s);
  });

  it('reads every time in the zone of the chat', async () => {
    const fixture = await open();
    const { chatId } = await hear(fixture);
    await fixture.db.drizzle.execute(`update chats set time_zone = 'Asia/Tokyo' where id = ${chatId}`);
    const { text } = await ask(fixture.ana, '/schedule tomorrow 9:00 m1 until tomorrow 18:00', /s1/);
    expect(text).toContain('Next: Tue 06/01/2026 09:00 (Asia/Tokyo)');
    expect(text).toContain('until Tue 06/01/2026 18:00 (Asia/Tokyo)');
    const [schedule] = await fixture.db.store.schedules();
    expect(schedule!.action).toMatchObject({ hold: { kind: 'until', at: Date.parse('2026-01-06T09:00:00Z') } });
  });

  it('says all that it was told, and repeats the times and the zone', async () => {
    const fixture = await open();
    const { ana } = fixture;
    await hear(fixture);
    await ask(
      ana,
      '/schedule every day 9:00 from 10/1 until 20/1 except sundays and 15/1 if quiet skip catch up once within 2h m1',
      /s1/,
    );
    const { text } = await ask(ana, '/schedule s1', /every day 09:00/);
    expect(text).toContain('From: Sat 10/01/2026 00:00 (America/Sao_Paulo)');
    expect(text).toContain('Until: Tue 20/01/2026 23:59 (America/Sao_Paulo)');
    expect(text).toContain('Except: Sunday, 15/01/2026');
    expect(text).toContain('In quiet hours: it is left out');
    expect(text).toContain('After an outage: the last time is caught up on, if no more than 2 hours late');
    expect(text.match(/\d\d\/01\/2026 09:00/g)).toEqual(['10/01/2026 09:00', '12/01/2026 09:00', '13/01/2026 09:00']);
    await ask(
      ana,
      '/agendar 2 dias antes e 2h antes de 24/1 das 19h às 23h m2 até a metade',
      /s2.*until Sat 24\/01\/2026 21:00.*2 days before and 2 hours before Saturday 24\/01\/2026 19:00.*Thu 22\/01\/2026 19:00.*Sat 24\/01\/2026 17:00/s,
    );
    await ask(ana, '/pin m1', /Pinning/);
    await answerAll(fixture);
    await ask(ana, '/schedule friday 9:00 swap p1 m2 for 24h', /s3.*Swaps m1 .* for m2/s);
    await ask(ana, '/agenda', /swap in m2/);
  });

  it('asks what is to happen in quiet hours, moves out of them, and reports what comes late', async () => {
    const fixture = await open({ language: 'pt-br' });
    const { ana, clock } = fixture;
    await hear(fixture);
    await fixture.db.drizzle.execute(`update chats set quiet_hours = '{"from":1320,"to":420}'`);
    await ask(ana, '/agendar hoje 23h m1', /05\/01\/2026 23:00.*silêncio.*se silêncio adiar.*06\/01\/2026 07:00/s);
    await ask(
      ana,
      '/agendar hoje 23h m1 se silêncio adiar',
      /s1.*ter 06\/01\/2026 07:00.*adiado de seg 05\/01\/2026 23:00/s,
    );
    await ask(ana, '/agenda', /06\/01\/2026 07:00.*adiado de seg 05\/01\/2026 23:00/s);
    await ask(ana, '/agendar amanhã 9h m2 não recuperar', /s2.*recupera nada/s);
    clock.set(Date.parse('2026-01-06T09:30:00-03:00'));
    await fireSchedule(fixture.deps, 1);
    await fireSchedule(fixture.deps, 2);
    await answerAll(fixture);
    await ana.sees(/s1.*adiado de seg 05\/01\/2026 23:00.*Atrasado: estava previsto para ter 06\/01\/2026 07:00.*m1 /s);
    await ana.sees(/s2.*passou enquanto eu não estava funcionando \(ter 06\/01\/2026 09:00/s);
  });

  it('takes the message replied to', async () => {
    const fixture = await open();
    await hear(fixture);
    const shown = await ask(fixture.ana, '/messages search feira', /m1/);
    await fixture.ana.sees(/Pins m1/, { answerTo: fixture.ana.send('/schedule tomorrow 9:00', { replyTo: shown }) });
  });

  it.each([
    ['/schedule yesterday 9:00 m1', /yesterday 9:00.*passed/],
    ['/schedule 31/02 9:00 m1', /no such day.*31\/02/],
    ['/schedule tomorrow m1', /no time of day/],
    ['/schedule tomorrow 9:00 banana', /“banana”/],
    ['/schedule tomorrow 9:00', /What shall be pinned/],
    ['/schedule "99 * * * *" m1', /99 \* \* \* \*.*the minute is wrong/],
    ['/schedule m1', /“m1” does not fit/],
    ['/schedule tomorrow 9:00 unpin', /which pin/],
    ['/schedule s1 pause now', /“now”/],
    ['/schedule every day 9:00 m1 if quiet banana', /“banana”/],
    ['/schedule tomorrow 9:00 except sundays m1', /“except”.*again and again/],
    ['/schedule half-way through 24/12 19:00 unpin all', /when does it end/],
  ])('refuses %s', async (text, answer) => {
    const fixture = await open();
    await hear(fixture);
    await ask(fixture.ana, text, answer);
    expect(await fixture.db.store.schedules()).toEqual([]);
  });

  it('is created once when its update comes again', async () => {
    const fixture = await open();
    await hear(fixture);
    await ask(fixture.ana, '/schedule tomorrow 9:00 m1', /s1/);
    await fixture.stop();
    await fixture.db.drizzle.execute(`update telegram_updates set state = 'open'`);
    await fixture.start();
    await ask(fixture.ana, '/schedule list', /s1/);
    expect(await fixture.db.store.schedules()).toHaveLength(1);
  });

  it('shows what was planned when its update comes again after its time', async () => {
    const fixture = await open();
    await hear(fixture);
    const shown = await ask(fixture.ana, '/schedule today 23:00 m1', /s1/);
    await fixture.stop();
    await fixture.db.drizzle.execute(`update telegram_updates set state = 'open', replies = '[]'`);
    fixture.clock.advance(24 * 3_600_000);
    await fixture.start();
    await fixture.ana.sees(/s1/, { after: shown });
  });
});

describe('/agenda', () => {
  it('marks what will find no free slot, and nothing else', async () => {
    const fixture = await open();
    const { ana } = fixture;
    await hear(fixture, ['one', 'two', 'three', 'four']);
    await ask(ana, '/pin m1 for ever', /Pinning/);
    await answerAll(fixture);
    await ask(ana, '/schedule tomorrow 9:00 m2 for 24h', /s1/);
    await ask(ana, '/schedule tomorrow 10:00 m3 for 24h', /s2/);
    const asked = await ask(
      ana,
      '/schedule tomorrow 11:00 m4',
      /would not come about.*no slot will be free.*all the same\?/s,
    );
    expect(await fixture.db.store.schedules()).toHaveLength(2);
    await ana.tap(asked, /Schedule it anyway/);
    await ana.sees(/s3 · g1/);
    await ask(ana, '/schedule 08/01 11:00 m4', /s4/);
    const { text } = await ask(ana, '/agenda 5', /Agenda/);
    const marked = text.split('\n').filter((line) => line.includes('no slot will be free'));
    expect(marked).toHaveLength(1);
    expect(marked[0]).toContain('s3');
  });

  it('comes as a picture, and as a calendar that another program reads', async () => {
    const fixture = await open();
    const { ana, clock } = fixture;
    await hear(fixture, ['Feira no sábado', 'Regras']);
    await ask(ana, '/schedule tomorrow 9:00 m1 for 24h', /s1/);
    await ask(ana, '/schedule every monday 8:00 "Coleta hoje" for 2h slot 2', /s2/);
    await ask(ana, '/agenda picture 10 in g1', /One chat, slot by slot/);
    const { png } = await ana.seesPhoto();
    expect([...png.subarray(1, 4)]).toEqual([...Buffer.from('PNG')]);
    // Width, and height of a title, a chat and its three slots.
    expect([png.readUInt32BE(16), png.readUInt32BE(20) > 200]).toEqual([1_200, true]);

    await ask(ana, '/agenda calendar', /13 pins.*calendar/);
    const { document } = ana.chat().findLast((message) => message.document)!;
    expect(document!.name).toBe('pinwheel-agenda.ics');
    const events = new ICAL.Component(ICAL.parse(document!.bytes.toString()))
      .getAllSubcomponents('vevent')
      .map((event) => new ICAL.Event(event));
    // Ninety days from a Monday at noon have twelve more of them.
    expect(events.filter(({ summary }) => summary.includes('Coleta hoje'))).toHaveLength(12);
    const fair = events.find(({ summary }) => summary.includes('Feira'))!;
    const tomorrow = clock.now() + 24 * 3_600_000;
    expect(Math.abs(fair.startDate.toUnixTime() * 1_000 - tomorrow)).toBeLessThan(24 * 3_600_000);
    expect(fair.endDate.toUnixTime() - fair.startDate.toUnixTime()).toBe(24 * 3_600);
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(13);
  });

  it('knows its forms in Portuguese, and refuses what is no form', async () => {
    const fixture = await open({ language: 'pt-br' });
    await ask(fixture.ana, '/agenda calendário', /nada planejado/);
    await ask(fixture.ana, '/agenda imagem 9999', /9999/);
    await ask(fixture.ana, '/agenda desenho', /desenho/);
  });
});

describe('/rotation', () => {
  it('is made, filled, put in order, previewed, paused and deleted', async () => {
    const fixture = await open();
    const { ana } = fixture;
    await hear(fixture, ['Feira no sábado']);
    await ask(ana, '/rotation', /no rotations.*\/rotation create/);
    await ask(
      ana,
      '/rotation create weekly news every monday 08:00 slot 2',
      /r1 “weekly news”.*every Monday 08:00.*slot 2/s,
    );
    await ask(ana, '/rodizio criar avisos toda terça 8h', /r2 “avisos”/);
    await ask(ana, '/rotation create Avisos every 6h', /of that name/);
    await ask(ana, '/rotation next r1', /r1 has no items/);
    await ask(ana, '/rotation add r1 "Quiet after 22 h"', /item 1/);
    await ask(ana, '/rotation add r1 m1', /item 2/);
    const moved = await ask(ana, '/rotation move r1 2 1', /place 1/);
    expect(moved.text).toMatch(/1\. m1 .*2\. “Quiet/s);
    await ask(ana, '/rotation preview r1', /12\/01\/2026 08:00 .*m1.*19\/01\/2026 08:00 .*Quiet/s);
    await ask(ana, '/rotation remove r1 7', /items are 1 to 2/);
    await confirm(ana, '/rotation remove r1 1', /Take item 1 out of r1\?.*🔁.* instead of /s, /Item 1 is out/);
    await confirm(ana, '/rotation r1 pause', /Pause r1\?.*➖ Mon 12\/01\/2026 08:00 .*“Quiet/s, /r1 is paused/);
    await ask(ana, '/rotation_r1', /paused/);
    await ask(ana, '/rotation resume r1', /goes on/);
    await ask(ana, '/rotation next r1', /takes its next turn/);
    await answerAll(fixture);
    await ana.sees(/rotation r1.*“Quiet after 22 h” in g1 .* is pinned/s);
    await ask(ana, '/rotation r1', /1\. m2 “Quiet after 22 h” ← on air/);
    await confirm(ana, '/rotation delete r1', /Delete r1\?/, /r1 is deleted/);
    await ask(ana, '/rotation next r1', /r1: that is gone/);
    await ask(ana, '/rotation', /r2/);
  });

  it('takes turns by weight, on days and for a least time, in an order of its own each round', async () => {
    const fixture = await open();
    const { ana } = fixture;
    await hear(fixture);
    await ask(ana, '/rotation create news every day 8:00 shuffle', /shuffled/);
    await ask(ana, '/rotation add r1 m1 weight 2', /item 1.*2 turns a round/s);
    await ask(ana, '/rotation add r1 "Choir" from 8/1 until 10/1', /from 08\/01\/2026 until 10\/01\/2026/);
    await ask(ana, '/rodizio adicionar r1 "Coral" de 8/1 a 10/1 pelo menos 2 dias peso 2', /item 3/);
    const { text } = await ask(ana, '/rotation preview r1', /2 turns a round.*from 08\/01.*at least 2 days/s);
    expect(text.match(/^\w{3} \d\d\/01\/2026 08:00 .*/gm)).toHaveLength(5);
  });

  it('runs in several chats, one after the other, and says how it stands in each', async () => {
    const fixture = await open();
    const { ana, clock } = fixture;
    await hear(fixture, ['Feira'], group({ name: 'Bloco A' }));
    await hear(fixture, ['Festa'], group({ name: 'Bloco B' }));
    const made = await ask(ana, '/rotation create notices every day 10:00 in g1, Bloco B stagger 5m slot 2', /r1/);
    expect(made.text).toMatch(/g1 Bloco A, g2 Bloco B.*slot 2.*5 minutes apart/s);
    expect(made.text).toMatch(/g1: Next: .*10:00.*g2: Next: .*10:05/s);
    await ask(ana, '/rotation add r1 m1', /one chat only/);
    await ask(ana, '/rotation add r1 "Quiet after 22 h"', /item 1/);
    await ask(ana, '/rotation preview r1', /g1:.*10:00.*“Quiet.*g2:.*10:05.*“Quiet/s);
    await ask(ana, '/rodizio criar outro todo dia 9h vaga 2 em g2', /Bloco B|Slot 2 belongs to the rotation r1/);
    for (const airing of await fixture.db.store.findRotation(1)) {
      clock.set(airing.nextAt!);
      await takeTurn(fixture.deps, airing.airingId);
      await answerAll(fixture);
    }
    await ana.sees(/rotation r1.*“Quiet after 22 h” in g1 .* is pinned/s);
    await ana.sees(/rotation r1.*“Quiet after 22 h” in g2 .* is pinned/s);
    await ask(ana, '/rotation', /1\. “Quiet after 22 h” ← on air in g1, g2/);
    await confirm(ana, '/rotation pause r1', /in 2 chats:.*· g1.*· g2/s, /g1: ⏸ paused.*g2: ⏸ paused/s);
    await ask(ana, '/rotation create all every 6h in all', /g1 Bloco A, g2 Bloco B/);
    await ask(ana, '/rodizio criar tudo a cada 6 horas em todos', /r3.*g1 Bloco A, g2 Bloco B/s);
  });

  it('tells what became of a turn that nobody could have, and of an item that was deleted', async () => {
    const fixture = await open();
    const { ana, clock, deps } = fixture;
    const { messageIds } = await hear(fixture);
    await ask(ana, '/rotation create news every hour', /r1/);
    await ask(ana, '/rotation add r1 m1', /item 1/);
    await ask(ana, '/rotation add r1 "Choir" from 1/2', /item 2/);
    await deps.store.transaction((tx) => tx.markRevoked(messageIds[0]!, clock.now()));
    clock.advance(3_600_000);
    await takeTurn(deps, 1);
    await answerAll(fixture);
    await ana.sees(/rotation r1.*deleted.*pass over item 1.*\/rotation remove r1 1/s);
    await ana.sees(/rotation r1.*nobody's turn/s);
    await ask(ana, '/rotation r1', /1\. m1 .* deleted, passed over.*: nobody, by the items' days/s);
  });

  it.each([
    ['/rotation create', /a name/],
    ['/rotation create notices', /when it takes turns/],
    ['/rotation create notices tomorrow 9:00', /tomorrow 9:00.*happens once/],
    ['/rotation create notices every mondey 8:00', /mondey/],
    ['/rotation add', /which rotation/],
    ['/rotation add m1', /“m1” does not fit/],
    ['/rotation move r1 1 x', /“x” is not a number/],
    ['/rotation move r1 1', /which item/],
    ['/rotation pause r1 now', /“now”/],
    ['/rotation create news every day 8:00 stagger', /a time/],
    ['/rotation create news every day 8:00 stagger 5 bananas', /bananas/],
    ['/rotation create news every day 8:00 in g1,p2', /“p2” does not fit/],
    ['/rotation create news every day 8:00 in g1,g9', /g9: that is gone/],
    ['/rotation create news every day 8:00 in g1, nowhere', /no chat “nowhere”/],
  ])('refuses %s', async (text, answer) => {
    const fixture = await open();
    await hear(fixture);
    await ask(fixture.ana, text, answer);
    expect(await fixture.db.store.rotations()).toEqual([]);
  });
});
