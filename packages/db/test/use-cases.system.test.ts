import { randomUUID } from 'node:crypto';
import type { Actor, Hold, Outcome, Target } from '@pinwheel/domain';
import {
  agenda,
  changeRotation,
  changeSchedule,
  createRotation,
  createSchedule,
  type Deps,
  describeCommand,
  type Errand,
  type Gateway,
  fireSchedule,
  type Lease,
  lockSlot,
  pinMessage,
  type PinMessage,
  recordPin,
  recordRevocation,
  runOperation,
  takeTurn,
  tendPin,
  unpin,
  type Wake,
} from '@pinwheel/pinning';
import { TestClock } from '@pinwheel/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Fixture, heard, makeChat, minute, openFixture, start, unique } from './fixture.js';

const day = 86_400_000;
const week: Hold = { kind: 'length', ms: 7 * day };
const ana: Actor = { kind: 'admin', telegramId: 7, name: 'Ana' };
const silence: Outcome = { kind: 'unknown', why: 'no_acknowledgement' };

/** The use cases on the real store; WhatsApp's answers are scripted, what reaches it is written down. */
describe('the use cases', () => {
  let fixture: Fixture;
  let deps: Deps;
  let clock: TestClock;
  let woken: Wake[];
  let lease: Lease;
  let chat: { chatId: number; jid: string };
  let messages: number[];
  let sent: Errand[];
  let outcomes: Outcome[];
  /** Admins that were removed. */
  const gone = new Set<number>();
  const gateway: Gateway = {
    async send(errand) {
      sent.push(errand);
      return outcomes.shift() ?? { kind: 'acknowledged' };
    },
  };

  beforeAll(async () => {
    fixture = await openFixture();
    await fixture.db.instances.update('main', { state: 'linked' });
    lease = (await fixture.db.leases.take('test', 3_600_000, 1))[0]!;
  });
  afterAll(() => fixture[Symbol.asyncDispose]());

  beforeEach(async () => {
    [woken, sent, outcomes] = [[], [], []];
    gone.clear();
    clock = new TestClock(start);
    const quiet = { debug() {}, info() {}, warn() {}, error() {}, child: () => quiet };
    deps = {
      ...{
        store: fixture.db.store,
        instances: fixture.db.instances,
        clock,
        logger: quiet,
        timeZone: 'America/Sao_Paulo',
      },
      ids: { unique: () => randomUUID(), wireMessage: () => unique('3EB0') },
      waker: { wake: async (wakes) => void woken.push(...wakes) },
      mayStillAct: async (actor) => actor.kind !== 'admin' || !gone.has(actor.telegramId),
    };
    const { chatId, jid, messageId } = await makeChat(fixture);
    const group = { jid, kind: 'group' as const, name: 'Moradores', members: 3, disappearingSeconds: null };
    await deps.store.saveChats('main', [
      { ...group, ourRole: 'member', onlyAdminsEdit: false, onlyAdminsSpeak: false },
    ]);
    const more = Array.from({ length: 24 }, (_, n) => heard({ chatJid: jid, text: `Message ${n}`, sentAt: start + n }));
    await deps.store.saveMessages('main', more, start);
    chat = { chatId, jid };
    const stored = await deps.store.messages({ chatId, limit: 30 });
    messages = stored.map(({ id }) => id).filter((id) => id !== messageId);
  });

  const ask = (messageId: number, fields: Partial<PinMessage> = {}): PinMessage => ({
    ...{ source: unique('telegram:'), actor: ana, chatId: chat.chatId, reportTo: null },
    ...{ target: { kind: 'message', messageId }, hold: week, slot: null, replace: [] },
    ...fields,
  });

  /** Plays the queue: runs every operation that was woken, until nobody wakes any more. */
  async function carryOut(): Promise<void> {
    for (let wake = woken.shift(); wake; wake = woken.shift())
      if (wake.kind === 'operation' && wake.at <= clock.now()) await runOperation(deps, gateway, lease, wake.id);
  }
  const standing = async (): Promise<number[]> =>
    (await deps.store.standingPins(chat.chatId, clock.now())).map(({ messageId }) => messageId);
  const pinAndCarryOut = async (messageId: number, fields: Partial<PinMessage> = {}) => {
    const reply = await pinMessage(deps, ask(messageId, fields));
    if (reply.kind !== 'accepted') throw new Error(reply.why.kind);
    await carryOut();
    return reply.command.command.id;
  };

  /** A rotation with these messages as its items. */
  async function rotationOf(name: string, items: number[]): Promise<number> {
    const created = await createRotation(deps, {
      ...{ actor: ana, reportTo: null, chatIds: [chat.chatId], name, words: 'every hour', slot: null },
      ...{ source: unique('telegram:'), shuffled: false, staggerMs: 0 },
      rule: { kind: 'interval', everyMs: 60 * minute, from: start },
    });
    if (created.kind !== 'created') throw new Error(created.why.kind);
    const { id } = created.rotations[0]!;
    for (const messageId of items)
      await changeRotation(deps, {
        ...{ id, source: unique('telegram:') },
        change: added({ kind: 'message', messageId }),
      });
    return id;
  }
  const added = (target: Target) =>
    ({ kind: 'add', target, weight: 1, window: { from: null, until: null }, leastMs: null }) as const;
  const takeTurnOf = async (id: number) => takeTurn(deps, (await deps.store.findRotation(id))[0]!.airingId);

  it('let twenty admins pin at once: three pins, seventeen clear refusals', async () => {
    const replies = await Promise.all(messages.slice(0, 20).map((id) => pinMessage(deps, ask(id))));
    const kinds = replies.map((reply) => (reply.kind === 'accepted' ? 'accepted' : reply.why.kind));
    expect(kinds.filter((kind) => kind === 'accepted')).toHaveLength(3);
    expect(kinds.filter((kind) => kind === 'board_full')).toHaveLength(17);
    await carryOut();
    expect(await standing()).toHaveLength(3);
    expect(sent).toHaveLength(3);
  });

  it('lock a slot: its pin stays, whoever wants its place, until it is unlocked', async () => {
    await pinAndCarryOut(messages[0]!, { hold: { kind: 'forever' }, slot: 1, lock: true });
    for (const id of messages.slice(1, 3)) await pinAndCarryOut(id);
    const rules = (await deps.store.standingPins(chat.chatId, clock.now())).find(({ slot }) => slot === 1);
    const full = await pinMessage(deps, ask(messages[3]!));
    expect(full).toMatchObject({ why: { kind: 'board_full', pins: [{ slot: 2 }, { slot: 3 }] } });
    const locked = { kind: 'refused', why: { kind: 'slot_locked', slot: 1 } };
    expect(await pinMessage(deps, ask(messages[3]!, { replace: [rules!.id] }))).toEqual(locked);
    expect(await unpin(deps, { ...ask(0), what: { kind: 'pin', id: rules!.id } })).toEqual(locked);
    await unpin(deps, { ...ask(0), what: { kind: 'all' } });
    await carryOut();
    expect(await standing()).toEqual([messages[0]]);
    const change = { chatId: chat.chatId, slot: 1, locked: false };
    expect(await lockSlot(deps, change)).toMatchObject({ kind: 'changed', chat: { lockedSlots: [] } });
    expect(await lockSlot(deps, { ...change, slot: 4, locked: true })).toMatchObject({ why: { kind: 'no_such_slot' } });
    await unpin(deps, { ...ask(0), what: { kind: 'pin', id: rules!.id } });
    await carryOut();
    expect(await standing()).toEqual([]);
  });

  it('take the same source as the same command, however often and however concurrently', async () => {
    const request = ask(messages[0]!);
    const replies = await Promise.all([1, 2, 3].map(() => pinMessage(deps, request)));
    const ids = replies.map((reply) => (reply.kind === 'accepted' ? reply.command.command.id : reply.why.kind));
    expect(new Set(ids).size).toBe(1);
    await carryOut();
    expect(sent).toHaveLength(1);
  });

  it('send one operation once though several wake for it, and keep the order of the chat', async () => {
    await pinMessage(deps, ask(messages[0]!));
    await pinMessage(deps, ask(messages[1]!));
    const wakes = [...woken, ...woken].flatMap((wake) => (wake.kind === 'operation' ? [wake.id] : []));
    await Promise.all(wakes.toReversed().map((id) => runOperation(deps, gateway, lease, id)));
    await carryOut();
    expect(sent.map(({ content }) => content.kind)).toEqual(['pin', 'pin']);
    const first = await deps.store.findMessage(messages[0]!);
    expect(sent[0]!.content).toMatchObject({ key: first!.key, durationSeconds: 604_800 });
  });

  it('try an unknown outcome again under the same id, and put one pin on the board', async () => {
    outcomes = [silence, silence];
    const command = await pinAndCarryOut(messages[0]!);
    for (const wait of [2_000, 4_000]) {
      expect(await standing()).toEqual([]);
      clock.advance(wait);
      woken.push(...(await deps.store.dueWakes(clock.now(), 10)).filter(({ kind }) => kind === 'operation'));
      await carryOut();
    }
    expect(new Set(sent.map(({ wireId }) => wireId)).size).toBe(1);
    expect(sent).toHaveLength(3);
    expect(await standing()).toEqual([messages[0]]);
    expect(await describeCommand(deps, command)).toMatchObject({ state: 'done', failure: null });
  });

  it('report a refusal with its code, and nothing is on the board', async () => {
    outcomes = [{ kind: 'refused', code: 403 }];
    const command = await pinAndCarryOut(messages[0]!);
    expect(await standing()).toEqual([]);
    expect(await describeCommand(deps, command)).toMatchObject({
      state: 'failed',
      failure: { kind: 'refused', code: 403 },
    });
  });

  it('do not pin when making room failed', async () => {
    for (const id of messages.slice(0, 3)) await pinAndCarryOut(id);
    const [victim] = await deps.store.standingPins(chat.chatId, clock.now());
    outcomes = [{ kind: 'refused', code: 429 }];
    const command = await pinAndCarryOut(messages[3]!, { replace: [victim!.id] });
    expect(await standing()).not.toContain(messages[3]);
    expect(await standing()).toHaveLength(3);
    expect(sent.filter(({ content }) => content.kind === 'unpin')).toHaveLength(1);
    expect(await describeCommand(deps, command)).toMatchObject({ failure: { kind: 'refused', code: 429 } });
  });

  it('post a text, then pin it; if the text is refused, nothing is pinned', async () => {
    await pinAndCarryOut(0, { target: { kind: 'text', text: 'Assembly on Friday' } });
    expect(sent.map(({ content }) => content.kind)).toEqual(['text', 'pin']);
    expect(sent[1]!.content).toMatchObject({ key: { id: sent[0]!.wireId, fromMe: true } });
    outcomes = [{ kind: 'refused', code: 403 }];
    await pinAndCarryOut(0, { target: { kind: 'text', text: 'Refused' } });
    expect(sent).toHaveLength(3);
    expect(await standing()).toHaveLength(1);
  });

  it('let a new holder of the lease take over what its predecessor was sending, and silence the old one', async () => {
    const reply = await pinMessage(deps, ask(messages[0]!));
    const id = reply.kind === 'accepted' ? reply.command.operations[0]!.id : '';
    let fail = (): void => {};
    const hanging = runOperation(
      deps,
      { send: () => new Promise((resolve) => (fail = () => resolve({ kind: 'refused', code: 500 }))) },
      lease,
      id,
    );
    const stateOf = async () => (await deps.store.transaction((tx) => tx.findOperation(id)))?.state;
    await expect.poll(stateOf).toBe('sending');
    await fixture.db.leases.release(lease);
    lease = (await fixture.db.leases.take('successor', 3_600_000, 1))[0]!;
    await runOperation(deps, gateway, lease, id);
    expect(await standing()).toEqual([messages[0]]);
    fail();
    await hanging;
    expect(await standing()).toEqual([messages[0]]);
    await runOperation(deps, gateway, { ...lease, epoch: lease.epoch - 1 }, id);
    expect(sent).toHaveLength(1);
  });

  it('end a hold by an unpin of their own, once', async () => {
    await pinAndCarryOut(messages[0]!, { hold: { kind: 'length', ms: minute } });
    const [pin] = await deps.store.standingPins(chat.chatId, clock.now());
    await tendPin(deps, pin!.id);
    expect(woken.filter(({ kind }) => kind === 'operation')).toEqual([]);
    clock.advance(minute);
    await Promise.all([tendPin(deps, pin!.id), tendPin(deps, pin!.id)]);
    await carryOut();
    expect(sent.map(({ content }) => content.kind)).toEqual(['pin', 'unpin']);
    expect(await standing()).toEqual([]);
  });

  it('renew a pin for ever, in its slot, with no gap and one visible line a month', async () => {
    await pinAndCarryOut(messages[1]!);
    await pinAndCarryOut(messages[0]!, { hold: { kind: 'forever' } });
    for (let months = 0; months < 4; months += 1) {
      clock.advance(29 * day);
      const shown = await deps.store.standingPins(chat.chatId, clock.now());
      const pin = shown.find(({ messageId }) => messageId === messages[0])!;
      expect(pin.slot).toBe(2);
      await tendPin(deps, pin.id);
      await carryOut();
    }
    expect(await standing()).toEqual([messages[0]]);
    expect(sent).toHaveLength(2 + 4);
  });

  it('fire an occurrence once, however many workers are woken, and go on to the next', async () => {
    const created = await createSchedule(deps, {
      ...{ source: unique('telegram:'), actor: ana, reportTo: null, chatId: chat.chatId, words: 'every hour' },
      rule: { kind: 'interval', everyMs: 60 * minute, from: start },
      action: { kind: 'pin', target: { kind: 'message', messageId: messages[0]! }, hold: week, slot: null },
    });
    if (created.kind !== 'created') throw new Error(created.why.kind);
    const { id } = created.schedule;
    await fireSchedule(deps, id);
    expect(sent).toEqual([]);
    for (const { at } of created.coming) {
      clock.set(at);
      await Promise.all([1, 2, 3].map(() => fireSchedule(deps, id)));
      await carryOut();
    }
    expect(sent).toHaveLength(created.coming.length);
    expect((await deps.store.findSchedule(id))!.nextAt).toBe(created.coming.at(-1)!.at + 60 * minute);
  });

  it('refuse what is asked for after the end of its hold, and take nothing down for it', async () => {
    await pinAndCarryOut(messages[0]!);
    const [pin] = await deps.store.standingPins(chat.chatId, clock.now());
    const hold: Hold = { kind: 'until', at: clock.now() };
    const late = ask(messages[1]!, { hold, replace: [pin!.id] });
    expect(await pinMessage(deps, late)).toEqual({ kind: 'refused', why: { kind: 'hold_over' } });
    expect(await standing()).toEqual([messages[0]]);
    expect(sent).toHaveLength(1);
    const intime = ask(messages[1]!, { hold: { kind: 'until', at: clock.now() + minute } });
    expect((await pinMessage(deps, intime)).kind).toBe('accepted');
    clock.advance(2 * minute);
    expect(await pinMessage(deps, intime)).toMatchObject({ kind: 'accepted', known: true });
  });

  it('are the same when the same update comes again after their time, without reading their rule anew', async () => {
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
    const created = await createSchedule(deps, {
      ...{ source: unique('telegram:'), actor: ana, reportTo: null, chatId: chat.chatId, words: 'every hour' },
      rule: { kind: 'interval', everyMs: 60 * minute, from: start },
      action: { kind: 'pin', target: { kind: 'message', messageId: messages[0]! }, hold: week, slot: null },
    });
    if (created.kind !== 'created') throw new Error(created.why.kind);
    clock.advance(3 * day + minute);
    await fireSchedule(deps, created.schedule.id);
    await carryOut();
    expect(sent).toHaveLength(1);
    expect((await deps.store.findSchedule(created.schedule.id))!.nextAt).toBe(start + 3 * day + 60 * minute);
  });

  it('tell the author of a schedule when its time came and the board was full', async () => {
    const reportTo = { chatId: 99, messageId: 5, language: 'en' as const };
    const created = await createSchedule(deps, {
      ...{ source: unique('telegram:'), actor: ana, reportTo, chatId: chat.chatId, words: 'in 1h' },
      rule: { kind: 'once', at: start + minute },
      action: { kind: 'pin', target: { kind: 'message', messageId: messages[9]! }, hold: week, slot: null },
    });
    for (const id of messages.slice(0, 3)) await pinAndCarryOut(id);
    clock.advance(minute);
    woken = [];
    await fireSchedule(deps, created.kind === 'created' ? created.schedule.id : 0);
    const report = woken.find(({ kind }) => kind === 'report') as { id: string };
    expect(await describeCommand(deps, report.id)).toMatchObject({
      state: 'failed',
      command: { target: { chatId: 99, messageId: null } },
      failure: { kind: 'not_planned', why: { kind: 'board_full', slots: 3 } },
    });
  });

  it('show in the agenda what will fire: after a skip, before a renewal, and a bit of what never ends', async () => {
    await pinAndCarryOut(messages[0]!, { hold: { kind: 'forever' } });
    const created = await createSchedule(deps, {
      ...{ source: unique('telegram:'), actor: ana, reportTo: null, chatId: chat.chatId, words: 'every minute' },
      rule: { kind: 'interval', everyMs: minute, from: start + minute },
      action: { kind: 'unpin', messageId: messages[1]! },
    });
    const { id } = (created as Extract<typeof created, { kind: 'created' }>).schedule;
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
    await fixture.db.instances.create('elsewhere');
    const jid = `${unique('1203630')}@g.us`;
    await deps.store.saveMessages('elsewhere', [heard({ chatJid: jid })], start);
    const chatId = (await deps.store.chatIdOf('elsewhere', jid))!;
    const planned = {
      ...{ actor: ana, reportTo: null, words: 'once', action: { kind: 'unpin_all' as const } },
      rule: { kind: 'once' as const, at: start + minute },
    };
    await createSchedule(deps, { ...planned, source: unique('telegram:'), chatId });
    const later = { ...planned, rule: { ...planned.rule, at: start + 2 * minute } };
    await createSchedule(deps, { ...later, source: unique('telegram:'), chatId: chat.chatId });
    const request = { chatId: null, until: start + 3 * minute, limit: 1, perCause: 1 };
    expect(await agenda(deps, { ...request, instanceId: 'main' })).toMatchObject([{ at: start + 2 * minute }]);
    expect(await agenda(deps, request)).toMatchObject([{ at: start + minute }]);
  });

  it('pause what an admin planned who was removed since, and tell', async () => {
    const reportTo = { chatId: 99, messageId: 5, language: 'en' as const };
    const created = await createSchedule(deps, {
      ...{ source: unique('telegram:'), actor: ana, reportTo, chatId: chat.chatId, words: 'every hour' },
      rule: { kind: 'interval', everyMs: 60 * minute, from: start + minute },
      action: { kind: 'pin', target: { kind: 'message', messageId: messages[0]! }, hold: week, slot: null },
    });
    const rotation = await rotationOf('left behind', messages.slice(1, 3));
    const { id } = (created as Extract<typeof created, { kind: 'created' }>).schedule;
    gone.add(7);
    clock.advance(60 * minute);
    woken = [];
    await fireSchedule(deps, id);
    await takeTurnOf(rotation);
    const [report] = woken.flatMap((wake) => (wake.kind === 'report' ? [wake.id] : []));
    expect(await describeCommand(deps, report!)).toMatchObject({ failure: { why: { kind: 'author_left' } } });
    await carryOut();
    expect(sent).toEqual([]);
    expect(await deps.store.findSchedule(id)).toMatchObject({ state: 'paused' });
    expect(await deps.store.findRotation(rotation)).toMatchObject([{ state: 'paused' }]);
  });

  it('take turns: unpin the former, pin the next, wrap, and post a text only once', async () => {
    const id = await rotationOf('notices', messages.slice(0, 1));
    const change = (target: Parameters<typeof changeRotation>[1]['change']) =>
      changeRotation(deps, { id, change: target, source: unique('telegram:') });
    await change(added({ kind: 'text', text: 'Bring the bins out' }));
    for (let turn = 1; turn <= 4; turn += 1) {
      clock.set(start + turn * 60 * minute);
      await Promise.all([takeTurnOf(id), takeTurnOf(id)]);
      await carryOut();
      expect(await standing()).toHaveLength(1);
    }
    expect(sent.map(({ content }) => content.kind)).toEqual([
      ...['pin', 'text', 'unpin', 'pin'],
      ...['unpin', 'pin', 'unpin', 'pin'],
    ]);
  });

  it('post the text of an item anew where WhatsApp refused it: there is nothing to pin', async () => {
    const id = await rotationOf('notices', []);
    const change = added({ kind: 'text', text: 'Collection today' });
    await changeRotation(deps, { id, source: unique('telegram:'), change });
    outcomes = [{ kind: 'refused', code: 403 }];
    for (let turns = 0; turns < 3; turns += 1) {
      clock.advance(60 * minute);
      await takeTurnOf(id);
      await carryOut();
    }
    expect(sent.map(({ content }) => content.kind)).toEqual(['text', 'text', 'pin']);
    const [shown] = await deps.store.standingPins(chat.chatId, clock.now());
    expect(shown!.message).toMatchObject({ text: 'Collection today', arrived: true });
  });

  it('leave one pin of a rotation, however fast its turns follow each other', async () => {
    const id = await rotationOf('fast', messages.slice(0, 3));
    const next = { id, change: { kind: 'next' as const } };
    for (let turn = 0; turn < 3; turn += 1) await changeRotation(deps, { ...next, source: unique('telegram:') });
    await carryOut();
    expect(await standing()).toEqual([messages[2]]);
    // What was never sent is taken back instead of being pinned and unpinned before everybody's eyes.
    expect(sent.map(({ content }) => content.kind)).toEqual(['pin']);
  });

  it('take down at the next turn what an item pinned that was removed since', async () => {
    const id = await rotationOf('removed', messages.slice(0, 3));
    const change = (what: Parameters<typeof changeRotation>[1]['change']) =>
      changeRotation(deps, { id, change: what, source: unique('telegram:') });
    await change({ kind: 'next' });
    await carryOut();
    await change({ kind: 'remove', place: 1 });
    expect(await standing()).toEqual([messages[0]]);
    await change({ kind: 'next' });
    await carryOut();
    expect(await standing()).toEqual([messages[1]]);
  });

  it('try the end of a hold again as the same message when WhatsApp refused it, and tell the asker the first time', async () => {
    const reportTo = { chatId: 99, messageId: 5, language: 'en' as const };
    await pinAndCarryOut(messages[0]!, { hold: { kind: 'length', ms: minute }, reportTo });
    const [pin] = await deps.store.standingPins(chat.chatId, clock.now());
    const reports: string[] = [];
    for (const answer of [{ kind: 'refused', code: 429 }, silence, { kind: 'acknowledged' }] as Outcome[]) {
      clock.advance(20 * minute);
      outcomes = [answer];
      await tendPin(deps, pin!.id);
      await carryOut();
      clock.advance(3_000);
      woken.push(...(await deps.store.unsettledOperations('main')));
      await carryOut();
      for (const wake of await deps.store.dueWakes(clock.now(), 100)) {
        const report = wake.kind === 'report' ? await describeCommand(deps, wake.id) : null;
        if (report?.chat.id !== chat.chatId) continue;
        reports.push(`${report.command.actor.kind} ${report.state}`);
        await deps.store.markReported(report.command.id, clock.now());
      }
    }
    expect(await standing()).toEqual([]);
    expect(reports).toEqual(['admin done', 'hold failed']);
    expect(new Set(sent.slice(1).map(({ wireId }) => wireId)).size).toBe(1);
  });

  it('pile up no renewals while WhatsApp is away', async () => {
    await pinAndCarryOut(messages[0]!, { hold: { kind: 'forever' } });
    const [pin] = await deps.store.standingPins(chat.chatId, clock.now());
    clock.advance(29 * day);
    for (let tries = 0; tries < 5; tries += 1) {
      await tendPin(deps, pin!.id);
      clock.advance(20 * minute);
    }
    await carryOut();
    expect(sent).toHaveLength(2);
    const [renewed] = await deps.store.standingPins(chat.chatId, clock.now());
    expect(renewed).toMatchObject({ id: pin!.id, by: { kind: 'admin' } });
  });

  describe('believe WhatsApp', () => {
    const byDora = { jid: '9@lid', name: 'Dora', fromMe: false };
    const heardPin = async (messageId: number, fields: object = {}) => ({
      ...{ chatJid: chat.jid, wireId: unique('PIN'), by: byDora, action: 'pin' as const, durationSeconds: 86_400 },
      ...{ at: clock.now(), target: (await deps.store.findMessage(messageId))!.key },
      ...fields,
    });

    it('record a pin of a person, once, and its unpin', async () => {
      const pin = await heardPin(messages[0]!);
      await recordPin(deps, 'main', pin);
      await recordPin(deps, 'main', pin);
      const [shown] = await deps.store.standingPins(chat.chatId, clock.now());
      expect(shown).toMatchObject({
        messageId: messages[0],
        by: { kind: 'person', name: 'Dora' },
        expiresAt: start + day,
      });
      await recordPin(deps, 'main', await heardPin(messages[0]!, { action: 'unpin', durationSeconds: 0 }));
      expect(await standing()).toEqual([]);
    });

    it('record a pin of a message that was never heard', async () => {
      const target = { remoteJid: chat.jid, id: 'UNHEARD', fromMe: false, participant: '5@lid' };
      await recordPin(deps, 'main', await heardPin(messages[0]!, { target }));
      const [shown] = await deps.store.standingPins(chat.chatId, clock.now());
      expect(shown!.message).toMatchObject({ key: target, text: null });
    });

    it('know their own echo', async () => {
      await pinAndCarryOut(messages[0]!);
      await recordPin(deps, 'main', await heardPin(messages[0]!, { wireId: sent[0]!.wireId }));
      const [shown] = await deps.store.standingPins(chat.chatId, clock.now());
      expect(shown).toMatchObject({ by: { kind: 'admin' }, expiresAt: start + 7 * day });
    });

    it('lose the oldest when a phone pins a fourth', async () => {
      for (const id of messages.slice(0, 4)) {
        clock.advance(minute);
        await recordPin(deps, 'main', await heardPin(id));
      }
      expect((await standing()).toSorted()).toEqual(messages.slice(1, 4).toSorted());
      const slots = (await deps.store.standingPins(chat.chatId, clock.now())).map(({ slot }) => slot);
      expect(slots.toSorted()).toEqual([1, 2, 3]);
    });

    it('take the pin down with its message', async () => {
      await pinAndCarryOut(messages[0]!);
      const { key } = (await deps.store.findMessage(messages[0]!))!;
      await recordRevocation(deps, 'main', { chatJid: chat.jid, target: key, at: clock.now() });
      expect(await standing()).toEqual([]);
      expect(await pinMessage(deps, ask(messages[0]!))).toEqual({ kind: 'refused', why: { kind: 'message_deleted' } });
    });
  });

  it('refuse where only admins pin, and what is not there', async () => {
    const group = { jid: chat.jid, kind: 'group' as const, name: 'Moradores', members: 3, disappearingSeconds: null };
    await deps.store.saveChats('main', [{ ...group, ourRole: 'member', onlyAdminsEdit: true, onlyAdminsSpeak: false }]);
    expect(await pinMessage(deps, ask(messages[0]!))).toEqual({ kind: 'refused', why: { kind: 'only_admins_pin' } });
    await deps.store.saveChats('main', [{ ...group, ourRole: 'admin', onlyAdminsEdit: true, onlyAdminsSpeak: false }]);
    expect(await pinMessage(deps, ask(2_000_000))).toEqual({ kind: 'refused', why: { kind: 'message_gone' } });
    const nothing = { ...ask(0), what: { kind: 'all' as const } };
    expect(await unpin(deps, nothing)).toEqual({ kind: 'refused', why: { kind: 'not_pinned' } });
  });

  it('go on when waking fails: the rows are due, and the sweep finds them', async () => {
    deps.waker.wake = async () => {
      throw new Error('the queue is down');
    };
    const reply = await pinMessage(deps, ask(messages[0]!));
    expect(reply.kind).toBe('accepted');
    const due = await deps.store.dueWakes(clock.now(), 100);
    expect(
      due.some(
        (wake) => wake.kind === 'operation' && reply.kind === 'accepted' && wake.id === reply.command.operations[0]!.id,
      ),
    ).toBe(true);
  });
});
