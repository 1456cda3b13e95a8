import type { Rule } from '@pinwheel/domain';
import {
  changeSchedule,
  createRotation,
  createSchedule,
  type Deps,
  fireSchedule,
  type HeardChat,
  takeTurn,
  type Wake,
  watchRights,
} from '@pinwheel/pinning';
import { TestClock } from '@pinwheel/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { depsOn, type Fixture, makeChat, minute, openFixture, start, unique } from './fixture.js';

const hourly: Rule = { kind: 'interval', everyMs: 60 * minute, from: start };
const ana = { kind: 'admin' as const, telegramId: 7, name: 'Ana' };

describe('the rights watch', () => {
  let fixture: Fixture;
  let deps: Deps;
  let clock: TestClock;
  let woken: Wake[];
  let chat: { chatId: number; jid: string; messageId: number };
  let schedule: number;
  let rotation: number;

  beforeAll(async () => (fixture = await openFixture()));
  afterAll(() => fixture[Symbol.asyncDispose]());
  beforeEach(async () => {
    woken = [];
    clock = new TestClock(start);
    deps = depsOn(fixture.db, clock, (wakes) => void woken.push(...wakes));
    chat = await makeChat(fixture);
    await hear({});
    const where = { actor: ana, reportTo: null, chatId: chat.chatId, words: 'every hour', rule: hourly };
    const action = { kind: 'unpin' as const, messageId: chat.messageId };
    const created = await createSchedule(deps, { ...where, source: unique('telegram:'), action });
    const program = { name: 'notices', slot: null, shuffled: false, staggerMs: 0, chatIds: [chat.chatId] };
    const turning = await createRotation(deps, { ...where, ...program, source: unique('telegram:') });
    schedule = created.kind === 'created' ? created.schedule.id : 0;
    rotation = turning.kind === 'created' ? turning.rotations[0]!.airingId : 0;
    woken = [];
  });

  /** What the gateway tells of the group, and what follows from it. */
  async function hear(fields: Partial<HeardChat>): Promise<void> {
    const group = { jid: chat.jid, kind: 'group' as const, name: 'Moradores', members: 3, disappearingSeconds: null };
    const open = { ourRole: 'member' as const, onlyAdminsEdit: false, onlyAdminsSpeak: false };
    await deps.store.saveChats('main', [{ ...group, ...open, ...fields }]);
    await watchRights(deps, 'main');
  }
  const states = async () => [
    await deps.store.findSchedule(schedule).then((found) => [found!.state, found!.pausedBecause]),
    await deps.store.findAiring(rotation).then((found) => [found!.state, found!.pausedBecause]),
  ];
  const active = ['active', null];
  const suspended = ['paused', 'rights'];

  it.each<[string, Partial<HeardChat>]>([
    ['the group is restricted to admins', { onlyAdminsEdit: true }],
    ['only admins may speak', { onlyAdminsSpeak: true }],
    ['we are removed from the group', { ourRole: 'none' }],
  ])('suspends schedules and rotations when %s, and lets them go on afterwards', async (_, loss) => {
    await hear(loss);
    await hear(loss);
    expect(await states()).toEqual([suspended, suspended]);
    expect(woken).toMatchObject([{ kind: 'notice' }]);
    woken = [];
    await hear({});
    expect(await states()).toEqual([active, active]);
    expect(woken).toEqual([
      { kind: 'notice', id: expect.any(String), at: start },
      { kind: 'schedule', id: schedule, at: start + 60 * minute },
      { kind: 'rotation', id: rotation, at: start + 60 * minute },
    ]);
  });

  it('fires nothing meanwhile, and once when the right is back, as after an outage', async () => {
    await hear({ onlyAdminsEdit: true });
    clock.advance(3 * 60 * minute + minute);
    await fireSchedule(deps, schedule);
    await takeTurn(deps, rotation);
    expect(woken.map(({ kind }) => kind)).toEqual(['notice']);
    await hear({ onlyAdminsEdit: true, ourRole: 'admin' });
    await fireSchedule(deps, schedule);
    expect((await deps.store.findSchedule(schedule))!.nextAt).toBe(start + 4 * 60 * minute);
  });

  it('suspends at the occurrence what nobody has suspended before', async () => {
    const group = { jid: chat.jid, kind: 'group' as const, name: 'Moradores', members: 3, disappearingSeconds: null };
    const closed = { ourRole: 'member' as const, onlyAdminsEdit: true, onlyAdminsSpeak: false };
    await deps.store.saveChats('main', [{ ...group, ...closed }]);
    clock.advance(60 * minute);
    await takeTurn(deps, rotation);
    expect(await states()).toEqual([suspended, suspended]);
  });

  it('leaves alone what somebody has paused, and chats that it is not about', async () => {
    await changeSchedule(deps, { id: schedule, change: 'pause', source: unique('telegram:') });
    await hear({ onlyAdminsEdit: true });
    expect(await states()).toEqual([['paused', 'asked'], suspended]);
    await hear({});
    expect(await states()).toEqual([['paused', 'asked'], active]);
  });
});
