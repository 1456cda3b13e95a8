import type { Hold } from '@pinwheel/domain';
import { describeCommand, lockSlot, pinMessage, runOperation, unpin } from '@pinwheel/pinning';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { minute } from './fixture.js';
import { openScene, type Scene } from './scene.js';
import { silence } from './stage.js';

/** Pinning on the real store; WhatsApp's answers are scripted, what reaches it is written down. */
describe('the use cases of pinning', () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await openScene();
  });
  afterEach(() => scene[Symbol.asyncDispose]());

  it('let twenty admins pin at once: three pins, seventeen clear refusals', async () => {
    const { deps, sent, messages, carryOut, ask, standing } = scene;
    const replies = await Promise.all(messages.slice(0, 20).map((id) => pinMessage(deps, ask(id))));
    const kinds = replies.map((reply) => (reply.kind === 'accepted' ? 'accepted' : reply.why.kind));
    expect(kinds.filter((kind) => kind === 'accepted')).toHaveLength(3);
    expect(kinds.filter((kind) => kind === 'board_full')).toHaveLength(17);
    await carryOut();
    expect(await standing()).toHaveLength(3);
    expect(sent).toHaveLength(3);
  });

  it('lock a slot: its pin stays, whoever wants its place, until it is unlocked', async () => {
    const { deps, clock, chat, messages, carryOut, ask, pinned, standing } = scene;
    await pinned(messages[0]!, { hold: { kind: 'forever' }, slot: 1, lock: true });
    for (const id of messages.slice(1, 3)) await pinned(id);
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
    const { deps, sent, messages, carryOut, ask } = scene;
    const request = ask(messages[0]!);
    const replies = await Promise.all([1, 2, 3].map(() => pinMessage(deps, request)));
    const ids = replies.map((reply) => (reply.kind === 'accepted' ? reply.command.command.id : reply.why.kind));
    expect(new Set(ids).size).toBe(1);
    await carryOut();
    expect(sent).toHaveLength(1);
  });

  it('send one operation once though several wake for it, and keep the order of the chat', async () => {
    const { deps, sent, gateway, lease, messages, carryOut, ask } = scene;
    await pinMessage(deps, ask(messages[0]!));
    await pinMessage(deps, ask(messages[1]!));
    const wakes = [...scene.woken, ...scene.woken].flatMap((wake) => (wake.kind === 'operation' ? [wake.id] : []));
    await Promise.all(wakes.toReversed().map((id) => runOperation(deps, gateway, lease, id)));
    await carryOut();
    expect(sent.map(({ content }) => content.kind)).toEqual(['pin', 'pin']);
    const first = await deps.store.findMessage(messages[0]!);
    expect(sent[0]!.content).toMatchObject({ key: first!.key, durationSeconds: 604_800 });
  });

  it('try an unknown outcome again under the same id, and put one pin on the board', async () => {
    const { deps, clock, woken, sent, messages, carryOut, pinned, standing, answers } = scene;
    answers(silence, silence);
    const command = await pinned(messages[0]!);
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
    const { deps, messages, pinned, standing, answers } = scene;
    answers({ kind: 'refused', code: 403 });
    const command = await pinned(messages[0]!);
    expect(await standing()).toEqual([]);
    expect(await describeCommand(deps, command)).toMatchObject({
      state: 'failed',
      failure: { kind: 'refused', code: 403 },
    });
  });

  it('do not pin when making room failed', async () => {
    const { deps, clock, sent, chat, messages, pinned, standing, answers } = scene;
    for (const id of messages.slice(0, 3)) await pinned(id);
    const [victim] = await deps.store.standingPins(chat.chatId, clock.now());
    answers({ kind: 'refused', code: 429 });
    const command = await pinned(messages[3]!, { replace: [victim!.id] });
    expect(await standing()).not.toContain(messages[3]);
    expect(await standing()).toHaveLength(3);
    expect(sent.filter(({ content }) => content.kind === 'unpin')).toHaveLength(1);
    expect(await describeCommand(deps, command)).toMatchObject({ failure: { kind: 'refused', code: 429 } });
  });

  it('post a text, then pin it; if the text is refused, nothing is pinned', async () => {
    const { sent, pinned, standing, answers } = scene;
    await pinned(0, { target: { kind: 'text', text: 'Assembly on Friday' } });
    expect(sent.map(({ content }) => content.kind)).toEqual(['text', 'pin']);
    expect(sent[1]!.content).toMatchObject({ key: { id: sent[0]!.wireId, fromMe: true } });
    answers({ kind: 'refused', code: 403 });
    await pinned(0, { target: { kind: 'text', text: 'Refused' } });
    expect(sent).toHaveLength(3);
    expect(await standing()).toHaveLength(1);
  });

  it('let a new holder of the lease take over what its predecessor was sending, and silence the old one', async () => {
    const { deps, sent, gateway, lease, fixture, messages, ask, standing } = scene;
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
    const [successor] = await fixture.db.leases.take('successor', 3_600_000, 1);
    await runOperation(deps, gateway, successor!, id);
    expect(await standing()).toEqual([messages[0]]);
    fail();
    await hanging;
    expect(await standing()).toEqual([messages[0]]);
    await runOperation(deps, gateway, lease, id);
    expect(sent).toHaveLength(1);
  });

  it('refuse what is asked for after the end of its hold, and take nothing down for it', async () => {
    const { deps, clock, sent, chat, messages, ask, pinned, standing } = scene;
    await pinned(messages[0]!);
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

  it('refuse where only admins pin, and what is not there', async () => {
    const { deps, chat, messages, ask } = scene;
    const group = { jid: chat.jid, kind: 'group' as const, name: 'Moradores', members: 3, disappearingSeconds: null };
    await deps.store.saveChats('main', [{ ...group, ourRole: 'member', onlyAdminsEdit: true, onlyAdminsSpeak: false }]);
    expect(await pinMessage(deps, ask(messages[0]!))).toEqual({ kind: 'refused', why: { kind: 'only_admins_pin' } });
    await deps.store.saveChats('main', [{ ...group, ourRole: 'admin', onlyAdminsEdit: true, onlyAdminsSpeak: false }]);
    expect(await pinMessage(deps, ask(2_000_000))).toEqual({ kind: 'refused', why: { kind: 'message_gone' } });
    const nothing = { ...ask(0), what: { kind: 'all' as const } };
    expect(await unpin(deps, nothing)).toEqual({ kind: 'refused', why: { kind: 'not_pinned' } });
  });

  it('go on when waking fails: the rows are due, and the sweep finds them', async () => {
    const { deps, clock, messages, ask } = scene;
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
