import { pinMessage } from '@pinwheel/pinning';
import { eventually, freePort } from '@pinwheel/testing';
import { describe, expect, it } from 'vitest';
import { eachWithFixture } from './expectations.js';
import { ask, type Fixture, hear, settled } from './fixture.js';

const open = eachWithFixture();

const fromBot = ({ ana }: Fixture) => ana.chat().filter(({ from }) => from === 'bot');

/** As after a kill -9 between the answer and the note that it was given. */
const forgetDone = ({ db }: Fixture) =>
  db.drizzle.execute(`update telegram_updates set state = 'open', done_at = null`);

describe('an update', () => {
  it('whose end was not noted before a crash is answered in the same message and done once', async () => {
    const fixture = await open();
    await hear(fixture);
    const answer = await ask(fixture.ana, '/pin m1', /Pinning/);
    await settled(fixture);
    await fixture.stop();
    await forgetDone(fixture);
    await fixture.start();
    await settled(fixture);
    expect(fromBot(fixture)).toMatchObject([{ id: answer.id }]);
    expect(await fixture.db.store.unsettledOperations('main')).toHaveLength(1);
  });

  it('that was carried out but not answered before a crash is answered, and done once', async () => {
    const fixture = await open({ running: false });
    const { chatId } = await hear(fixture);
    fixture.ana.send('/pin m1');
    await pinMessage(fixture.deps, {
      // The first update of the simulator.
      source: 'telegram:380000001',
      actor: { kind: 'admin', telegramId: fixture.ana.id, name: 'Ana' },
      ...{ chatId, target: { kind: 'message', messageId: 1 }, hold: null, slot: null, replace: [], reportTo: null },
    });
    await fixture.start();
    await fixture.ana.sees(/Pinning m1/);
    await settled(fixture);
    expect(await fixture.db.store.unsettledOperations('main')).toHaveLength(1);
  });

  it('that creates a rotation and adds to it is done once, also when a crash made nobody remember that', async () => {
    const fixture = await open();
    await hear(fixture);
    await ask(fixture.ana, '/rotation create notices every monday 08:00', /r1/);
    await ask(fixture.ana, '/rotation add r1 "Quiet after 22 h"', /Added to r1 as item 1/);
    await settled(fixture);
    await fixture.stop();
    await forgetDone(fixture);
    await fixture.start();
    await settled(fixture);
    const [rotation, ...others] = await fixture.db.store.rotations();
    expect(rotation!.items).toHaveLength(1);
    expect(others).toEqual([]);
  });

  it('that a webhook was to bring is asked for when none is configured any more', async () => {
    const fixture = await open({ running: false });
    const webhook = { url: `http://127.0.0.1:${await freePort()}/`, secret: 'secret' };
    const brought = await fixture.start({ config: { webhook } });
    await eventually(() => fixture.telegram.calls('setWebhook').length === 1);
    const asked = fixture.ana.send('/help pin');
    await brought[Symbol.asyncDispose]();
    await fixture.start();
    await fixture.ana.sees(/^\/pin/, { answerTo: asked });
  });

  it('that waited while no bot ran is taken up at the start', async () => {
    const fixture = await open({ running: false });
    await hear(fixture);
    fixture.ana.send('/pins');
    fixture.ana.send('/status');
    await fixture.start();
    await fixture.ana.sees(/Pins/);
    await fixture.ana.sees(/Status/);
    expect(fromBot(fixture)).toHaveLength(2);
  });

  it('that Telegram tells twice is carried out once', async () => {
    const fixture = await open({ running: false });
    fixture.telegram.spoil({ method: 'getUpdates', kind: 'drop-after', count: 3 });
    fixture.ana.send('/status');
    await fixture.start();
    await settled(fixture);
    expect(fromBot(fixture)).toHaveLength(1);
  });

  it('is told under which id the log has it when it fails for good, and the next one is heard', async () => {
    const fixture = await open({ running: false });
    await hear(fixture);
    const broken = () => Promise.reject(new Error('the tables are gone'));
    await fixture.start({ deps: { store: { ...fixture.db.store, standingPins: broken } } });
    const told = await ask(fixture.ana, '/pins', /failed on our side/);
    const [, id] = /log has it as (\w+)/.exec(told.text)!;
    expect(fixture.logs.lines()).toContainEqual(expect.objectContaining({ id, level: 50 }));
    await ask(fixture.ana, '/help', /What I can do/);
    expect(fromBot(fixture)).toHaveLength(2);
  });
});

describe('an update that is under way when the bot stops', () => {
  it.each([
    { kind: 'hang', method: 'sendMessage' },
    { kind: '429', method: 'sendMessage', retryAfter: 25 },
    { kind: 'hang', method: 'editMessageText' },
  ] as const)(
    'does not keep it from stopping, and is carried out at the next start: %o',
    async (fault) => {
      const fixture = await open();
      await hear(fixture);
      const chats = await ask(fixture.ana, '/chats', /Moradores/);
      await settled(fixture);
      fixture.telegram.spoil(fault);
      if (fault.method === 'sendMessage') fixture.ana.send('/chats');
      else fixture.ana.tap(chats, /g1/).catch(() => {});
      await eventually(() => fixture.telegram.calls(fault.method).length === (fault.method === 'sendMessage' ? 2 : 1));
      await fixture.stop();
      expect(await fixture.store.updates.countOpen()).toBe(1);
      await fixture.start();
      await settled(fixture);
      const texts = fromBot(fixture).map(({ text }) => text);
      expect(texts).toHaveLength(fault.method === 'sendMessage' ? 2 : 1);
      expect(texts.at(-1)).toMatch(fault.method === 'sendMessage' ? /Moradores/ : /working in g1/);
    },
    12_000,
  );
});

describe('the order', () => {
  it('of what one person says is kept', async () => {
    const fixture = await open({ running: false });
    for (const text of ['/help pin', '/help unpin', '/help pins', '/help agenda', '/help link']) fixture.ana.send(text);
    await fixture.start();
    await settled(fixture);
    const answered = fromBot(fixture).map(({ text }) => /^\/\w+/.exec(text)?.[0]);
    expect(answered).toEqual(['/pin', '/unpin', '/pins', '/agenda', '/link']);
  });

  it('does not make one person wait for another', async () => {
    const fixture = await open({ running: false });
    const { telegram, ana } = fixture;
    const bob = telegram.addUser({ firstName: 'Bob' });
    telegram.spoil({ method: 'sendMessage', kind: 'slow', ms: 1_500, when: ({ chat_id }) => chat_id === ana.id });
    ana.send('/help');
    bob.send('/help');
    await fixture.start({ config: { ownerIds: [ana.id, bob.id] } });
    const [slow, quick] = await Promise.all([ana.sees(/What I can do/), bob.sees(/What I can do/)]);
    expect(quick.moment).toBeLessThan(slow.moment);
  });
});

describe('of several processes', () => {
  it('one polls, and another takes over', async () => {
    const fixture = await open({ running: false });
    const first = await fixture.start();
    await ask(fixture.ana, '/status', /Status/);
    await fixture.start();
    await ask(fixture.ana, '/pins', /no chats yet/);
    await first[Symbol.asyncDispose]();
    await ask(fixture.ana, '/help', /What I can do/);
    expect(fromBot(fixture)).toHaveLength(3);
    expect(fixture.logs.text()).not.toContain('409');
  });

  it('one that polls without the lease is outlasted', async () => {
    const fixture = await open();
    await ask(fixture.ana, '/status', /Status/);
    // Telegram ends the poll of the bot, and tells it so.
    await fetch(`${fixture.telegram.apiRoot}/bot${fixture.telegram.token}/getUpdates`);
    await ask(fixture.ana, '/help', /What I can do/);
    expect(fixture.logs.text()).toContain('another process polls Telegram with this token');
  });

  it('none goes on when the token is refused, and the log says it loudly', async () => {
    const fixture = await open({ running: false });
    const bot = await fixture.start();
    await ask(fixture.ana, '/status', /Status/);
    fixture.telegram.revokeToken();
    await bot.refused;
    const loud = fixture.logs.lines().filter(({ level }) => level === 50);
    expect(loud).toEqual([expect.objectContaining({ msg: expect.stringContaining('TELEGRAM_BOT_TOKEN') })]);
  });
});

describe('when Telegram is in trouble', () => {
  it.each([
    { kind: '429', retryAfter: 1 },
    { kind: '500', count: 2 },
    { kind: '502-html', count: 2 },
    { kind: 'drop-after' },
  ] as const)('a person reads one answer, never two: %o', async (fault) => {
    const fixture = await open();
    fixture.telegram.spoil({ method: 'sendMessage', ...fault });
    await ask(fixture.ana, '/status', /Status/);
    await settled(fixture);
    expect(fromBot(fixture)).toHaveLength(1);
  });

  it('an edit is repeated until it is known to be done', async () => {
    const fixture = await open();
    await hear(fixture);
    const chats = await ask(fixture.ana, '/chats', /Moradores/);
    fixture.telegram.spoil({ method: 'editMessageText', kind: 'drop-before' });
    fixture.telegram.spoil({ method: 'editMessageText', kind: 'drop-after' });
    await fixture.ana.tap(chats, /g1/);
    await fixture.ana.sees(/working in g1/, { after: chats });
    expect(fromBot(fixture)).toHaveLength(1);
  });

  it('polling goes on as soon as it is over', async () => {
    const fixture = await open();
    await ask(fixture.ana, '/status', /Status/);
    fixture.telegram.spoil({ method: 'getUpdates', kind: '502-html', count: 3 });
    fixture.telegram.spoil({ method: 'getUpdates', kind: 'drop-before', count: 2 });
    await ask(fixture.ana, '/help', /What I can do/);
  });

  it('the bot starts all the same', async () => {
    const fixture = await open({ running: false });
    fixture.telegram.spoil({ method: 'getMe', kind: '500', count: 6 });
    fixture.telegram.spoil({ method: 'setMyCommands', kind: 'error', errorCode: 400, description: 'Bad Request' });
    await fixture.start();
    await ask(fixture.ana, '/status', /Status/);
  });

  it('whoever blocks the bot is left alone', async () => {
    const fixture = await open();
    fixture.telegram.spoil({
      method: 'sendMessage',
      kind: 'error',
      errorCode: 403,
      description: 'Forbidden: bot was blocked by the user',
    });
    fixture.ana.send('/status');
    await settled(fixture);
    expect(fromBot(fixture)).toEqual([]);
    expect(fixture.telegram.calls('sendMessage')).toHaveLength(1);
  });
});

describe('while the database is down', () => {
  it('and back again, with every connection cut, the bot goes on', async () => {
    const fixture = await open();
    await ask(fixture.ana, '/status', /Status/);
    for (let n = 0; n < 3; n += 1) {
      const others = 'datname = current_database() and pid <> pg_backend_pid()';
      await fixture.db.drizzle.execute(`select pg_terminate_backend(pid) from pg_stat_activity where ${others}`);
      await ask(fixture.ana, '/help', /What I can do/);
    }
    await settled(fixture);
    expect(fromBot(fixture)).toHaveLength(4);
  });

  it('/status says so, once, and what else was asked is answered when it is back', async () => {
    const fixture = await open({ running: false });
    const { updates } = fixture.store;
    let down = false;
    const whenUp = async <T>(work: () => Promise<T>): Promise<T> => {
      if (down) throw new Error('connection refused');
      return work();
    };
    await fixture.start({ store: { updates: { ...updates, save: (...of) => whenUp(() => updates.save(...of)) } } });
    await ask(fixture.ana, '/start', /Hello/);
    down = true;
    fixture.ana.send('/pins');
    await ask(fixture.ana, '/status', /database does not answer/);
    down = false;
    await fixture.ana.sees(/no chats yet/);
    await settled(fixture);
    expect(fromBot(fixture)).toHaveLength(3);
  });

  it('a command that was begun waits for it, without being counted as a failure', async () => {
    const fixture = await open({ running: false });
    const { store } = fixture.db;
    let down = false;
    let asked = 0;
    const refuse = () => {
      asked += 1;
      return Promise.reject(new Error('connection refused'));
    };
    const { updates } = fixture.store;
    await fixture.start({
      deps: { store: { ...store, chats: (...of) => (down ? refuse() : store.chats(...of)) } },
      store: { updates: { ...updates, countFailure: (id) => (down ? refuse() : updates.countFailure(id)) } },
    });
    await ask(fixture.ana, '/start', /Hello/);
    down = true;
    const asking = fixture.ana.send('/start');
    await eventually(() => asked > 3);
    down = false;
    await fixture.ana.sees(/Hello/, { after: asking });
    expect(await fixture.store.updates.countOpen()).toBeLessThanOrEqual(1);
  });
});

it('asks Telegram for what it needs only, and offers its commands in two languages', async () => {
  const fixture = await open({ language: 'pt-br' });
  const bob = fixture.telegram.addUser({ firstName: 'Bob', languageCode: 'de' });
  await ask(fixture.ana, '/status', /Situação/);
  expect(fixture.telegram.calls('getUpdates')[0]!.payload['allowed_updates']).toEqual(['message', 'callback_query']);
  expect(fixture.ana.menu().map(({ command }) => command)).toContain('fixar');
  expect(bob.menu()).toContainEqual({ command: 'pin', description: 'Pin a message, or a new text' });
});
