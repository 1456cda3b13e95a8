import { favorite, fireSchedule, pinChat, reportTo, sweep, takeTurn, type ViewReply } from '@pinwheel/pinning';
import { eventually } from '@pinwheel/testing';
import { describe, expect, it } from 'vitest';
import { eachWithFixture } from './expectations.js';
import { answerAll, ask, type Fixture, hear } from './fixture.js';

const open = eachWithFixture();
const hour = 3_600_000;

const reported = ({ db }: Fixture) =>
  eventually(async () => {
    const { rows } = await db.drizzle.execute(`select id from commands where reported_at is null`);
    return rows.length === 0;
  });
const fromBot = ({ ana }: Fixture) => ana.chat().filter(({ from }) => from === 'bot');

describe('a report', () => {
  it('of what a schedule did is a message of its own, once', async () => {
    const fixture = await open();
    await hear(fixture);
    await ask(fixture.ana, '/schedule tomorrow 9:00 m1 for 24h', /s1/);
    fixture.clock.advance(24 * hour);
    await fireSchedule(fixture.deps, 1);
    await answerAll(fixture);
    const report = await fixture.ana.sees(/schedule s1.*m1 .* in g1 .* is pinned until/s);
    await reported(fixture);
    await sweep(fixture.deps);
    await reported(fixture);
    expect(fromBot(fixture)).toHaveLength(2);
    // A reply to it means the message that it shows.
    await fixture.ana.sees(/Unpinning m1/, { answerTo: fixture.ana.send('/unpin', { replyTo: report }) });
  });

  it('says why a schedule could do nothing', async () => {
    const fixture = await open();
    await hear(fixture, ['one', 'two', 'three', 'four']);
    for (const ref of ['m1', 'm2', 'm3']) await ask(fixture.ana, `/pin ${ref}`, /Pinning/);
    await answerAll(fixture);
    const asked = await ask(fixture.ana, '/schedule tomorrow 9:00 m4', /no slot will be free/);
    await fixture.ana.tap(asked, /anyway/);
    await fixture.ana.sees(/s1 · g1/);
    fixture.clock.advance(24 * hour);
    await fireSchedule(fixture.deps, 1);
    await fixture.ana.sees(/schedule s1.*m4 .* was not pinned in g1.*All 3 slots are taken/s);
  });

  it('of a turn names what was taken down for it', async () => {
    const fixture = await open();
    await hear(fixture);
    await ask(fixture.ana, '/rotation create notices every 24h', /r1/);
    for (const ref of ['m1', 'm2']) await ask(fixture.ana, `/rotation add r1 ${ref}`, /Added/);
    for (const shown of [/m1 .* is pinned/, /m2 .* is pinned.*Taken down for it: m1/s]) {
      fixture.clock.advance(24 * hour);
      await takeTurn(fixture.deps, 1);
      await answerAll(fixture);
      await fixture.ana.sees(shown);
    }
  });

  it('of a change to the account’s own view says what was changed', async () => {
    const fixture = await open();
    const { deps, ana } = fixture;
    await hear(fixture);
    await ask(ana, '/chats', /g1/);
    const [chat] = await deps.store.chats(deps.clock.now());
    const asked = { chatId: chat!.id, actor: { kind: 'token', tokenId: 't', name: 'shop' }, repeated: 'send' } as const;
    const report = async (reply: ViewReply, language: 'en' | 'pt-BR') => {
      if (reply.kind === 'refused') throw new Error(reply.why.kind);
      await reportTo(deps, reply.command.command.id, { chatId: ana.id, messageId: null, language });
      await answerAll(fixture);
    };
    await report(await pinChat(deps, { ...asked, source: 'view:1', pinned: true }), 'en');
    await ana.sees(/✅ Pinning the chat g1 .*: done/);
    const messageId = (await deps.store.lastMessage(chat!.id))!.id;
    await report(await favorite(deps, { ...asked, source: 'view:2', messageId, favorite: true }), 'pt-BR');
    await ana.sees(/✅ Favoritar m\d.* em g1 .*: feito/);
  });

  it('that Telegram does not take is told when it does, in the same message', async () => {
    const fixture = await open();
    await hear(fixture);
    const answer = await ask(fixture.ana, '/pin m1', /Pinning/);
    fixture.telegram.spoil({ method: 'editMessageText', kind: '500', count: 4 });
    await answerAll(fixture);
    await eventually(() => fixture.telegram.calls('editMessageText').length >= 4);
    const swept = setInterval(() => void sweep(fixture.deps), 200);
    const result = await fixture.ana.sees(/is pinned/, { after: answer }).finally(() => clearInterval(swept));
    expect(result.id).toBe(answer.id);
    await reported(fixture);
    expect(fromBot(fixture)).toHaveLength(1);
  });

  it('whose message is gone becomes a new one', async () => {
    const fixture = await open();
    await hear(fixture);
    const answer = await ask(fixture.ana, '/pin m1', /Pinning/);
    await fetch(
      `${fixture.telegram.apiRoot}/bot${fixture.telegram.token}/deleteMessage?chat_id=${answer.chatId}&message_id=${answer.id}`,
    );
    await answerAll(fixture);
    const result = await fixture.ana.sees(/is pinned/);
    expect(result.id).toBeGreaterThan(answer.id);
    await reported(fixture);
  });

  it('that was shown and not noted before a crash is not sent again', async () => {
    const fixture = await open();
    await hear(fixture);
    await ask(fixture.ana, '/schedule tomorrow 9:00 m1', /s1/);
    fixture.clock.advance(24 * hour);
    await fireSchedule(fixture.deps, 1);
    await answerAll(fixture);
    await fixture.ana.sees(/is pinned/);
    await reported(fixture);
    await fixture.db.drizzle.execute(`update commands set reported_at = null, wake_at = now() - interval '1 year'`);
    await sweep(fixture.deps);
    await reported(fixture);
    expect(fromBot(fixture)).toHaveLength(2);
  });

  it('reaches nobody who has blocked the bot, and is not tried for ever', async () => {
    const fixture = await open();
    await hear(fixture);
    await ask(fixture.ana, '/pin m1', /Pinning/);
    fixture.ana.block();
    await answerAll(fixture);
    await reported(fixture);
  });

  it('of several unpins says which went and which did not', async () => {
    const fixture = await open({ language: 'pt-br' });
    await hear(fixture);
    for (const ref of ['m1', 'm2']) await ask(fixture.ana, `/pin ${ref}`, /Fixando/);
    await answerAll(fixture);
    const answer = await ask(fixture.ana, '/desafixar tudo', /Desafixando m1 .*m2/);
    await answerAll(fixture, { kind: 'refused', code: 403 });
    await fixture.ana.sees(/m1, m2 não foram desafixadas.*403/s, { after: answer });
  });
});
