import { previewTurns, type QuietHours, type Rotation, type Rule } from '@pinwheel/domain';
import {
  changeRotation,
  createRotation,
  type CreateRotation,
  type Deps,
  describeCommand,
  type Errand,
  type Gateway,
  type Lease,
  pinMessage,
  recordRevocation,
  type RotationChange,
  runOperation,
  takeTurn,
  tendPin,
  type Wake,
} from '@pinwheel/pinning';
import { TestClock } from '@pinwheel/testing';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chats as chatRows } from '../src/schema/index.js';
import { depsOn, type Fixture, heard, makeChat, minute, openFixture, start, unique } from './fixture.js';

const hour = 60 * minute;
const day = 24 * hour;
const hourly: Rule = { kind: 'interval', everyMs: hour, from: start };
const daily: Rule = { kind: 'interval', everyMs: day, from: start };
const ana = { kind: 'admin' as const, telegramId: 7, name: 'Ana' };
const reportTo = { chatId: 99, messageId: 5, language: 'en' as const };

/** The turns of rotations on the real store; WhatsApp says yes to everything. */
describe('a rotation', () => {
  let fixture: Fixture;
  let deps: Deps;
  let clock: TestClock;
  let lease: Lease;
  let woken: Wake[];
  let sent: Errand[];
  let chats: { chatId: number; jid: string }[];
  const gateway: Gateway = {
    async send(errand) {
      sent.push(errand);
      return { kind: 'acknowledged' };
    },
  };

  beforeAll(async () => {
    fixture = await openFixture();
    await fixture.db.instances.update('main', { state: 'linked' });
    lease = (await fixture.db.leases.take('test', 3_600_000, 1))[0]!;
  });
  afterAll(() => fixture[Symbol.asyncDispose]());
  beforeEach(async () => {
    [woken, sent] = [[], []];
    clock = new TestClock(start);
    deps = depsOn(fixture.db, clock, (wakes) => void woken.push(...wakes));
    chats = [await makeChat(fixture), await makeChat(fixture)];
    const open = { ourRole: 'member' as const, onlyAdminsEdit: false, onlyAdminsSpeak: false };
    const group = { kind: 'group' as const, name: 'Moradores', members: 3, disappearingSeconds: null, ...open };
    await deps.store.saveChats(
      'main',
      chats.map(({ jid }) => ({ jid, ...group })),
    );
  });

  const first = () => chats[0]!.chatId;
  const requestOf = (fields: Partial<CreateRotation> = {}): CreateRotation => ({
    ...{ source: unique('telegram:'), actor: ana, reportTo, chatIds: [first()], name: unique('r'), words: 'hourly' },
    ...{ rule: hourly, slot: null, shuffled: false, staggerMs: 0 },
    ...fields,
  });
  async function create(fields: Partial<CreateRotation> = {}, items: readonly RotationChange[] = []) {
    const created = await createRotation(deps, requestOf(fields));
    if (created.kind !== 'created') throw new Error(created.why.kind);
    const { id } = created.rotations[0]!;
    for (const item of items) await change(id, item);
    return id;
  }
  const change = (id: number, what: RotationChange, source = unique('telegram:')) =>
    changeRotation(deps, { id, change: what, source });
  const text = (words: string, fields: object = {}): RotationChange => ({
    ...{ kind: 'add', target: { kind: 'text', text: words }, weight: 1, leastMs: null },
    ...{ window: { from: null, until: null }, ...fields },
  });
  const texts = (count: number) => Array.from({ length: count }, (_, index) => text(`Text ${index + 1}`));

  async function say(words: string): Promise<number> {
    const { jid, chatId } = chats[0]!;
    await deps.store.saveMessages('main', [heard({ chatJid: jid, text: words, sentAt: clock.now() })], clock.now());
    return (await deps.store.lastMessage(chatId))!.id;
  }
  async function carryOut(): Promise<void> {
    for (let wake = woken.shift(); wake; wake = woken.shift()) {
      if (wake.at > clock.now()) continue;
      if (wake.kind === 'operation') await runOperation(deps, gateway, lease, wake.id);
    }
  }
  /** Goes to the turn that comes next in any of its chats, and takes it. @returns where that was */
  async function nextTurnOf(id: number): Promise<Rotation> {
    const standing = (await deps.store.findRotation(id)).filter(({ nextAt }) => nextAt !== null);
    const [due] = standing.toSorted((a, b) => a.nextAt! - b.nextAt!);
    clock.set(Math.max(clock.now(), due!.nextAt!));
    await Promise.all([takeTurn(deps, due!.airingId), takeTurn(deps, due!.airingId)]);
    await carryOut();
    return due!;
  }
  const shown = async (chatId = first()) =>
    (await deps.store.standingPins(chatId, clock.now())).map(({ message }) => message.text);
  /** What was told since, in the order in which it was planned. */
  async function told(): Promise<string[]> {
    const due = (await deps.store.dueWakes(clock.now(), 100)).flatMap((wake) =>
      wake.kind === 'report' ? [wake.id] : [],
    );
    const reports = await Promise.all(due.map((id) => describeCommand(deps, id)));
    await Promise.all(due.map((id) => deps.store.markReported(id, clock.now())));
    return reports.flatMap((report) => (report?.failure?.kind === 'not_planned' ? [report.failure.why.kind] : []));
  }
  const lines = () => sent.filter(({ content }) => content.kind === 'pin').length;

  it.each<[string, Partial<CreateRotation>, RotationChange[]]>([
    ['in order', {}, texts(3)],
    ['shuffled, with weights', { shuffled: true }, [text('a', { weight: 3 }), text('b', { weight: 2 }), text('c')]],
    [
      'with days and a least time',
      { rule: daily },
      [
        text('a', { leastMs: 2 * day }),
        text('b', { window: { from: '2026-01-07', until: '2026-01-09' } }),
        text('c', { weight: 2, window: { from: null, until: '2026-01-14' } }),
      ],
    ],
  ])(
    'shows in each chat what the preview said, one after the other: %s',
    async (_, fields, items) => {
      const id = await create({ ...fields, staggerMs: 5 * minute, chatIds: chats.map(({ chatId }) => chatId) }, items);
      const previewed = (await deps.store.findRotation(id)).map((rotation) => previewTurns(rotation, start, 9));
      expect(previewed[1]!.map(({ at, item }) => [at - 5 * minute, item?.id])).toEqual(
        previewed[0]!.map(({ at, item }) => [at, item?.id]),
      );
      for (let turn = 0; turn < 9; turn += 1)
        for (const [index, { chatId }] of chats.entries()) {
          const due = await nextTurnOf(id);
          const { at, item } = previewed[index]![turn]!;
          expect([due.chatId, clock.now()]).toEqual([chatId, at]);
          expect(await shown(chatId)).toEqual(item?.target.kind === 'text' ? [item.target.text] : []);
        }
    },
    30_000,
  );

  it('is created, filled and turned once however often the same update comes', async () => {
    const request = requestOf({ chatIds: chats.map(({ chatId }) => chatId) });
    const [one, two] = [await createRotation(deps, request), await createRotation(deps, request)];
    expect(two).toEqual(one);
    const { id } = (one as Extract<typeof one, { kind: 'created' }>).rotations[0]!;
    for (const item of texts(3)) {
      const source = unique('telegram:');
      for (let times = 0; times < 2; times += 1)
        expect(await change(id, item, source)).toMatchObject({ kind: 'changed' });
    }
    for (const what of [{ kind: 'remove', place: 1 }, { kind: 'next' }, { kind: 'move', from: 1, to: 2 }] as const) {
      const source = unique('telegram:');
      for (let times = 0; times < 2; times += 1) await change(id, what, source);
    }
    await carryOut();
    const standing = await deps.store.findRotation(id);
    expect(standing.map(({ items }) => items.map(({ target }) => target))).toEqual(
      Array.from({ length: 2 }, () => [
        { kind: 'text', text: 'Text 3' },
        { kind: 'text', text: 'Text 2' },
      ]),
    );
    for (const { chatId } of chats) expect(await shown(chatId)).toEqual(['Text 2']);
    expect(lines()).toBe(2);
  });

  it('pauses, goes on and is deleted in all its chats, and takes no message that one of them alone has', async () => {
    const messageId = await say('Only here');
    const id = await create({ chatIds: chats.map(({ chatId }) => chatId), staggerMs: minute }, texts(2));
    const add = { ...text(''), target: { kind: 'message', messageId } } as RotationChange;
    expect(await change(id, add)).toEqual({ kind: 'message_of_one_chat' });
    const states = async () => (await deps.store.findRotation(id)).map(({ state, nextAt }) => [state, nextAt]);
    await change(id, { kind: 'pause' });
    expect(await states()).toEqual([
      ['paused', null],
      ['paused', null],
    ]);
    clock.advance(90 * minute);
    await change(id, { kind: 'resume' });
    expect(await states()).toEqual([
      ['active', start + 2 * hour],
      ['active', start + 2 * hour + minute],
    ]);
    await change(id, { kind: 'delete' });
    expect(await deps.store.rotations(chats[1]!.chatId)).toEqual([]);
    expect(await change(id, { kind: 'resume' })).toEqual({ kind: 'gone' });
  });

  it('never takes a slot of another one', async () => {
    const refusal = async (fields: Partial<CreateRotation>) => {
      const reply = await createRotation(deps, requestOf(fields));
      return reply.kind === 'refused' ? reply.why.kind : reply.kind;
    };
    const fixed = await create({ slot: 1, name: 'rules' }, texts(1));
    expect(await refusal({ slot: 1 })).toBe('slot_of_rotation');
    expect(await refusal({ slot: 4 })).toBe('no_such_slot');
    const floating = await create({}, [text('Floats')]);
    await nextTurnOf(floating);
    const [pin] = await deps.store.standingPins(first(), clock.now());
    expect(pin!.slot).toBe(2);
    expect(await refusal({ slot: 2 })).toBe('slot_of_rotation');
    const late = await create({ rule: daily }, [text('Late')]);
    expect(await refusal({})).toBe('no_slot_left');
    expect(await refusal({ chatIds: [chats[1]!.chatId, first()] })).toBe('no_slot_left');

    const ask = { source: unique('telegram:'), actor: ana, reportTo: null, chatId: first(), slot: 3, replace: [] };
    const hold = { kind: 'forever' } as const;
    await pinMessage(deps, { ...ask, target: { kind: 'message', messageId: await say('By hand') }, hold });
    await change(late, { kind: 'next' });
    expect(await told()).toContain('slots_promised');
    await nextTurnOf(fixed);
    // A minute after what was pinned by hand: the chat's budget has a gap.
    clock.advance(minute);
    woken.push(...(await deps.store.dueWakes(clock.now(), 100)));
    await carryOut();
    expect(await shown()).toEqual(expect.arrayContaining(['Text 1', 'Floats', 'By hand']));
  });

  it('keeps out of locked slots', async () => {
    const { drizzle } = fixture.db;
    await drizzle
      .update(chatRows)
      .set({ lockedSlots: [1, 2] })
      .where(eq(chatRows.id, first()));
    const id = await create({}, texts(2));
    await nextTurnOf(id);
    await nextTurnOf(id);
    const [pin, ...others] = await deps.store.standingPins(first(), clock.now());
    expect([pin!.slot, others]).toEqual([3, []]);
    for (const [slot, kind] of [
      [2, 'slot_locked'],
      [null, 'no_slot_left'],
    ] as const)
      expect(await createRotation(deps, requestOf({ slot }))).toMatchObject({ kind: 'refused', why: { kind } });
    await drizzle
      .update(chatRows)
      .set({ lockedSlots: [3] })
      .where(eq(chatRows.id, first()));
    await nextTurnOf(id);
    expect(await shown()).toEqual(['Text 2']);
    expect(await told()).toEqual(['slot_locked']);
  });

  it('passes over what was deleted, and tells that once', async () => {
    const messageIds = [await say('One'), await say('Two'), await say('Three')];
    const items = messageIds.map(
      (messageId) => ({ ...text(''), target: { kind: 'message', messageId } }) as RotationChange,
    );
    const id = await create({}, items);
    const { key } = (await deps.store.findMessage(messageIds[1]!))!;
    await recordRevocation(deps, 'main', { chatJid: chats[0]!.jid, target: key, at: clock.now() });
    const seen: (string | null)[] = [];
    for (let turn = 0; turn < 4; turn += 1) {
      await nextTurnOf(id);
      seen.push(...(await shown()));
    }
    expect(seen).toEqual(['One', 'Three', 'One', 'Three']);
    expect(await told()).toEqual(['item_gone']);
  });

  it('takes an item down when its days are over, says once that it is nobody’s turn, and goes on when it is', async () => {
    const windows = [
      { from: null, until: '2026-01-06' },
      { from: '2026-01-09', until: null },
    ];
    const id = await create(
      { rule: daily },
      windows.map((window, index) => text(`Text ${index + 1}`, { window })),
    );
    await nextTurnOf(id);
    expect(await shown()).toEqual(['Text 1']);
    const [pin] = await deps.store.standingPins(first(), clock.now());
    // The last day of the chat, whose clocks are three hours behind.
    expect(pin!.holdUntil).toBe(Date.parse('2026-01-07T03:00:00Z'));
    clock.set(pin!.holdUntil!);
    await tendPin(deps, pin!.id);
    await carryOut();
    expect(await shown()).toEqual([]);
    await nextTurnOf(id);
    await nextTurnOf(id);
    expect(await told()).toEqual(['nobodys_turn']);
    await nextTurnOf(id);
    expect(await shown()).toEqual(['Text 2']);
  });

  it('shows no second line for an item that stays or follows itself, and never leaves a gap', async () => {
    const alone = await create({ rule: daily }, texts(1));
    for (let turn = 0; turn < 15; turn += 1) {
      await nextTurnOf(alone);
      expect(await shown()).toEqual(['Text 1']);
      clock.advance(day - 1);
      expect(await shown()).toEqual(['Text 1']);
    }
    // Held for seven days each time.
    expect(lines()).toBe(3);
    await change(alone, { kind: 'next' });
    await carryOut();
    expect(lines()).toBe(4);
  }, 30_000);

  it('waits for the end of the quiet hours, also of those that came after it was planned', async () => {
    const id = await create({}, texts(5));
    await setQuietHours({ from: 7 * 60, to: 9 * 60 });
    const seven = Date.parse('2026-01-05T10:00:00Z');
    const [airing] = await deps.store.findRotation(id);
    expect(previewTurns(airing!, start, 3).map(({ at }) => at)).toEqual([2, 3, 4].map((hours) => seven + hours * hour));
    clock.set(seven);
    await takeTurn(deps, airing!.airingId);
    expect(await shown()).toEqual([]);
    await nextTurnOf(id);
    expect(clock.now()).toBe(seven + 2 * hour);
    expect(await shown()).toEqual(['Text 1']);
    clock.set(seven + 22 * hour + 1);
    await nextTurnOf(id);
    const [later] = await deps.store.findRotation(id);
    expect(later!.nextAt).toBe(seven + 23 * hour);
  });

  async function setQuietHours(quietHours: QuietHours): Promise<void> {
    await fixture.db.drizzle.update(chatRows).set({ quietHours }).where(eq(chatRows.id, first()));
  }
});
