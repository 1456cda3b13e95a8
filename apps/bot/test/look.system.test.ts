import { describe, expect, it } from 'vitest';
import { commandNames } from '../src/commands/names.js';
import { messagesIn } from '../src/text/messages.js';
import { eachWithFixture } from './expectations.js';
import { fireSchedule } from '@pinwheel/pinning';
import { answerAll, answerDue, ask, group, hear, heard, start } from './fixture.js';

const open = eachWithFixture();
const hour = 3_600_000;

describe('/chats', () => {
  it('says whether we may pin there and how many slots are used', async () => {
    const fixture = await open();
    await hear(fixture, ['one'], group({ name: 'Bloco <A>' }));
    await hear(fixture, ['two'], group({ name: 'Bloco B', ourRole: 'member', members: 1 }));
    await ask(fixture.ana, '/pin m1', /Pinning/);
    await answerAll(fixture);
    const { text } = await ask(fixture.ana, '/chats', /Chats/);
    expect(text).toMatch(/g1 Bloco <A> · 42 members · 1 of 3 slots used\n✅ we may pin here/);
    expect(text).toMatch(/g2 Bloco B · 1 member · 0 of 3 slots used\n🚫 Only admins may pin/);
    const found = await ask(fixture.ana, '/grupos BLOCO b', /g2/);
    expect(found.text).not.toContain('g1');
    await ask(fixture.ana, '/chats nowhere', /No chat has “nowhere”/);
  });
});

describe('/messages', () => {
  it('shows ref, time, sender and text of what was heard, hostile or not', async () => {
    const fixture = await open();
    const chat = group();
    await hear(fixture, [], chat);
    await fixture.db.store.saveMessages(
      'main',
      [
        heard(chat.jid, '<b>bold</b> & "quoted" \u202Egnp.exe', { senderName: 'Zé <script>' }),
        heard(chat.jid, '', { kind: 'image', text: null, senderName: null }),
        heard(chat.jid, 'the contract', { kind: 'document' }),
      ],
      start,
    );
    const { text } = await ask(fixture.ana, '/messages', /m3/);
    expect(text).toContain('m1 · Mon 05/01/2026 08:00 · Zé <script>\n“<b>bold</b> & "quoted" gnp.exe”\n/pin_m1');
    expect(text).toMatch(/m2 · .* · unknown sender\n🖼 photo\n/);
    expect(text).toContain('📄 document “the contract”');
  });

  it('searches words, senders and media, in either language', async () => {
    const fixture = await open({ language: 'pt-br' });
    const chat = group();
    await hear(fixture, [], chat);
    await fixture.db.store.saveMessages(
      'main',
      [
        heard(chat.jid, 'Feira no sábado', { senderName: 'Maria Silva' }),
        heard(chat.jid, 'Foto da feira', { senderName: 'João', kind: 'image' }),
        heard(chat.jid, 'Nada', { senderName: 'João' }),
      ],
      start,
    );
    const refs = async (text: string) => (await ask(fixture.ana, text, /Mensagens/)).text.match(/^m\d/gm);
    expect(await refs('/messages search FEIRA')).toEqual(['m2', 'm1']);
    expect(await refs('/mensagens buscar feira in moradores')).toEqual(['m2', 'm1']);
    expect(await refs('/mensagens de silva em g1')).toEqual(['m1']);
    expect(await refs('/mensagens mídia')).toEqual(['m2']);
    expect(await refs('/mensagens from silva')).toEqual(['m1']);
    expect(await refs('/mensagens media')).toEqual(['m2']);
    expect(await refs('/mensagens 2')).toEqual(['m3', 'm2']);
    await ask(fixture.ana, '/mensagens search nothing', /Nenhuma mensagem corresponde.*Acompanho esta conversa desde/s);
    await ask(fixture.ana, '/mensagens search', /Falta alguma coisa/);
  });

  it('fits into messages of Telegram however long the texts are', async () => {
    const fixture = await open();
    await hear(
      fixture,
      Array.from({ length: 20 }, () => '<&>'.repeat(2_000)),
    );
    await ask(fixture.ana, '/messages 20', /m20 ·.*m1 ·/s);
    await ask(fixture.ana, '/messages 5', /m20 ·.*m16 ·/s);
    expect(fixture.ana.chat().filter(({ from }) => from === 'bot')).toHaveLength(2);
  });
});

describe('/pins', () => {
  it('shows the board as WhatsApp does: newest message first, by whom, until when, free slots', async () => {
    const fixture = await open();
    const { ana } = fixture;
    await hear(fixture);
    for (const text of ['/pin m2 for 24h', '/pin m1 for ever']) await ask(ana, text, /Pinning/);
    await answerAll(fixture);
    const { text } = await ask(ana, '/fixados', /Pins/);
    expect(text).toMatch(
      /p1 · slot 1 · m2 .*\nby Ana · ends Tue 06\/01\/2026 09:00 \(America\/Sao_Paulo\)\n\/unpin_p1/,
    );
    expect(text).toMatch(/p2 · slot 2 · m1 .*\nby Ana · no end, renewed by itself\n\/unpin_p2/);
    expect(text.indexOf('p1 ·')).toBeLessThan(text.indexOf('p2 ·'));
    expect(text).toContain('Free slots: 1 of 3.');
    expect(text).toContain('In the order that phones show: the newest message first.');
  });

  it('says what waits for the budget of the chat, and until when; so does the report', async () => {
    const fixture = await open();
    const { ana, clock } = fixture;
    await hear(fixture);
    for (const ref of ['m1', 'm2']) await ask(ana, `/schedule in 1h ${ref}`, /s\d/);
    clock.advance(hour);
    for (const id of [1, 2]) await fireSchedule(fixture.deps, id);
    await answerDue(fixture);
    const { text } = await ask(ana, '/pins', /Put off/);
    expect(text).toMatch(/pin m2 .*: Mon 05\/01\/2026 10:01 \(America\/Sao_Paulo\), one change in 1 minute/);
    await answerAll(fixture);
    await ana.sees(/m2 .* is pinned until[^]*Put off until Mon 05\/01\/2026 10:01/);
  });
});

describe('/renew', () => {
  it('keeps a pin up past its time, lets it go again, and says when', async () => {
    const fixture = await open();
    const { ana } = fixture;
    await hear(fixture);
    await ask(ana, '/pin m1 for 7d', /Pinning/);
    await answerAll(fixture);
    await ask(
      ana,
      '/renew p1 on',
      /p1 m1 .* stays until somebody takes it down[^]*Renewed for the first time (Sat 10|Sun 11)/,
    );
    await ask(ana, '/pins', /p1 .*\nby Ana · no end, renewed by itself/);
    await ask(ana, '/renovar p1 desligar', /p1 m1 .* is not renewed: it goes Mon 12\/01\/2026 09:00/);
    for (const [wrong, named] of [
      ['/renew', /on or off/],
      ['/renew p1', /on or off/],
      ['/renew p9 on', /p9: that is gone/],
      ['/renew m1 on', /“m1” does not fit/],
      ['/renew p1 maybe', /“maybe”/],
    ] as const)
      await ask(ana, wrong, named);
  });
});

describe('/status', () => {
  it('says how everything stands', async () => {
    const fixture = await open();
    await hear(fixture);
    await ask(fixture.ana, '/schedule tomorrow 9:00 m1', /s1/);
    await ask(fixture.ana, '/pin m2', /Pinning/);
    const { text } = await ask(fixture.ana, '/status', /Status/);
    for (const fact of [
      /Condomínio \(\+5511999990000\) – linked/,
      /connected since Mon 05\/01\/2026 09:00/,
      /Last message heard: Mon 05\/01\/2026/,
      /Next: Tue 06\/01\/2026 09:00 \(America\/Sao_Paulo\), 📌 pin m1/,
      /waiting: 1 · failed today: 0/,
    ])
      expect(text).toMatch(fact);
  });

  it('counts as failed today what failed since midnight in the default zone', async () => {
    const fixture = await open();
    await hear(fixture);
    const fail = async (ref: string) => {
      await ask(fixture.ana, `/pin ${ref}`, /Pinning/);
      await answerAll(fixture, { kind: 'refused', code: 403 });
    };
    await fail('m1');
    await ask(fixture.ana, '/status', /failed today: 1/);
    fixture.clock.set(Date.parse('2026-01-06T02:59:00Z'));
    await ask(fixture.ana, '/status', /failed today: 1/);
    fixture.clock.set(Date.parse('2026-01-06T03:01:00Z'));
    await ask(fixture.ana, '/status', /failed today: 0/);
    await fail('m2');
    await ask(fixture.ana, '/status', /failed today: 1/);
  });

  it('says what is wrong with an instance that is not connected', async () => {
    const fixture = await open();
    await fixture.db.instances.update('main', { connectedSince: null, problem: 'the connection was closed (503)' });
    await ask(fixture.ana, '/status', /not connected.*Trouble: the connection was closed \(503\)/s);
  });

  it('answers when the tables cannot be read', async () => {
    const fixture = await open({ running: false });
    const broken = () => Promise.reject(new Error('connection refused'));
    await fixture.start({ deps: { store: { ...fixture.db.store, countOperations: broken } } });
    await ask(fixture.ana, '/status', /database does not answer/);
  });
});

describe('/help', () => {
  it('goes by task, and knows each command in both languages', async () => {
    const fixture = await open({ language: 'pt-br' });
    await ask(fixture.ana, '/help', /Fixar e desafixar.*\/fixar – Fixar uma mensagem.*Planejar.*\/agendar/s);
    await ask(fixture.ana, '/ajuda schedule', /\/agendar amanhã 9h m7/);
    await ask(fixture.ana, '/help agendar', /\/agendar/);
  });

  it.each(['en', 'pt-br'] as const)('gives no example that is not understood: %s', async (language) => {
    const fixture = await open({ language });
    await hear(fixture, ['one', 'two', 'three', 'four', 'five', 'six', 'seven']);
    await ask(fixture.ana, '/pin m1', /m1/);
    await ask(fixture.ana, '/pin m2', /m2/);
    await answerAll(fixture);
    await ask(fixture.ana, '/rotation create notices every monday 08:00', /r1/);
    for (const name of commandNames)
      for (const example of messagesIn(language === 'en' ? 'en' : 'pt-BR').help.commands[name].examples) {
        const { text } = await ask(fixture.ana, example, /./);
        expect(text, example).not.toMatch(/do not understand|is missing|know no chat|Não entendi|Falta|Não conheço/);
      }
  });

  it('says no more about a command than the role may do, and suggests no other', async () => {
    const fixture = await open();
    const { telegram, store } = fixture;
    const vera = telegram.addUser({ firstName: 'Vera', languageCode: 'en' });
    const viewer = { telegramId: vera.id, name: 'Vera', role: 'viewer', origin: 'code', language: 'en' } as const;
    await store.admins.save({ ...viewer, chatId: null, addedAt: start });
    await ask(vera, '/help pins', /What is pinned now/);
    await ask(vera, '/help pin', /role does not reach/);
    await ask(vera, '/help unpi', /Did you mean \/pins\?/);
    await ask(vera, '/pinn', /Did you mean \/pins\?/);
  });

  it('suggests the nearest of what there is', async () => {
    const fixture = await open();
    for (const [typed, nearest] of [
      ['/pinn m1', '/pin'],
      ['/scheduel', '/schedule'],
      ['/fixadoss', '/pins'],
      ['/STATSU', '/status'],
      ['/renw p1 on', '/renew'],
      ['/anounce hello', '/announce'],
    ])
      await ask(fixture.ana, typed!, new RegExp(`Did you mean ${nearest}`));
    await ask(fixture.ana, 'hello there', /I answer commands/);
  });

  it('is silent in a group about what is not for it', async () => {
    const fixture = await open();
    const { ana, telegram } = fixture;
    const room = telegram.addGroup({ title: 'Admins', members: [ana] });
    for (const text of ['/weather', '/pin@another_bot m1', 'hello']) ana.send(text, { in: room });
    await ana.sees(/Did you mean/, { answerTo: ana.send('/weather@Pinwheel_test_bot', { in: room }) });
    expect(ana.chat(room).filter(({ from }) => from === 'bot')).toHaveLength(1);
  });
});
