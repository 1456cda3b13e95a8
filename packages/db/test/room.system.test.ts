import type { ChatSettings, Hold, Outcome } from '@pinwheel/domain';
import {
  changeSettings,
  describeCommand,
  type HeardPin,
  pinMessage,
  type PinMessage,
  recordPin,
  type ShownPin,
  unpin,
} from '@pinwheel/pinning';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { heard, minute, start, unique } from './fixture.js';
import { ana, openStage, silence, type Stage } from './stage.js';

const day = 86_400_000;
const week: Hold = { kind: 'length', ms: 7 * day };
const refusal: Outcome = { kind: 'refused', code: 403 };

describe('a pin', () => {
  let stage: Stage;
  let chatId: number;
  let jid: string;
  let messages: number[];

  beforeAll(async () => (stage = await openStage()));
  afterAll(() => stage[Symbol.asyncDispose]());
  beforeEach(async () => {
    const { clock, sent, woken, deps } = stage;
    clock.set(start);
    sent.length = 0;
    woken.length = 0;
    ({ chatId, jid } = await stage.group());
    const said = [1, 2, 3, 4, 5].map((n) => heard({ chatJid: jid, text: `Message ${n}`, sentAt: start + n }));
    await deps.store.saveMessages('main', said, start);
    messages = (await deps.store.messages({ chatId, limit: 5 })).map(({ id }) => id);
  });

  const where = () => ({ source: unique('telegram:'), actor: ana, chatId, reportTo: null });
  const set = (settings: Partial<ChatSettings>) => changeSettings(stage.deps, { chatId, settings });
  const answer = (...outcomes: Outcome[]) => stage.outcomes.set(jid, outcomes);
  async function plan(messageId: number, fields: Partial<PinMessage> = {}): Promise<string> {
    const what = { target: { kind: 'message' as const, messageId }, hold: week, slot: null, replace: [] };
    const reply = await pinMessage(stage.deps, { ...where(), ...what, ...fields });
    if (reply.kind !== 'accepted') throw new Error(reply.why.kind);
    return reply.command.command.id;
  }
  async function pin(messageId: number, fields: Partial<PinMessage> = {}): Promise<string> {
    const command = await plan(messageId, fields);
    await stage.carryOut();
    stage.clock.advance(minute);
    return command;
  }
  const takeDown = (id: number) => unpin(stage.deps, { ...where(), what: { kind: 'message', id } });
  async function byHand(action: HeardPin['action'], messageId: number): Promise<void> {
    const { key: target } = (await stage.deps.store.findMessage(messageId))!;
    await recordPin(stage.deps, 'main', {
      ...{ chatJid: jid, wireId: unique('HAND'), by: { jid: '9@lid', name: 'Bia', fromMe: false }, action, target },
      ...{ durationSeconds: action === 'pin' ? 604_800 : 0, at: stage.clock.now() },
    });
  }
  const standing = async () =>
    (await stage.deps.store.standingPins(chatId, stage.clock.now())).map(({ messageId }) => messageId).toSorted();
  const slots = async () =>
    (await stage.deps.store.standingPins(chatId, stage.clock.now())).map(({ slot }) => slot).toSorted();
  const kinds = () => stage.sent.map(({ content }) => content.kind);
  const noRoom = { state: 'failed', failure: { kind: 'cancelled', reason: 'board_full' } };

  it('is given up where an unpin that was to make room for it is refused: it would push out another', async () => {
    for (const id of messages.slice(0, 3)) await pin(id);
    await takeDown(messages[1]!);
    const command = await plan(messages[3]!);
    answer(refusal);
    await stage.carryOut();
    expect(kinds()).toEqual(['pin', 'pin', 'pin', 'unpin']);
    expect(await standing()).toEqual(messages.slice(0, 3).toSorted());
    expect(await describeCommand(stage.deps, command)).toMatchObject(noRoom);
  });

  it('is given up where somebody has taken the last place on a phone meanwhile', async () => {
    for (const id of messages.slice(0, 2)) await pin(id);
    const command = await plan(messages[2]!);
    await byHand('pin', messages[3]!);
    await stage.carryOut();
    expect(kinds()).toEqual(['pin', 'pin']);
    expect(await describeCommand(stage.deps, command)).toMatchObject(noRoom);
  });

  it('is given up too where WhatsApp has room, but the chat is to have no more', async () => {
    await set({ slots: 1 });
    await pin(messages[0]!);
    await takeDown(messages[0]!);
    const command = await plan(messages[1]!);
    answer(refusal);
    await stage.carryOut();
    expect(await standing()).toEqual([messages[0]]);
    expect(await describeCommand(stage.deps, command)).toMatchObject(noRoom);
  });

  it('stays beside a person’s in a chat that is to have one, and is renewed there', async () => {
    await set({ slots: 1 });
    await pin(messages[0]!, { hold: { kind: 'forever' } });
    await byHand('pin', messages[1]!);
    expect(await slots()).toEqual([1, 2]);
    const [{ id, expiresAt }] = (await stage.deps.store.standingPins(chatId, stage.clock.now())) as [ShownPin];
    stage.clock.set(expiresAt - day);
    await byHand('pin', messages[1]!);
    await stage.sweepAndCarryOut();
    expect(await stage.deps.store.findPin(id)).toMatchObject({ messageId: messages[0], slot: 1 });
    expect((await stage.deps.store.findPin(id))!.expiresAt).toBeGreaterThan(expiresAt);
    expect(await standing()).toEqual(messages.slice(0, 2).toSorted());
  });

  it('goes where WhatsApp itself has no more room, whatever the chat is to have', async () => {
    await set({ slots: 1 });
    await pin(messages[0]!);
    for (const id of messages.slice(1, 4)) {
      stage.clock.advance(minute);
      await byHand('pin', id);
    }
    expect(await standing()).toEqual(messages.slice(1, 4).toSorted());
    expect(await slots()).toEqual([1, 2, 3]);
  });

  it('takes another slot than the one where somebody’s pin has come meanwhile', async () => {
    await plan(messages[0]!, { slot: 1 });
    await byHand('pin', messages[1]!);
    await stage.carryOut();
    expect(await slots()).toEqual([1, 2]);
    await takeDown(messages[0]!);
    await plan(messages[2]!, { slot: 1 });
    answer(refusal);
    await stage.carryOut();
    expect(await slots()).toEqual([1, 2, 3]);
  });

  it('needs no room where it stands already', async () => {
    for (const id of messages.slice(0, 3)) await pin(id);
    await pin(messages[1]!, { hold: { kind: 'forever' } });
    expect(kinds()).toEqual(['pin', 'pin', 'pin', 'pin']);
    expect(await standing()).toEqual(messages.slice(0, 3).toSorted());
  });

  it('is tried again to the end once it may have been seen, whoever has pinned meanwhile', async () => {
    for (const id of messages.slice(0, 2)) await pin(id);
    answer(silence);
    const command = await pin(messages[2]!);
    await byHand('pin', messages[3]!);
    await stage.sweepAndCarryOut();
    expect(kinds()).toEqual(['pin', 'pin', 'pin', 'pin']);
    expect(await describeCommand(stage.deps, command)).toMatchObject({ state: 'done' });
    expect(await standing()).toEqual(messages.slice(1, 4).toSorted());
  });
});
