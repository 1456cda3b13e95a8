import type { Actor, Outcome } from '@pinwheel/domain';
import {
  type Deps,
  describeCommand,
  type Errand,
  favorite,
  type Lease,
  pinChat,
  pinNow,
  runOperation,
  type ViewReply,
  type Wake,
} from '@pinwheel/pinning';
import { TestClock } from '@pinwheel/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { depsOn, type Fixture, makeChat, openFixture, start, unique } from './fixture.js';

const actor: Actor = { kind: 'token', tokenId: 't', name: 'shop' };

describe('changing the account’s own view', () => {
  let fixture: Fixture;
  let lease: Lease;
  let deps: Deps;
  let woken: Wake[];
  let sent: Errand[];
  let outcomes: Outcome[];
  let chat: Awaited<ReturnType<typeof makeChat>>;
  beforeAll(async () => {
    fixture = await openFixture();
    await fixture.db.instances.update('main', { state: 'linked' });
    lease = (await fixture.db.leases.take('test', 3_600_000, 1))[0]!;
  });
  afterAll(() => fixture[Symbol.asyncDispose]());
  beforeEach(async () => {
    [woken, sent, outcomes] = [[], [], []];
    deps = depsOn(fixture.db, new TestClock(start), (wakes) => void woken.push(...wakes));
    chat = await makeChat(fixture);
  });

  const asked = (repeated: 'join' | 'send' = 'join') => {
    const { chatId } = chat;
    return { chatId, actor, source: unique('http:'), repeated };
  };
  const pin = (pinned = true, repeated: 'join' | 'send' = 'join') => pinChat(deps, { ...asked(repeated), pinned });
  const star = (messageId: number | null, wanted = true) => favorite(deps, { ...asked(), messageId, favorite: wanted });
  const commandOf = (reply: ViewReply) => {
    if (reply.kind === 'refused') throw new Error(reply.why.kind);
    return reply.command.command.id;
  };

  /** Plays the listener until nothing is owed. */
  async function carryOut(): Promise<void> {
    const gateway = {
      async send(errand: Errand): Promise<Outcome> {
        sent.push(errand);
        return outcomes.shift() ?? { kind: 'acknowledged' };
      },
    };
    for (let wake = woken.shift(); wake; wake = woken.shift())
      if (wake.kind === 'operation') await runOperation(deps, gateway, lease, wake.id);
  }
  const contents = () => sent.map(({ content }) => content);

  it('reaches WhatsApp in the chat’s order, among pins of messages', async () => {
    const { chatId, jid, messageId } = chat;
    await pin();
    await star(messageId);
    await pinNow(deps, { ...asked(), chatId, messageId, durationSeconds: 86_400 });
    await star(null);
    await star(messageId, false);
    await pin(false);
    await carryOut();
    const key = expect.objectContaining({ remoteJid: jid }) as object;
    expect(contents()).toEqual([
      { kind: 'pin_chat', pinned: true },
      { kind: 'favorite_message', key, favorite: true },
      { kind: 'pin', key, durationSeconds: 86_400 },
      { kind: 'favorite_chat', favorite: true },
      { kind: 'favorite_message', key, favorite: false },
      { kind: 'pin_chat', pinned: false },
    ]);
    expect(await deps.store.standingPins(chatId, start)).toMatchObject([{ messageId }]);
  });

  it('joins the same that is under way, unless each request wants its own', async () => {
    const first = commandOf(await pin());
    expect(commandOf(await pin())).toBe(first);
    expect(commandOf(await pin(true, 'send'))).not.toBe(first);
    await pin(false);
    expect(commandOf(await pin())).not.toBe(first);
    await carryOut();
    expect(contents().map((content) => 'pinned' in content && content.pinned)).toEqual([true, true, false, true]);
  });

  it('ends with the reason where there is no room, and with the code of a refusal', async () => {
    outcomes.push({ kind: 'given_up', reason: 'pinned_chats_full' }, { kind: 'refused', code: 403 });
    const [full, refused] = [commandOf(await pin()), commandOf(await star(null))];
    await carryOut();
    expect(await describeCommand(deps, full)).toMatchObject({
      state: 'failed',
      failure: { kind: 'cancelled', reason: 'pinned_chats_full' },
    });
    expect(await describeCommand(deps, refused)).toMatchObject({ failure: { kind: 'refused', code: 403 } });
  });

  it('is refused for a message of another chat, a deleted one, a chat that is gone and a channel', async () => {
    const other = await makeChat(fixture);
    expect(await star(other.messageId)).toEqual({ kind: 'refused', why: { kind: 'message_gone' } });
    await deps.store.transaction((tx) => tx.markRevoked(chat.messageId, start));
    expect(await star(chat.messageId)).toEqual({ kind: 'refused', why: { kind: 'message_deleted' } });
    expect(await star(chat.messageId, false)).toMatchObject({ kind: 'accepted' });
    const gone = { ...asked(), chatId: 0 };
    expect(await pinChat(deps, { ...gone, pinned: true })).toEqual({ kind: 'refused', why: { kind: 'chat_gone' } });
    const group = (await deps.store.findChat(chat.chatId))!;
    await deps.store.saveChats('main', [{ ...group, kind: 'channel' }]);
    expect(await pin()).toEqual({ kind: 'refused', why: { kind: 'channel' } });
  });

  it('is not carried out for a message that is deleted before its turn', async () => {
    const command = commandOf(await star(chat.messageId));
    await deps.store.transaction((tx) => tx.markRevoked(chat.messageId, start));
    await carryOut();
    expect(sent).toEqual([]);
    expect(await describeCommand(deps, command)).toMatchObject({ failure: { reason: 'message_deleted' } });
  });
});
