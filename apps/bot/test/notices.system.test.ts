import { notifyAdmins, sweep, type Wake, watchRights } from '@pinwheel/pinning';
import { eventually } from '@pinwheel/testing';
import { describe, expect, it } from 'vitest';
import { eachWithFixture } from './expectations.js';
import { ask, type Fixture, group, hear, start } from './fixture.js';

const open = eachWithFixture();

/** Notes in one transaction that these messages were deleted, and wakes the bot. */
async function noteDeleted({ deps }: Fixture, deleted: readonly [chatId: number, messageId: number][]): Promise<void> {
  const wakes = await deps.store.transaction(async (tx) => {
    const all: Wake[] = [];
    for (const [chatId, messageId] of deleted) {
      const content = { kind: 'pinned_message_deleted' as const, messageId, at: start };
      all.push(...(await notifyAdmins(deps, tx, { source: `deleted:${messageId}`, chatId, content })));
    }
    return all;
  });
  await deps.waker.wake(wakes);
}

const told = ({ db }: Fixture) =>
  eventually(async () => (await db.drizzle.execute('select from notices where wake_at is not null')).rowCount === 0);
const fromBot = (user: Fixture['ana']) => user.chat().filter(({ from }) => from === 'bot');

describe('a notice', () => {
  it('is told once to each admin whom the chat has for it, in the admin’s language', async () => {
    const fixture = await open();
    const { chatId, messageIds } = await hear(fixture);
    await ask(fixture.ana, '/settings', /Settings/);
    const users = ['editor', 'viewer'].map((role) => ({
      role: role as 'editor' | 'viewer',
      user: fixture.telegram.addUser({ firstName: role, languageCode: 'pt-br' }),
    }));
    for (const { role, user } of users) {
      user.send('/start');
      await fixture.store.admins.save({
        ...{ telegramId: user.id, name: role, role, origin: 'code' },
        ...{ language: 'pt-BR', chatId: null, addedAt: start },
      });
    }
    await noteDeleted(fixture, [[chatId, messageIds[0]!]]);
    await fixture.ana.sees(/g1 Moradores\s+🗑 m1 “Feira no sábado” was deleted/);
    await users[0]!.user.sees(/m1 “Feira no sábado” foi apagada/);
    await told(fixture);
    await sweep(fixture.deps);
    await noteDeleted(fixture, [[chatId, messageIds[0]!]]);
    await told(fixture);
    expect(fromBot(fixture.ana).filter(({ text }) => text.includes('deleted'))).toHaveLength(1);
    expect(fromBot(users[1]!.user).filter(({ text }) => text.includes('apagada'))).toEqual([]);
  });

  it('says which plans are suspended when the group is closed to us, and which go on', async () => {
    const fixture = await open();
    await hear(fixture, ['Rules'], group({ jid: '77@g.us', ourRole: 'member', onlyAdminsEdit: false }));
    await ask(fixture.ana, '/schedule tomorrow 9:00 m1', /s1/);
    await ask(fixture.ana, '/rotation create notices every monday 08:00', /r1/);
    await hear(fixture, [], group({ jid: '77@g.us', ourRole: 'member', onlyAdminsEdit: true }));
    await watchRights(fixture.deps, 'main');
    const lost = await fixture.ana.sees(/Only admins may pin there.*Suspended: s1, r1\./);
    await ask(fixture.ana, '/schedule list', /paused, because we may not pin there/);
    await hear(fixture, [], group({ jid: '77@g.us', ourRole: 'admin', onlyAdminsEdit: true }));
    await watchRights(fixture.deps, 'main');
    await fixture.ana.sees(/We may pin here again. Going on: s1, r1/, { after: lost });
  });

  it('comes with others that were found at once in one message, chat by chat', async () => {
    const fixture = await open();
    const one = await hear(fixture);
    const two = await hear(fixture, ['Garage'], group({ name: 'Garagem' }));
    await ask(fixture.ana, '/settings in g1', /Settings/);
    const deleted = [
      ...one.messageIds.map((id) => [one.chatId, id] as const),
      [two.chatId, two.messageIds[0]!] as const,
    ];
    await noteDeleted(
      fixture,
      deleted.map(([chatId, id]) => [chatId, id]),
    );
    const message = await fixture.ana.sees(/deleted/);
    expect(message.text).toMatch(/Moradores[^]*m1[^]*m2[^]*Garagem[^]*m3/);
    await told(fixture);
    expect(fromBot(fixture.ana)).toHaveLength(2);
  });

  it('that Telegram does not take is told when it does, and nobody is told who has the reports off', async () => {
    const fixture = await open();
    const { chatId, messageIds } = await hear(fixture);
    await ask(fixture.ana, '/settings', /Settings/);
    fixture.telegram.spoil({ method: 'sendMessage', kind: '500', count: 4 });
    await noteDeleted(fixture, [[chatId, messageIds[0]!]]);
    await eventually(() => fixture.telegram.calls('sendMessage').length >= 5);
    await eventually(() => fixture.logs.text().includes('failed'));
    fixture.clock.advance(31_000);
    const swept = setInterval(() => void sweep(fixture.deps), 200);
    await fixture.ana.sees(/m1 .* was deleted/).finally(() => clearInterval(swept));
    await told(fixture);
    await ask(fixture.ana, '/settings reports off', /nobody is told/);
    await noteDeleted(fixture, [[chatId, messageIds[1]!]]);
    await told(fixture);
    expect(fromBot(fixture.ana).filter(({ text }) => text.includes('was deleted'))).toHaveLength(1);
  });
});
