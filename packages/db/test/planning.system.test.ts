import { agenda, changeSchedule, createSchedule, describeCommand, fireSchedule, tendPin } from '@pinwheel/pinning';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { heard, minute, start, unique } from './fixture.js';
import { day, openScene, type Scene } from './scene.js';
import { ana } from './stage.js';

describe('the use cases of planning', () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await openScene();
  });
  afterEach(() => scene[Symbol.asyncDispose]());

  it('fire an occurrence once, however many workers are woken, and go on to the next', async () => {
    const { deps, clock, sent, carryOut, scheduled } = scene;
    const { schedule, coming } = await scheduled();
    const { id } = schedule;
    await fireSchedule(deps, id);
    expect(sent).toEqual([]);
    for (const { at } of coming) {
      clock.set(at);
      await Promise.all([1, 2, 3].map(() => fireSchedule(deps, id)));
      await carryOut();
    }
    expect(sent).toHaveLength(coming.length);
    expect((await deps.store.findSchedule(id))!.nextAt).toBe(coming.at(-1)!.at + 60 * minute);
  });

  it('are the same when the same update comes again after their time, without reading their rule anew', async () => {
    const { deps, clock, chat } = scene;
    const wish = {
      ...{ source: unique('telegram:'), actor: ana, reportTo: null, chatId: chat.chatId, words: 'in 1h' },
      rule: { kind: 'once' as const, at: start + 60 * minute },
      action: { kind: 'unpin_all' as const },
    };
    const created = await createSchedule(deps, wish);
    clock.advance(2 * 60 * minute);
    const again = await createSchedule(deps, wish);
    expect([created.kind, again]).toMatchObject([
      'created',
      { kind: 'created', schedule: { id: created.kind === 'created' && created.schedule.id } },
    ]);
  });

  it('catch up once after a long time without power', async () => {
    const { deps, clock, sent, carryOut, scheduled } = scene;
    const { id } = (await scheduled()).schedule;
    clock.advance(3 * day + minute);
    await fireSchedule(deps, id);
    await carryOut();
    expect(sent).toHaveLength(1);
    expect((await deps.store.findSchedule(id))!.nextAt).toBe(start + 3 * day + 60 * minute);
  });

  it('tell the author of a schedule when its time came and the board was full', async () => {
    const { deps, clock, woken, messages, pinned, scheduled } = scene;
    const reportTo = { chatId: 99, messageId: 5, language: 'en' as const };
    const { schedule } = await scheduled({ reportTo, rule: { kind: 'once', at: start + minute } });
    for (const id of messages.slice(1, 4)) await pinned(id);
    clock.advance(minute);
    woken.length = 0;
    await fireSchedule(deps, schedule.id);
    const report = woken.find(({ kind }) => kind === 'report') as { id: string };
    expect(await describeCommand(deps, report.id)).toMatchObject({
      state: 'failed',
      command: { target: { chatId: 99, messageId: null } },
      failure: { kind: 'not_planned', why: { kind: 'board_full', slots: 3 } },
    });
  });

  it('show in the agenda what will fire: after a skip, before a renewal, and a bit of what never ends', async () => {
    const { deps, clock, sent, chat, messages, carryOut, pinned, scheduled } = scene;
    await pinned(messages[0]!, { hold: { kind: 'forever' } });
    const { schedule } = await scheduled({
      rule: { kind: 'interval', everyMs: minute, from: start + minute },
      action: { kind: 'unpin', messageId: messages[1]! },
    });
    const { id } = schedule;
    const skipped = await changeSchedule(deps, { id, change: 'skip', source: unique('telegram:') });
    const promised = [2, 3, 4].map((minutes) => start + minutes * minute);
    expect(skipped).toMatchObject({ kind: 'changed', coming: promised.map((at) => ({ at, planned: at })) });
    const request = { chatId: chat.chatId, until: start + 40 * day, limit: 50, perCause: 3 };
    const entries = await agenda(deps, request);
    expect(entries.map(({ at, what, goesOn }) => [at, what, goesOn])).toEqual([
      [promised[0], 'unpin', false],
      [promised[1], 'unpin', false],
      [promised[2], 'unpin', true],
      [expect.any(Number), 'renewal', false],
    ]);
    expect(entries.at(-1)!.at).toBeLessThanOrEqual(start + 29 * day);
    const tended = (await deps.store.standingPins(chat.chatId, start))[0]!;
    clock.set(entries.at(-1)!.at - 1);
    await tendPin(deps, tended.id);
    expect(sent).toHaveLength(1);
    clock.advance(1);
    await tendPin(deps, tended.id);
    await carryOut();
    expect(sent).toHaveLength(2);
  });

  it('leave out in the agenda what is not asked about before they are counted', async () => {
    const { deps, fixture, scheduled } = scene;
    await fixture.db.instances.create('elsewhere');
    const jid = `${unique('1203630')}@g.us`;
    await deps.store.saveMessages('elsewhere', [heard({ chatJid: jid })], start);
    const chatId = (await deps.store.chatIdOf('elsewhere', jid))!;
    const unpins = { action: { kind: 'unpin_all' as const } };
    await scheduled({ ...unpins, chatId, rule: { kind: 'once', at: start + minute } });
    await scheduled({ ...unpins, rule: { kind: 'once', at: start + 2 * minute } });
    const request = { chatId: null, until: start + 3 * minute, limit: 1, perCause: 1 };
    expect(await agenda(deps, { ...request, instanceId: 'main' })).toMatchObject([{ at: start + 2 * minute }]);
    expect(await agenda(deps, request)).toMatchObject([{ at: start + minute }]);
  });

  it('pause what an admin planned who was removed since, and tell', async () => {
    const { deps, clock, woken, sent, gone, messages, carryOut, scheduled, rotationOf, takeTurnOf } = scene;
    const reportTo = { chatId: 99, messageId: 5, language: 'en' as const };
    const { id } = (await scheduled({ reportTo })).schedule;
    const rotation = await rotationOf('left behind', messages.slice(1, 3));
    gone.add(7);
    clock.advance(60 * minute);
    woken.length = 0;
    await fireSchedule(deps, id);
    await takeTurnOf(rotation);
    const [report] = woken.flatMap((wake) => (wake.kind === 'report' ? [wake.id] : []));
    expect(await describeCommand(deps, report!)).toMatchObject({ failure: { why: { kind: 'author_left' } } });
    await carryOut();
    expect(sent).toEqual([]);
    expect(await deps.store.findSchedule(id)).toMatchObject({ state: 'paused' });
    expect(await deps.store.findRotation(rotation)).toMatchObject([{ state: 'paused' }]);
  });
});
