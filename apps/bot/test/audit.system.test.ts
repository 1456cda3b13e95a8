import { recordPin } from '@pinwheel/pinning';
import { describe, expect, it } from 'vitest';
import { eachWithFixture } from './expectations.js';
import { answerAll, ask, type Fixture, group, hear } from './fixture.js';

const open = eachWithFixture();

/** Carlos pinned `m1` on his phone (a1), Ana pinned `m2` and it was refused (a2). */
async function afterSomeDeeds(options: Parameters<typeof open>[0] = {}, texts = ['Feira', 'Portão']): Promise<Fixture> {
  const fixture = await open(options);
  const chat = group();
  await hear(fixture, texts, chat);
  const message = (await fixture.db.store.findMessage(1))!;
  const by = { jid: '5511977776666@s.whatsapp.net', name: '=Carlos', fromMe: false };
  const event = { wireId: '3EB0HAND', action: 'pin' as const, target: message.key, durationSeconds: 86_400 };
  await recordPin(fixture.deps, 'main', { chatJid: chat.jid, by, ...event, at: fixture.clock.now() });
  await ask(fixture.ana, options.language === 'pt-br' ? '/fixar m2' : '/pin m2', /m2/);
  await answerAll(fixture, { kind: 'refused', code: 403 });
  return fixture;
}

describe('/audit', () => {
  it('says who did what, when, and how it ended, people on phones included', async () => {
    const fixture = await afterSomeDeeds();
    const { text } = await ask(fixture.ana, '/audit', /a2/);
    expect(text).toMatch(
      /a2 · Mon 05\/01\/2026 09:00 \(America\/Sao_Paulo\) · Ana\n.*pin m2 “Portão” · g1 .*\n❌ .*403/,
    );
    expect(text).toMatch(/a1 · .* · =Carlos\n📱 pinned m1 “Feira” on a phone · g1 Moradores\n✅ done/);
    expect((await ask(fixture.ana, '/audit a1', /=Carlos/)).text).not.toMatch(/a2/);
    await ask(fixture.ana, '/audit a9', /a9: that is gone/);
  });

  it('is narrowed to a person or a chat, and turned page by page in place', async () => {
    const fixture = await afterSomeDeeds();
    await hear(fixture, ['Ata'], group({ name: 'Diretoria' }));
    expect((await ask(fixture.ana, '/audit by carlos', /a1/)).text).not.toMatch(/a2/);
    await ask(fixture.ana, '/audit in Diretoria', /Nothing of that kind/);
    await ask(fixture.ana, '/audit by Eva in g1', /Nothing of that kind/);
    let page = await ask(fixture.ana, '/audit 1 in g1', /a2/);
    await fixture.ana.tap(page, 'Older »');
    page = await fixture.ana.sees(/a1/, { after: page });
    expect(page.buttons.flat().map(({ label }) => label)).toEqual(['« Latest']);
    await fixture.ana.tap(page, '« Latest');
    await fixture.ana.sees(/a2/, { after: page });
  });

  it('comes as a table in which no cell is a formula', async () => {
    const fixture = await afterSomeDeeds({ language: 'pt-br' }, ['=1+1; "Feira", sábado', 'Portão']);
    const asked = fixture.ana.send('/historico exportar');
    await fixture.ana.sees(/como tabela: 2 registros/, { after: asked });
    const { document } = fixture.ana.chat().find((message) => message.document)!;
    expect(document!.name).toBe('pinwheel-audit-2026-01-05.csv');
    const table = document!.bytes.toString().split('\r\n');
    expect(table[0]).toBe(
      '\uFEFFref,horário,quem,o quê,conversa,nome da conversa,mensagens,texto,resultado,motivo,fim',
    );
    expect(table[1]).toMatch(/^a2,2026-01-05T12:00:00.000Z,Ana,pin,g1,Moradores,m2,Portão,failed,.*403/);
    expect(table[2]).toContain(
      `a1,2026-01-05T12:00:00.000Z,'=Carlos,phone_pin,g1,Moradores,m1,"'=1+1; ""Feira"", sábado",done,`,
    );
    await ask(fixture.ana, '/historico exportar por Eva', /Ainda não aconteceu/);
  });

  it('refuses what it does not understand by naming it', async () => {
    const fixture = await open();
    await hear(fixture);
    await ask(fixture.ana, '/audit banana', /banana/);
    await ask(fixture.ana, '/audit 200', /200/);
    await ask(fixture.ana, '/audit by', /Something is missing/);
    await ask(fixture.ana, '/audit in g9', /g9: that is gone/);
  });
});
