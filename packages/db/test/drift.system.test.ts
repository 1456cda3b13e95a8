import type { ChatSettings, Hold, Outcome } from '@pinwheel/domain';
import {
  changeRotation,
  changeSettings,
  createRotation,
  type Deps,
  type Errand,
  type HeardPin,
  type Lease,
  letGo,
  type NoticeContent,
  pinMessage,
  reconcileBoard,
  recordPin,
  recordRevocation,
  runOperation,
  tendPin,
  unpin,
  type Wake,
} from '@pinwheel/pinning';
import { TestClock } from '@pinwheel/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { depsOn, type Fixture, heard, makeChat, minute, openFixture, start, unique } from './fixture.js';

const day = 86_400_000;
const settling = minute / 2;
const forEver: Hold = { kind: 'forever' };
const ana = { kind: 'admin', telegramId: 7, name: 'Ana' } as const;

/** The use cases on the real store; people's phones are played by what is heard, WhatsApp's answers are scripted. */
describe('drift', () => {
  let fixture: Fixture;
  let deps: Deps;
  let clock: TestClock;
  let lease: Lease;
  let woken: Wake[];
  let sent: Errand[];
  let outcomes: Outcome[];
  let duringSending: () => Promise<unknown>;
  let chatId: number;
  let jid: string;
  let messages: number[];

  beforeAll(async () => {
    fixture = await openFixture();
    await fixture.db.instances.update('main', { state: 'linked' });
    lease = (await fixture.db.leases.take('test', 3_600_000, 1))[0]!;
  });
  afterAll(() => fixture[Symbol.asyncDispose]());

  beforeEach(async () => {
    [woken, sent, outcomes] = [[], [], []];
    duringSending = async () => {};
    clock = new TestClock(start);
    deps = depsOn(fixture.db, clock, (wakes) => void woken.push(...wakes));
    ({ chatId, jid } = await makeChat(fixture));
    const said = [1, 2, 3, 4].map((n) => heard({ chatJid: jid, text: `Message ${n}`, sentAt: start + n }));
    await deps.store.saveMessages('main', said, start);
    messages = (await deps.store.messages({ chatId, limit: 4 })).map(({ id }) => id);
  });

  const gateway = {
    async send(errand: Errand) {
      sent.push(errand);
      await duringSending();
      return outcomes.shift() ?? ({ kind: 'acknowledged' } as const);
    },
  };
  const set = (settings: Partial<ChatSettings>) => changeSettings(deps, { chatId, settings });

  /** Plays queue and worker, up to now. */
  async function carryOut(): Promise<void> {
    for (let wake = woken.shift(); wake; wake = woken.shift()) {
      if (wake.at > clock.now()) continue;
      if (wake.kind === 'operation') await runOperation(deps, gateway, lease, wake.id);
      if (wake.kind === 'board') await reconcileBoard(deps, wake.id);
    }
  }
  /** Lets time pass and does what is due then. */
  async function pass(ms: number): Promise<void> {
    clock.advance(ms);
    const due = await deps.store.dueWakes(clock.now(), 100);
    woken.push(...due.filter((wake) => wake.kind === 'operation' || (wake.kind === 'board' && wake.id === chatId)));
    await carryOut();
  }
  async function pin(messageId: number, hold: Hold = forEver): Promise<number> {
    const what = { target: { kind: 'message' as const, messageId }, hold, slot: null, replace: [] };
    await pinMessage(deps, { ...what, source: unique('telegram:'), actor: ana, chatId, reportTo: null });
    await carryOut();
    return (await deps.store.standingPins(chatId, clock.now())).find((each) => each.messageId === messageId)!.id;
  }
  async function byHand(action: HeardPin['action'], messageId: number, fields: Partial<HeardPin> = {}) {
    const { key } = (await deps.store.findMessage(messageId))!;
    const event: HeardPin = {
      ...{ chatJid: jid, wireId: unique('HAND'), by: { jid: '9@lid', name: 'Bia', fromMe: false }, action },
      ...{ target: key, durationSeconds: action === 'pin' ? 604_800 : 0, at: clock.now() },
      ...fields,
    };
    await recordPin(deps, 'main', event);
    return event;
  }
  const drift = async () => (await deps.store.drift(chatId, clock.now())).map(({ messageId }) => messageId);
  const standing = async () => (await deps.store.standingPins(chatId, clock.now())).map(({ messageId }) => messageId);
  const told = async (): Promise<NoticeContent[]> => {
    const claimed = await deps.store.claimNotices(clock.now(), clock.now() + 100 * day, 100);
    return claimed.filter((notice) => notice.chatId === chatId).map(({ content }) => content);
  };

  it('is told once when the hands have come to rest, and what is wanted stays wanted', async () => {
    const pinId = await pin(messages[0]!);
    clock.advance(minute);
    const at = clock.now();
    await byHand('unpin', messages[0]!);
    expect(await drift()).toEqual([messages[0]]);
    await pass(settling - 1);
    expect(await told()).toEqual([]);
    await pass(1);
    await pass(day);
    const by = { kind: 'person', jid: '9@lid', name: 'Bia' };
    expect(await told()).toEqual([{ kind: 'taken_down', pinId, messageId: messages[0], at, by }]);
    expect(await drift()).toEqual([messages[0]]);
    expect(sent).toHaveLength(1);
  });

  it('is nothing to tell where the hand that took down puts up again', async () => {
    const pinId = await pin(messages[0]!);
    await byHand('unpin', messages[0]!);
    clock.advance(settling / 2);
    await byHand('pin', messages[0]!, { durationSeconds: 86_400 });
    await pass(0.75 * day);
    expect(await told()).toEqual([]);
    expect(await drift()).toEqual([]);
    // It is ours still, under its ref, and is renewed before the day of the other hand is over.
    expect(await deps.store.findPin(pinId)).toMatchObject({ holdUntil: null, by: ana });
    await tendPin(deps, pinId);
    await carryOut();
    expect(sent.map(({ content }) => content.kind)).toEqual(['pin', 'pin']);
  });

  it('is repaired up to the cap of a day, then told, then left alone', async () => {
    await set({ drift: 'repair', repairsADay: 3 });
    const pinId = await pin(messages[0]!, { kind: 'length', ms: 30 * day });
    const { holdUntil } = (await deps.store.findPin(pinId))!;
    for (let time = 1; time <= 5; time += 1) {
      clock.advance(2 * 60 * minute);
      await byHand('unpin', messages[0]!);
      await pass(settling);
      expect(await standing()).toEqual(time <= 3 ? [messages[0]] : []);
    }
    await pass(3 * day);
    expect(await deps.store.findPin(pinId)).toMatchObject({ holdUntil, by: ana });
    expect(sent).toHaveLength(1 + 3);
    expect(await told()).toMatchObject([{ kind: 'repairs_spent', repairs: 3, pinId }]);
    expect(await drift()).toEqual([messages[0]]);
  });

  it('that a redelivered unpin speaks of twice is repaired once', async () => {
    await set({ drift: 'repair' });
    await pin(messages[0]!);
    const event = await byHand('unpin', messages[0]!);
    await pass(settling);
    await recordPin(deps, 'main', event);
    await pass(settling);
    expect(await standing()).toEqual([messages[0]]);
    expect(sent).toHaveLength(2);
  });

  it('is noticed too where the hand was faster than WhatsApp’s acknowledgement', async () => {
    await byHand('unpin', messages[0]!);
    clock.advance(minute);
    duringSending = () => byHand('unpin', messages[0]!);
    await pinMessage(deps, {
      ...{ source: unique('telegram:'), actor: ana, chatId, reportTo: null },
      ...{ target: { kind: 'message', messageId: messages[0]! }, hold: forEver, slot: null, replace: [] },
    });
    await carryOut();
    expect(await standing()).toEqual([]);
    await pass(settling);
    expect(await told()).toMatchObject([{ kind: 'taken_down', messageId: messages[0] }]);
  });

  it('is none where the hand took it down before we sent it, be it in the same second', async () => {
    await pin(messages[0]!);
    clock.advance(minute + 200);
    const at = Math.floor(clock.now() / 1_000) * 1_000;
    await byHand('unpin', messages[0]!, { at });
    clock.advance(300);
    await pin(messages[0]!);
    expect(await standing()).toEqual([messages[0]]);
    await pass(settling);
    expect(await told()).toEqual([]);
  });

  it('counts from the last hand, where two were at it in one second', async () => {
    await byHand('unpin', messages[0]!);
    clock.advance(300);
    duringSending = async () => void (clock.advance(1), await byHand('unpin', messages[0]!, { at: start }));
    await pinMessage(deps, {
      ...{ source: unique('telegram:'), actor: ana, chatId, reportTo: null },
      ...{ target: { kind: 'message', messageId: messages[0]! }, hold: forEver, slot: null, replace: [] },
    });
    await carryOut();
    expect(await standing()).toEqual([]);
  });

  it('whose repair WhatsApp refuses is told, with the reason', async () => {
    await set({ drift: 'repair' });
    await pin(messages[0]!);
    await byHand('unpin', messages[0]!);
    outcomes = [{ kind: 'refused', code: 403 }];
    await pass(settling);
    await pass(10 * minute);
    expect(await told()).toMatchObject([{ kind: 'not_repaired', why: { kind: 'refused', code: 403 } }]);
    await pass(day);
    expect(sent).toHaveLength(2);
  });

  it('ends when an admin lets go, unpins what is down already, or pins it anew', async () => {
    const pins = [await pin(messages[0]!), await pin(messages[1]!), await pin(messages[2]!)];
    for (const id of messages.slice(0, 3)) await byHand('unpin', id);
    expect(await letGo(deps, pins[0]!)).toEqual({ kind: 'let_go' });
    const source = unique('telegram:');
    const reply = await unpin(deps, {
      ...{ source, actor: ana, reportTo: null, chatId, what: { kind: 'pin', id: pins[1]! } },
    });
    expect(reply).toEqual({ kind: 'refused', why: { kind: 'not_pinned' }, letGo: [messages[1]] });
    clock.advance(minute / 4);
    await pin(messages[2]!);
    expect(await letGo(deps, pins[2]!)).toEqual({ kind: 'shown' });
    expect(await drift()).toEqual([]);
    await pass(day);
    expect(await told()).toEqual([]);
    expect(sent).toHaveLength(4);
  });

  it('is none where an admin unpins what somebody takes down before that is sent', async () => {
    await set({ drift: 'repair' });
    await pin(messages[0]!);
    const what = { kind: 'message' as const, id: messages[0]! };
    await unpin(deps, { source: unique('telegram:'), actor: ana, reportTo: null, chatId, what });
    await byHand('unpin', messages[0]!);
    await carryOut();
    expect(await drift()).toEqual([]);
    await pass(day);
    expect(sent.map(({ content }) => content.kind)).toEqual(['pin', 'unpin']);
  });

  it('is also what a fourth pin pushes out; no repair pushes out that one', async () => {
    await set({ drift: 'repair' });
    for (const id of messages.slice(0, 3)) {
      await pin(id);
      clock.advance(minute);
    }
    await byHand('pin', messages[3]!);
    await pass(settling);
    expect(await standing()).toHaveLength(3);
    expect(await told()).toMatchObject([{ kind: 'no_room', messageId: messages[0] }]);
    expect(sent).toHaveLength(3);
  });

  it('is of what was pinned first, also where all was pinned within a second', async () => {
    const at = clock.now();
    clock.advance(20);
    await pin(messages[0]!);
    for (const id of messages.slice(1, 4)) {
      clock.advance(20);
      await byHand('pin', id, { at });
    }
    expect(await drift()).toEqual([messages[0]]);
  });

  it('ends with its message, which is told, and was none where people had pinned it', async () => {
    await pin(messages[0]!);
    await byHand('pin', messages[1]!);
    await pass(settling);
    for (const id of messages.slice(0, 2)) {
      const { key } = (await deps.store.findMessage(id))!;
      await recordRevocation(deps, 'main', { chatJid: jid, target: key, at: clock.now() });
    }
    await pass(settling);
    expect(await standing()).toEqual([]);
    expect(await drift()).toEqual([]);
    expect(await told()).toMatchObject([{ kind: 'pinned_message_deleted', messageId: messages[0] }]);
  });

  it('found after a time without connection makes needless what waited for it: nothing is sent', async () => {
    const short = await pin(messages[0]!, { kind: 'length', ms: 60 * minute });
    const long = await pin(messages[1]!);
    clock.advance(29 * day);
    const wanted = [short, long];
    // The end of one hold and the renewal of the other come due while nobody is connected.
    for (const id of wanted) await tendPin(deps, id);
    for (const id of messages.slice(0, 2)) await byHand('unpin', id, { at: clock.now() - minute });
    sent = [];
    await carryOut();
    expect(sent).toEqual([]);
    await pass(settling);
    expect(await told()).toMatchObject([{ kind: 'taken_down', messageId: messages[1] }]);
  });

  it('ends with the turn of a rotation: the next goes on', async () => {
    const created = await createRotation(deps, {
      ...{ actor: ana, reportTo: null, chatIds: [chatId], name: 'notices', words: 'every hour', slot: null },
      ...{ source: unique('telegram:'), shuffled: false, staggerMs: 0 },
      rule: { kind: 'interval', everyMs: 60 * minute, from: start },
    });
    const { id } = (created as Extract<typeof created, { kind: 'created' }>).rotations[0]!;
    for (const messageId of messages.slice(0, 2)) {
      const target = { kind: 'message', messageId } as const;
      const change = { kind: 'add', target, weight: 1, window: { from: null, until: null }, leastMs: null } as const;
      await changeRotation(deps, { id, change, source: unique('telegram:') });
    }
    const next = () => changeRotation(deps, { id, change: { kind: 'next' }, source: unique('telegram:') });
    await next();
    await carryOut();
    await byHand('unpin', messages[0]!);
    expect(await drift()).toEqual([messages[0]]);
    await next();
    await carryOut();
    await pass(settling);
    expect(await standing()).toEqual([messages[1]]);
    expect(await drift()).toEqual([]);
    expect(await told()).toEqual([]);
  });
});
