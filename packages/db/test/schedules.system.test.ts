import type { CatchUp, ScheduledAction } from '@pinwheel/domain';
import {
  agenda,
  changeSchedule,
  changeSettings,
  createSchedule,
  type CreateSchedule,
  type Deps,
  describeCommand,
  fireSchedule,
} from '@pinwheel/pinning';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { heard, minute, start, unique } from './fixture.js';
import { ana, openStage, type Stage } from './stage.js';

const hour = 60 * minute;
const day = 24 * hour;
const hourly = { kind: 'interval', everyMs: hour, from: start + hour } as const;
/** 06:00 on the clocks of the chats, of which `start` is. */
const zone = 'America/Sao_Paulo';

describe('schedules', () => {
  let stage: Stage;
  let deps: Deps;
  let chat: { chatId: number; jid: string };
  let messages: number[];

  beforeAll(async () => {
    stage = await openStage();
    deps = stage.deps;
  });
  afterAll(() => stage[Symbol.asyncDispose]());
  beforeEach(async () => {
    stage.clock.set(start);
    [stage.woken, stage.sent].forEach((list) => list.splice(0));
    chat = await stage.group();
    const texts = ['one', 'two', 'three'].map((text, n) => heard({ chatJid: chat.jid, text, sentAt: start - 10 + n }));
    await deps.store.saveMessages('main', texts, start);
    messages = (await deps.store.messages({ chatId: chat.chatId, limit: 9 })).map(({ id }) => id).toReversed();
  });

  const pins = (messageId = messages[0]!): ScheduledAction => ({
    ...{ kind: 'pin', target: { kind: 'message', messageId }, hold: { kind: 'length', ms: day }, slot: null },
  });

  async function schedule(fields: Partial<CreateSchedule>): Promise<number> {
    const reportTo = { chatId: 99, messageId: null, language: 'en' as const };
    const created = await createSchedule(deps, {
      ...{ source: unique('telegram:'), actor: ana, reportTo, chatId: chat.chatId, words: 'every hour' },
      ...{ rule: hourly, action: pins(), ...fields },
    });
    if (created.kind !== 'created') throw new Error(created.why.kind);
    stage.woken.splice(0);
    return created.schedule.id;
  }

  /** When the schedule's occurrences were carried out, in hours after the start, and what was told of the last command. */
  async function told(id: number) {
    const { rows } = await stage.fixture.db.drizzle.execute<{ id: string; source: string }>(
      `select id, source from commands where source like 'schedule:${id}:%' order by source`,
    );
    const last = rows.at(-1);
    const report = last && (await describeCommand(deps, last.id));
    return { hours: rows.map(({ source }) => (Number(source.split(':')[2]) - start) / hour), report };
  }

  it.each<[string, CatchUp, number[], object]>([
    ['nothing, and say so', { policy: 'skip', graceMs: null }, [71], { kind: 'missed', count: 71 }],
    ['the last one', { policy: 'once', graceMs: null }, [71], { late: true, leftOut: 70 }],
    ['nothing that is too late', { policy: 'once', graceMs: 20 * minute }, [71], { kind: 'missed', count: 71 }],
    ['all that are not too late', { policy: 'all', graceMs: 3 * hour }, [69, 70, 71], { late: true, leftOut: 0 }],
  ])('catch up after three days without power: %s', async (_, catchUp, hours, expected) => {
    const id = await schedule({ catchUp });
    stage.clock.set(start + 3 * day - 30 * minute);
    await stage.sweepAndCarryOut();
    const { hours: fired, report } = await told(id);
    expect(fired).toEqual(hours);
    if (report?.command.refusal) expect(report.failure).toMatchObject({ kind: 'not_planned', why: expected });
    else expect(report?.command.occurrence).toMatchObject({ at: start + 71 * hour, ...expected });
    expect(await deps.store.findSchedule(id)).toMatchObject({ state: 'active', nextAt: start + 3 * day });
    stage.clock.set(start + 3 * day);
    await stage.sweepAndCarryOut();
    const { report: punctual } = await told(id);
    expect(punctual?.command.occurrence).toMatchObject({ at: start + 3 * day, late: false, leftOut: 0 });
  });

  it('catch up once on each, in batches, though workers die in between and several are woken', async () => {
    const id = await schedule({ catchUp: { policy: 'all', graceMs: null }, action: { kind: 'unpin_all' } });
    stage.clock.set(start + 3 * day);
    const dying: Deps = {
      ...deps,
      store: {
        ...deps.store,
        transaction: (work) =>
          deps.store.transaction(async (tx) => {
            await work(tx);
            throw new Error('killed before the commit');
          }),
      },
    };
    for (let round = 0; round < 4; round += 1) {
      await expect(fireSchedule(dying, id)).rejects.toThrow('killed');
      await Promise.all([1, 2].map(() => fireSchedule(deps, id)));
    }
    const { hours } = await told(id);
    expect(hours.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 72 }, (_, index) => index + 1));
    expect(await deps.store.findSchedule(id)).toMatchObject({ nextAt: start + 3 * day + hour });
  });

  it('heed quiet hours as soon as they are set, and no more when they are lifted', async () => {
    const daily = { kind: 'calendar', pattern: { kind: 'every_day' }, hour: 23, minute: 0, zone } as const;
    const id = await schedule({ rule: daily });
    const nextAt = async () => (await deps.store.findSchedule(id))!.nextAt;
    const late = Date.parse('2026-01-05T23:00-03:00');
    expect(await nextAt()).toBe(late);
    await changeSettings(deps, { chatId: chat.chatId, settings: { quietHours: { from: 22 * 60, to: 7 * 60 } } });
    expect(await nextAt()).toBe(late + 8 * hour);
    const [entry] = await agenda(deps, { chatId: chat.chatId, until: start + 9 * day, limit: 1, perCause: 1 });
    expect(entry).toMatchObject({ at: late + 8 * hour, movedFrom: late });
    stage.clock.set(late);
    await stage.sweepAndCarryOut();
    expect(stage.sent).toEqual([]);
    stage.clock.set(late + 8 * hour);
    await stage.sweepAndCarryOut();
    const { report } = await told(id);
    expect(report?.command.occurrence).toEqual({ at: late + 8 * hour, planned: late, late: false, leftOut: 0 });
    await changeSettings(deps, { chatId: chat.chatId, settings: { quietHours: null } });
    expect(await nextAt()).toBe(late + day);
  });

  it('ask what is to happen in quiet hours where nobody has said', async () => {
    await changeSettings(deps, { chatId: chat.chatId, settings: { quietHours: { from: 7 * 60, to: 9 * 60 } } });
    const refused = await createSchedule(deps, {
      ...{ source: unique('telegram:'), actor: ana, reportTo: null, chatId: chat.chatId, words: 'every hour' },
      ...{ rule: hourly, action: pins() },
    });
    const why = { kind: 'quiet_hours', at: start + hour, until: start + 3 * hour };
    expect(refused).toEqual({ kind: 'refused', why });
    await schedule({ ifQuiet: 'skip' });
  });

  it('show in the agenda what is carried out then: without days left out, moved, and after a skip', async () => {
    await changeSettings(deps, { chatId: chat.chatId, settings: { quietHours: { from: 8 * 60, to: 10 * 60 } } });
    const except = { zone, days: [{ from: '2026-01-07', to: '2026-01-08' }], weekdays: [] };
    const rule = { kind: 'cron', expression: '0 7,9,15 * * *', zone } as const;
    const id = await schedule({ rule, except, ifQuiet: 'move', until: start + 6 * day });
    await changeSchedule(deps, { id, change: 'skip', source: unique('telegram:') });
    const request = { chatId: chat.chatId, until: start + 9 * day, limit: 50, perCause: 50 };
    const announced = (await agenda(deps, request)).map(({ at }) => at);
    expect(announced).toHaveLength(12 - 1);
    for (const at of announced) {
      stage.clock.set(at - 1);
      await stage.sweepAndCarryOut();
      stage.clock.set(at);
      await stage.sweepAndCarryOut();
      const { report } = await told(id);
      expect(report?.command.occurrence).toMatchObject({ at, late: false });
    }
    expect((await told(id)).hours).toHaveLength(announced.length);
    expect(await deps.store.findSchedule(id)).toMatchObject({ state: 'done', nextAt: null });
  });

  it('swap one message for another in its slot, in one command', async () => {
    const [first, second, third] = messages as [number, number, number];
    await schedule({ rule: { kind: 'once', at: start + hour }, action: pins(first) });
    await schedule({ rule: { kind: 'once', at: start + hour }, action: pins(second) });
    stage.clock.set(start + hour);
    await stage.sweepAndCarryOut();
    // One change a minute.
    stage.clock.advance(60_000);
    await stage.sweepAndCarryOut();
    const target = { kind: 'message' as const, messageId: third };
    const swap = { kind: 'swap' as const, out: first, target, hold: { kind: 'forever' as const } };
    await schedule({ rule: { kind: 'once', at: start + 2 * hour }, action: swap });
    const [entry] = await agenda(deps, { chatId: chat.chatId, until: start + 3 * hour, limit: 1, perCause: 1 });
    expect(entry).toMatchObject({ what: 'swap', message: { id: third }, leaves: { id: first } });
    stage.clock.set(start + 2 * hour);
    await stage.sweepAndCarryOut();
    const up = (await deps.store.standingPins(chat.chatId, stage.clock.now())).map((pin) => [pin.messageId, pin.slot]);
    expect(up.toSorted()).toEqual([
      [second, 2],
      [third, 1],
    ]);
  });
});
