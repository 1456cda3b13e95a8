import { describe, expect, it } from 'vitest';
import { eachWithFixture } from './expectations.js';
import { answerAll, ask, type Fixture, group, hear, settled, start } from './fixture.js';

const open = eachWithFixture();
const hour = 3_600_000;

const pinsOf = ({ db, clock }: Fixture, chatId: number) => db.store.standingPins(chatId, clock.now());

describe('/pin', () => {
  it('answers at once and edits that answer to the result', async () => {
    const fixture = await open();
    const { ana } = fixture;
    const { chatId } = await hear(fixture);
    const answer = await ask(ana, '/pin m1 for 24h', /Pinning m1 .* in g1 Moradores/);
    expect(answer.text).toContain('Until Tue 06/01/2026 09:00 (America/Sao_Paulo)');
    await answerAll(fixture);
    const result = await ana.sees(/m1 “Feira no sábado” in g1 Moradores is pinned until/, { after: answer });
    expect(result.id).toBe(answer.id);
    expect(result.text).toContain('pinned until Tue 06/01/2026 09:00 (America/Sao_Paulo)');
    expect(result.text).toContain('/unpin_p1');
    expect(await pinsOf(fixture, chatId)).toMatchObject([{ messageId: 1, holdUntil: start + 24 * hour }]);
    await settled(fixture);
    expect(ana.chat().filter(({ from }) => from === 'bot')).toHaveLength(1);
  });

  it('speaks Portuguese, by the alias too', async () => {
    const fixture = await open({ language: 'pt-br' });
    await hear(fixture);
    const answer = await ask(fixture.ana, '/FIXAR última por 24h', /Fixando m2 .* em g1 Moradores/);
    await answerAll(fixture);
    await fixture.ana.sees(/m2 “Portão quebrado” em .* está fixada até ter 06\/01\/2026 09:00/s, { after: answer });
  });

  it('posts a text in quotes and pins that', async () => {
    const fixture = await open();
    const { chatId } = await hear(fixture);
    const answer = await ask(
      fixture.ana,
      '/pin "Collection <today> & tomorrow"',
      /Pinning m3 “Collection <today> & tomorrow”/,
    );
    await answerAll(fixture);
    await fixture.ana.sees(/m3 .* is pinned/, { after: answer });
    expect(await pinsOf(fixture, chatId)).toMatchObject([{ message: { text: 'Collection <today> & tomorrow' } }]);
  });

  it('takes the message that is shown by what it replies to', async () => {
    const fixture = await open();
    const { ana } = fixture;
    await hear(fixture);
    const shown = await ask(ana, '/messages search feira', /m1/);
    const asked = ana.send('/pin', { replyTo: shown });
    const answer = await ana.sees(/Pinning m1/, { after: asked });
    await answerAll(fixture);
    const result = await ana.sees(/m1 .* is pinned/, { after: answer });
    await ana.sees(/Unpinning m1/, { answerTo: ana.send('/unpin', { replyTo: result }) });
  });

  it('does not take a message that was shown there before, and is not any more', async () => {
    const fixture = await open();
    const { ana } = fixture;
    await hear(fixture, ['one', 'two', 'three', 'four', 'five', 'six']);
    const page = await ask(ana, '/messages', /m6.*m2/s);
    await ana.tap(page, /Older/);
    const last = await ana.sees(/m1 /, { after: page });
    await ana.tap(page, /Newer/);
    await ana.sees(/m6.*m2/s, { after: last });
    await ana.sees(/does not show exactly one/, { answerTo: ana.send('/pin', { replyTo: page }) });
  });

  it('takes the message that a forwarded copy of what it shows is about', async () => {
    const fixture = await open();
    const { ana, telegram } = fixture;
    await hear(fixture);
    const shown = await ask(ana, '/messages search feira', /m1/);
    const copy = ana.send('', { forward: shown });
    await ana.sees(/reply to it with \/pin, or tap \/pin_m1/, { after: copy });
    await ana.sees(/Pinning m1/, { answerTo: ana.send('/pin', { replyTo: copy }) });
    const room = telegram.addGroup({ title: 'Admins', members: [ana] });
    const there = ana.send('', { forward: shown, in: room });
    await ana.sees(/Unpinning m1|not pinned/, { answerTo: ana.send('/unpin', { replyTo: there, in: room }) });
  });

  it('does not guess which message a forwarded copy is about', async () => {
    const fixture = await open();
    const { ana, telegram } = fixture;
    await hear(fixture, ['Feira no sábado', 'Look at m1 “here”']);
    const bob = telegram.addUser({ firstName: 'Bob' });
    const room = telegram.addGroup({ title: 'Admins', members: [ana, bob] });
    await ask(ana, '/messages search feira', /m1/);
    const unclear = [
      ana.send('', { forward: await ask(ana, '/messages', /m2/) }),
      ana.send('', { forward: await ask(ana, '/messages search look', /m2/) }),
      ana.send('', { forward: await ask(ana, '/help pin', /for ever/) }),
      // Whatever a person writes is not what we show.
      ana.send('', { forward: ana.send('m1 “Feira no sábado”') }),
    ];
    for (const copy of unclear)
      await ana.sees(/does not show exactly one/, { answerTo: ana.send('/pin', { replyTo: copy }) });
    const said = bob.send('m1 “Feira no sábado”', { in: room });
    await ana.sees(/does not show exactly one/, { answerTo: ana.send('/pin', { replyTo: said, in: room }) });
  });

  it('does not guess which of several messages a reply means', async () => {
    const fixture = await open();
    const { ana } = fixture;
    await hear(fixture);
    const shown = await ask(ana, '/messages', /m2/);
    await ana.sees(/does not show exactly one/, { answerTo: ana.send('/pin', { replyTo: shown }) });
    const one = await ask(ana, '/messages search feira', /m1/);
    await ana.sees(/“m2”/, { answerTo: ana.send('/pin m2', { replyTo: one }) });
  });

  it.each([
    [403, /not allowed/],
    [421, /addressed \(421\)/],
    [463, /restricted/],
    [429, /too fast/],
    [500, /number 500/],
  ])('says in plain words why WhatsApp refused: %i', async (code, words) => {
    const fixture = await open();
    await hear(fixture);
    const answer = await ask(fixture.ana, '/pin m1', /Pinning/);
    await answerAll(fixture, { kind: 'refused', code });
    const result = await fixture.ana.sees(/was not pinned/, { after: answer });
    expect(result.text).toMatch(words);
    expect(result.id).toBe(answer.id);
  });

  it('is told as it ended when its update comes again after the time that it named', async () => {
    const fixture = await open();
    await hear(fixture);
    const answer = await ask(fixture.ana, '/pin m1 until today 23:00', /Pinning/);
    await answerAll(fixture);
    await fixture.stop();
    await fixture.db.drizzle.execute(`update telegram_updates set state = 'open', replies = '[]'`);
    fixture.clock.advance(24 * 3_600_000);
    await fixture.start();
    await fixture.ana.sees(/m1 .*is pinned until/, { after: answer });
  });

  it('says so when nobody knows', async () => {
    const fixture = await open();
    await hear(fixture);
    const answer = await ask(fixture.ana, '/pin m1', /Pinning/);
    await answerAll(fixture, { kind: 'unknown', why: 'no_acknowledgement' });
    await fixture.ana.sees(/not known whether m1/, { after: answer });
  });

  it('asks which pin goes when the board is full, and does nothing before the answer', async () => {
    const fixture = await open();
    const { ana } = fixture;
    const { chatId } = await hear(fixture, ['one', 'two', 'three', 'four']);
    for (const ref of ['m1', 'm2', 'm3']) await ask(ana, `/pin ${ref}`, /Pinning/);
    await answerAll(fixture);
    const question = await ask(ana, '/pin m4 for 24h', /Which pin shall go/);
    for (const ref of ['p1', 'p2', 'p3', 'm4']) expect(question.text).toContain(ref);
    expect(await fixture.db.store.unsettledOperations('main')).toEqual([]);
    await ana.tap(question, /p2/);
    const answer = await ana.sees(/Pinning m4/, { after: question });
    expect(answer).toMatchObject({ id: question.id, buttons: [] });
    await answerAll(fixture);
    await ana.sees(/m4 .* is pinned .*Taken down for it: m2/s, { after: answer });
    expect((await pinsOf(fixture, chatId)).map(({ messageId }) => messageId).toSorted()).toEqual([1, 3, 4]);
  });

  it('leaves everything as it is if the question is left', async () => {
    const fixture = await open();
    const { ana } = fixture;
    await hear(fixture, ['one', 'two']);
    await ask(ana, '/pin m1 slot 1', /Pinning/);
    await answerAll(fixture);
    const question = await ask(ana, '/pin m2 slot 1', /Slot 1 holds p1/);
    await ana.tap(question, 'Leave it');
    await ana.sees(/Nothing was done/, { after: question });
    expect(await fixture.db.store.unsettledOperations('main')).toEqual([]);
  });

  it('locks a slot, asks for the others only, and says what stands in the way of a locked one', async () => {
    const fixture = await open();
    const { ana } = fixture;
    await hear(fixture, ['rules', 'two', 'three', 'four']);
    await ask(ana, '/pin m1 for ever slot 1 locked', /Pinning m1.*Slot 1 is locked/s);
    for (const ref of ['m2', 'm3']) await ask(ana, `/pin ${ref}`, /Pinning/);
    await answerAll(fixture);
    await ask(ana, '/pins', /p1 · slot 1 🔒.*Locked: 1/s);
    await ask(ana, '/pin m4 slot 1', /Slot 1 is locked.*\/settings unlock 1/s);
    await ask(ana, '/unpin p1', /Slot 1 is locked/);
    const question = await ask(ana, '/pin m4', /taken or locked. Which/);
    expect(question.buttons.flat().map(({ label }) => label)).toEqual([
      expect.stringContaining('p2'),
      expect.stringContaining('p3'),
      'Leave it',
    ]);
    await ask(ana, '/pin m2 for 7d slot 2 locked', /pinned already.*Slot 2 is locked/s);
  });

  it('names what stands in the way', async () => {
    const fixture = await open();
    const { ana, db } = fixture;
    await hear(fixture, ['here'], group({ name: 'Open' }));
    await hear(fixture, ['there'], group({ name: 'Closed', ourRole: 'member' }));
    await ask(ana, '/pin m1 for 24h', /Pinning/);
    await ask(ana, '/pin m1', /on its way/);
    await answerAll(fixture);
    await ask(ana, '/pin m1 for 24h', /pinned already \(p1\), until Tue 06\/01\/2026 09:00 \(America\/Sao_Paulo\)/);
    await ask(ana, '/pin m2', /Only admins may pin/);
    await ask(ana, '/pin m1 slot 9', /no slot 9; the slots are 1 to 3/);
    await ask(ana, '/pin m99', /m99: that is gone/);
    await ask(ana, '/pin m2 in g1', /m2 is in g2 Closed, not in g1 Open/);
    await db.store.transaction((tx) => tx.markRevoked(1, start));
    await ask(ana, '/unpin all in g1', /Unpinning m1/);
  });

  it('refuses a photo clearly, with the way out', async () => {
    const fixture = await open();
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCB6A3nGAAAAABJRU5ErkJggg==',
      'base64',
    );
    const sent = fixture.ana.sendPhoto(png, '/pin for 24h');
    await fixture.ana.sees(/photo, video or file cannot be posted from here yet.*\/messages/, { after: sent });
  });

  it('names each word that it does not understand', async () => {
    const fixture = await open();
    await hear(fixture);
    for (const [text, word] of [
      ['/pin banana', 'banana'],
      ['/pin m1 for bananas', 'bananas'],
      ['/pin m1 slot two', 'two'],
      ['/pin m1 in nowhere', 'nowhere'],
      ['/pin p1', 'p1'],
      ['/unpin banana', 'banana'],
      ['/schedule tomorrow 9:00 banana', 'banana'],
      ['/schedule tomorow 9:00 m1', 'tomorow'],
      ['/schedule s1 explode', 'explode'],
      ['/rotation dance r1', 'dance'],
      ['/messages banana', 'banana'],
      ['/agenda soon', 'soon'],
      ['/pins banana', 'banana'],
      ['/link banana', 'banana'],
      ['/chats banana', 'banana'],
      ['/help banana', 'banana'],
    ])
      await ask(fixture.ana, text!, new RegExp(word!));
  });
});

describe('the chat of a command', () => {
  it('is asked for by buttons when its name fits several, and the tap carries the command out', async () => {
    const fixture = await open();
    const { ana } = fixture;
    for (const name of ['Bloco A', 'Bloco B', 'Síndicos']) await hear(fixture, ['olá'], group({ name }));
    const question = await ask(ana, '/pin last in bloco', /fits several chats/);
    await ana.tap(question, 'g2 Bloco B');
    await ana.sees(/Pinning m2 .* in g2 Bloco B/, { after: question });
    await ask(ana, '/pin last in sindicos', /Pinning m3 .* in g3 Síndicos/);
  });

  it('is the one chosen in /chats', async () => {
    const fixture = await open();
    const { ana } = fixture;
    for (const name of ['Bloco A', 'Bloco B']) await hear(fixture, ['olá'], group({ name }));
    await ask(ana, '/pins', /Which chat/);
    const chats = await ask(ana, '/chats', /g1 Bloco A.*g2 Bloco B/s);
    await ana.tap(chats, /g2/);
    await ana.sees(/working in g2 Bloco B now/, { after: chats });
    await ask(ana, '/pins', /g2 Bloco B/);
    await ask(ana, '/pins in g1', /g1 Bloco A/);
  });

  it('has its own zone, in which times are read', async () => {
    const fixture = await open();
    const { ana, db } = fixture;
    const { chatId } = await hear(fixture);
    await db.drizzle.execute(`update chats set time_zone = 'Asia/Tokyo' where id = ${chatId}`);
    await ask(ana, '/pin m1 until tomorrow 9:00', /Until Tue 06\/01\/2026 09:00 \(Asia\/Tokyo\)/);
  });
});

describe('/unpin', () => {
  it('asks which one, unless there is only one', async () => {
    const fixture = await open();
    const { ana } = fixture;
    await hear(fixture, ['one', 'two']);
    await ask(ana, '/unpin', /Nothing is pinned/);
    for (const ref of ['m1', 'm2']) await ask(ana, `/pin ${ref}`, /Pinning/);
    await answerAll(fixture);
    const question = await ask(ana, '/unpin', /Which pin of g1 Moradores shall go/);
    await ana.tap(question, /p1/);
    const answer = await ana.sees(/Unpinning m1/, { after: question });
    await answerAll(fixture);
    await ana.sees(/m1 “one” is no longer pinned/, { after: answer });
    await ask(ana, '/unpin', /Unpinning m2/);
  });

  it('speaks of several as of several', async () => {
    for (const [language, begun, words] of [
      ['en', /Unpinning m1 .*m2/, /m1 .*m2 .* are no longer pinned/],
      ['pt-br', /Desafixando m1 .*m2/, /m1 .*m2 .* não estão mais fixadas/],
    ] as const) {
      const fixture = await open({ language });
      await hear(fixture, ['one', 'two']);
      for (const ref of ['m1', 'm2']) await ask(fixture.ana, `/pin ${ref}`, new RegExp(ref));
      await answerAll(fixture);
      const answer = await ask(fixture.ana, '/desafixar tudo', begun);
      await answerAll(fixture);
      await fixture.ana.sees(words, { after: answer });
    }
  });

  it('knows pins and messages by their refs, tapped too', async () => {
    const fixture = await open();
    const { ana } = fixture;
    await hear(fixture, ['one', 'two']);
    for (const ref of ['m1', 'm2']) await ask(ana, `/pin ${ref}`, /Pinning/);
    await answerAll(fixture);
    await ask(ana, '/unpin_p1', /Unpinning m1/);
    await ask(ana, '/desafixar m2', /Unpinning m2/);
    await answerAll(fixture);
    await ask(ana, '/unpin p1', /p1: That is not pinned/);
    await ask(ana, '/unpin p7', /p7: that is gone/);
  });
});
