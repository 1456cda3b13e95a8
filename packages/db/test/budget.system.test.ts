import type { ChatSettings, Conflict, Hold, Rule, ScheduledAction } from '@pinwheel/domain';
import {
  agenda,
  changeSchedule,
  changeSettings,
  createSchedule,
  pinMessage,
  type PinMessage,
  renewPin,
  unpin,
} from '@pinwheel/pinning';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { heard, minute, start, unique } from './fixture.js';
import { ana, openStage, type Stage } from './stage.js';

const second = 1_000;
const hour = 60 * minute;
const day = 24 * hour;
const reportTo = { chatId: 7, messageId: null, language: 'en' } as const;
const week: Hold = { kind: 'length', ms: 7 * day };

const isOverBudget = (conflict: Conflict): conflict is Extract<Conflict, { kind: 'over_budget' }> =>
  conflict.kind === 'over_budget';

describe('the budget of a chat', () => {
  let stage: Stage;
  let chatId: number;
  let messages: number[];
  let names: string[];
  /** Schedules that would go on in the tests after theirs. */
  const repeating: number[] = [];

  beforeAll(async () => (stage = await openStage()));
  afterAll(() => stage[Symbol.asyncDispose]());
  beforeEach(async () => {
    const { clock, sent, woken, deps } = stage;
    clock.set(start);
    sent.length = 0;
    woken.length = 0;
    const group = await stage.group();
    ({ chatId } = group);
    const said = [1, 2, 3, 4, 5].map((n) => heard({ chatJid: group.jid, text: `Message ${n}`, sentAt: start + n }));
    await deps.store.saveMessages('main', said, start);
    const stored = await deps.store.messages({ chatId, limit: 5 });
    messages = stored.map(({ id }) => id);
    names = stored.map(({ key }) => key.id);
  });

  afterEach(async () => {
    for (const id of repeating.splice(0))
      await changeSchedule(stage.deps, { id, change: 'delete', source: unique('telegram:') });
  });

  const set = (settings: Partial<ChatSettings>) => changeSettings(stage.deps, { chatId, settings });
  const where = () => ({ source: unique('telegram:'), actor: ana, chatId, reportTo: null });

  async function schedule(at: number, messageId: number): Promise<number> {
    const action = { kind: 'pin' as const, target: { kind: 'message' as const, messageId }, hold: week, slot: null };
    const rule: Rule = { kind: 'once', at };
    const created = await createSchedule(stage.deps, { ...where(), words: 'once', rule, action });
    if (created.kind !== 'created') throw new Error(created.why.kind);
    return created.schedule.id;
  }
  async function pin(messageId: number, fields: Partial<PinMessage> = {}): Promise<void> {
    const what = { target: { kind: 'message' as const, messageId }, hold: week, slot: null, replace: [] };
    const reply = await pinMessage(stage.deps, { ...where(), ...what, ...fields });
    if (reply.kind !== 'accepted') throw new Error(reply.why.kind);
    await stage.carryOut();
  }
  /** Lets time pass and does what is due then, as after a restart. */
  async function pass(ms: number): Promise<void> {
    stage.clock.advance(ms);
    await stage.sweepAndCarryOut();
  }
  const standing = async () =>
    (await stage.deps.store.standingPins(chatId, stage.clock.now())).map(({ messageId }) => messageId).toSorted();
  const putOff = () => stage.deps.store.putOffOperations(chatId, stage.clock.now());
  /** What is still to be sent, in order. */
  const line = async () => {
    const locked = await stage.deps.store.transaction((tx) => tx.lockBoard(chatId));
    return locked!.board.underWay.map(({ content }) => content.kind);
  };
  const inOrder = (...ids: (number | undefined)[]) => ids.toSorted();

  it('spreads what is planned for the same moment, in its order, and says until when it is put off', async () => {
    for (const id of messages.slice(0, 3)) await schedule(start + hour, id);
    await pass(hour);
    expect(await standing()).toEqual([messages[0]]);
    expect(await putOff()).toMatchObject([{ putOff: { until: start + hour + minute, because: 'gap' } }]);
    await pass(30 * second);
    expect(stage.sent).toHaveLength(1);
    await pass(30 * second);
    expect(await standing()).toEqual(inOrder(messages[0], messages[1]));
    await pass(minute);
    expect(await standing()).toEqual(inOrder(...messages.slice(0, 3)));
  });

  it('does not hold back what a person asks for, and counts it', async () => {
    for (const id of messages.slice(0, 2)) await pin(id);
    expect(stage.sent).toHaveLength(2);
    await schedule(start + 20 * second, messages[2]!);
    await pass(20 * second);
    expect(stage.sent).toHaveLength(2);
    await pass(40 * second);
    expect(stage.sent).toHaveLength(3);
  });

  it('lets a person go before what is put off, and keeps the order where it matters', async () => {
    await set({ changeGapSeconds: 3_600 });
    await pin(messages[0]!, { slot: 1 });
    await schedule(start + minute, messages[1]!);
    await pass(minute);
    expect(await putOff()).toHaveLength(1);
    await pin(messages[2]!, { slot: 3 });
    expect(await standing()).toEqual(inOrder(messages[0], messages[2]));
    expect(await putOff()).toHaveLength(1);
    // This one takes down what is still put off: it goes up first, and the report tells no lie.
    await unpin(stage.deps, { ...where(), what: { kind: 'message', id: messages[1]! } });
    await stage.carryOut();
    expect(stage.sent.map(({ content }) => content.kind)).toEqual(['pin', 'pin', 'pin', 'unpin']);
    expect(await standing()).toEqual(inOrder(messages[0], messages[2]));
    expect(await putOff()).toEqual([]);
  });

  it('carries out a command of several changes in one go', async () => {
    for (const id of messages.slice(0, 3)) await pin(id);
    await pass(hour);
    const action = { kind: 'unpin_all' as const };
    const rule: Rule = { kind: 'once', at: start + 2 * hour };
    await createSchedule(stage.deps, { ...where(), words: 'once', rule, action });
    await pass(hour);
    expect(await standing()).toEqual([]);
  });

  it('ends with the day: what is planned beyond it waits until there is room again', async () => {
    await set({ changesADay: 2, changeGapSeconds: 0 });
    for (const [index, id] of messages.slice(0, 3).entries()) await schedule(start + (index + 1) * hour, id);
    for (let hours = 0; hours < 3; hours += 1) await pass(hour);
    expect(await standing()).toEqual(inOrder(messages[0], messages[1]));
    expect(await putOff()).toMatchObject([{ putOff: { until: start + hour + day, because: 'day_full' } }]);
    await pass(day - 2 * hour);
    expect(await standing()).toEqual(inOrder(...messages.slice(0, 3)));
  });

  /** Again and again, the first time after so many ms. */
  async function repeat(inMs: number, everyMs: number, action: ScheduledAction): Promise<void> {
    const rule: Rule = { kind: 'interval', everyMs, from: start + inMs };
    const created = await createSchedule(stage.deps, { ...where(), reportTo, words: 'every so often', rule, action });
    if (created.kind !== 'created') throw new Error(created.why.kind);
    repeating.push(created.schedule.id);
  }
  const pinning = (messageId: number): ScheduledAction => ({
    ...{ kind: 'pin', target: { kind: 'message', messageId }, hold: week, slot: null },
  });
  const took = (which: number) =>
    stage.sent.filter(({ content }) => content.kind === 'pin' && content.key.id === names[which]).length;
  /** What the author of a schedule has yet to be told. */
  const told = async () => {
    const due = await stage.deps.store.dueWakes(stage.clock.now(), 1_000);
    const reports = due.flatMap((wake) => (wake.kind === 'report' ? [wake.id] : []));
    const found = await Promise.all(reports.map((id) => stage.deps.store.findCommand(id)));
    return found.filter((each) => each?.command.chatId === chatId).length;
  };

  it('keeps one occurrence of a schedule waiting, however many come meanwhile, and tells of that one', async () => {
    await set({ changesADay: 2, changeGapSeconds: 0 });
    await repeat(3 * hour, 3 * hour, pinning(messages[0]!));
    for (let times = 0; times < 8; times += 1) {
      await pass(3 * hour);
      expect((await line()).length).toBeLessThanOrEqual(1);
    }
    expect(took(0)).toBe(2);
    expect(await told()).toBe(2);
    await pass(3 * hour);
    await pass(3 * hour);
    expect(took(0)).toBe(4);
    expect(await told()).toBe(4);
  });

  it('lets each of several schedules have its turn, also where it is far too small for all', async () => {
    await set({ changesADay: 1, changeGapSeconds: 0 });
    await repeat(6 * hour, 6 * hour, pinning(messages[0]!));
    await repeat(8 * hour, 6 * hour, pinning(messages[1]!));
    for (let times = 0; times < 12 * 4; times += 1) await pass(2 * hour);
    expect([took(0), took(1)]).toEqual([2, 2]);
    expect((await line()).length).toBeLessThanOrEqual(2);
  });

  it('is foreseen: what comes in its time and what is put off, until when', async () => {
    await set({ changesADay: 4, changeGapSeconds: 0 });
    await pin(messages[0]!);
    await repeat(3 * hour, 3 * hour, pinning(messages[0]!));
    await repeat(2 * hour, 5 * hour, pinning(messages[1]!));
    // In the middle of it, with something in the line.
    for (let hours = 0; hours < 20; hours += 1) await pass(hour);
    const now = stage.clock.now();
    const entries = await agenda(stage.deps, { chatId, until: now + 40 * hour, limit: 1_000, perCause: 1_000 });
    const foreseen = entries.flatMap(({ at, conflicts, cause }) =>
      cause.kind === 'pin' ? [] : [conflicts.find(isOverBudget)?.until ?? at],
    );
    const waiting = (await putOff()).flatMap((operation) => operation.putOff?.until ?? []);
    const seen: number[] = [];
    for (let hours = 0; hours < 40; hours += 1) {
      const before = stage.sent.length;
      await pass(hour);
      if (stage.sent.length > before) seen.push(stage.clock.now());
    }
    const within = [...new Set([...waiting, ...foreseen])].filter((at) => at <= now + 40 * hour);
    expect(seen).toEqual(within.toSorted((a, b) => a - b));
    expect(seen.length).toBeLessThan(foreseen.length);
  });

  it('leaves of schedules that undo each other what came last, and a line that stays short', async () => {
    await set({ changesADay: 1, changeGapSeconds: 0 });
    await repeat(6 * hour, 6 * hour, pinning(messages[0]!));
    await repeat(8 * hour, 6 * hour, { kind: 'unpin', messageId: messages[0]! });
    for (let times = 0; times <= 12; times += 1) {
      await pass(2 * hour);
      expect((await line()).length).toBeLessThanOrEqual(2);
    }
    expect(await line()).toEqual(['pin', 'unpin']);
    expect(await told()).toBe(1);
  });

  it('misses neither the end of a hold nor a renewal', async () => {
    await set({ changesADay: 1, changeGapSeconds: 86_400 });
    await pin(messages[0]!, { hold: { kind: 'length', ms: hour } });
    await pass(hour);
    expect(await standing()).toEqual([]);
    await pin(messages[1]!, { hold: { kind: 'forever' } });
    const expiresAt = stage.clock.now() + 30 * day;
    await pass(28 * day + 12 * hour);
    // The day is spent just when the renewal comes due.
    await pin(messages[2]!);
    await pass(12 * hour);
    expect(await putOff()).toMatchObject([{ content: { messageId: messages[1] }, dueBy: expiresAt - day / 2 }]);
    await pass(12 * hour);
    expect(await standing()).toEqual(inOrder(messages[1], messages[2]));
    const renewed = (await stage.deps.store.standingPins(chatId, stage.clock.now())).find(
      ({ messageId }) => messageId === messages[1],
    );
    expect(renewed!.expiresAt).toBeGreaterThan(expiresAt);
  });

  it('lets go at once what somebody wants carried out now', async () => {
    await pin(messages[0]!);
    const id = await schedule(start + day, messages[1]!);
    await changeSchedule(stage.deps, { id, change: 'now', source: unique('telegram:') });
    await stage.carryOut();
    expect(await standing()).toEqual(inOrder(messages[0], messages[1]));
  });

  it('is left out where the settings say so', async () => {
    await set({ changeGapSeconds: 0 });
    for (const id of messages.slice(0, 3)) await schedule(start + hour, id);
    await pass(hour);
    expect(stage.sent).toHaveLength(3);
  });
});

describe('a renewal by hand', () => {
  it('keeps a pin up past its hold without a line in the chat, and lets it go again', async () => {
    await using stage = await openStage();
    const { deps, clock, sent } = stage;
    const { chatId, jid } = await stage.group();
    await deps.store.saveMessages('main', [heard({ chatJid: jid })], start);
    const { id: messageId } = (await deps.store.lastMessage(chatId))!;
    const origin = { source: unique('telegram:'), actor: ana, chatId, reportTo: null };
    const what = { target: { kind: 'message' as const, messageId }, hold: week, slot: null, replace: [] };
    await pinMessage(deps, { ...origin, ...what });
    await stage.carryOut();
    const [pin] = await deps.store.standingPins(chatId, clock.now());
    const pinId = pin!.id;

    const on = await renewPin(deps, { pinId, on: true });
    expect(on).toMatchObject({ kind: 'changed', pin: { holdUntil: null } });
    expect(await renewPin(deps, { pinId, on: true })).toMatchObject({ kind: 'unchanged' });
    clock.advance(7 * day - hour);
    await stage.sweepAndCarryOut();
    expect(sent).toHaveLength(2);
    const [renewed] = await deps.store.standingPins(chatId, clock.now());
    expect(renewed).toMatchObject({ id: pinId, holdUntil: null });

    const off = await renewPin(deps, { pinId, on: false });
    expect(off).toMatchObject({ kind: 'changed', pin: { holdUntil: renewed!.expiresAt }, nextAt: null });
    clock.set(renewed!.expiresAt);
    await stage.sweepAndCarryOut();
    expect(sent).toHaveLength(2);
    expect(await renewPin(deps, { pinId, on: true })).toEqual({ kind: 'refused', why: { kind: 'not_pinned' } });
  });
});
