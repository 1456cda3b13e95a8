import type { Actor, Duration, Outcome } from '@pinwheel/domain';
import { type Deps, type Errand, type Lease, pinNow, runOperation, unpinNow, type Wake } from '@pinwheel/pinning';
import { TestClock } from '@pinwheel/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { depsOn, type Fixture, heard, makeChat, openFixture, start, unique } from './fixture.js';

const day = 86_400_000;
const week: Duration = 604_800;
const actor: Actor = { kind: 'token', tokenId: 't', name: 'shop' };

describe('pinning for a program', () => {
  let fixture: Fixture;
  let lease: Lease;
  let deps: Deps;
  let clock: TestClock;
  let woken: Wake[];
  let sent: Errand[];
  let outcomes: Outcome[];
  let chatId: number;
  let messages: number[];
  beforeAll(async () => {
    fixture = await openFixture();
    await fixture.db.instances.update('main', { state: 'linked' });
    lease = (await fixture.db.leases.take('test', 3_600_000, 1))[0]!;
  });
  afterAll(() => fixture[Symbol.asyncDispose]());
  beforeEach(async () => {
    [woken, sent, outcomes, clock] = [[], [], [], new TestClock(start)];
    deps = depsOn(fixture.db, clock, (wakes) => void woken.push(...wakes));
    const chat = await makeChat(fixture);
    chatId = chat.chatId;
    await deps.store.saveMessages(
      'main',
      Array.from({ length: 9 }, (_, n) => heard({ chatJid: chat.jid, sentAt: start + n + 1 })),
      start,
    );
    messages = (await deps.store.messages({ chatId, limit: 20 })).map(({ id }) => id).toReversed();
  });

  const about = (n: number) => ({ chatId, messageId: messages[n]!, actor, source: unique('http:') });
  const pin = (n: number, repeated: 'join' | 'send' = 'join', durationSeconds: Duration = week) =>
    pinNow(deps, { ...about(n), repeated, durationSeconds });
  const take = (n: number, repeated: 'join' | 'send' = 'join') => unpinNow(deps, { ...about(n), repeated });

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
  const pinned = async (n: number, durationSeconds: Duration = week) => {
    await pin(n, 'join', durationSeconds);
    clock.advance(1);
    await carryOut();
  };
  const standing = async (): Promise<number[]> =>
    (await deps.store.standingPins(chatId, clock.now())).map(({ messageId }) => messages.indexOf(messageId)).toSorted();
  const kinds = () => sent.map(({ content }) => content.kind);

  it('sends nothing while the same pin stands, however long ago it was put up', async () => {
    await pinned(0);
    clock.advance(5 * day);
    expect(await pin(0)).toEqual({ kind: 'stands' });
    expect(await pin(0, 'join', 86_400)).toMatchObject({ kind: 'accepted' });
    await carryOut();
    expect(sent.map(({ content }) => 'durationSeconds' in content && content.durationSeconds)).toEqual([week, 86_400]);
    clock.advance(day);
    expect(await pin(0, 'join', 86_400)).toMatchObject({ kind: 'accepted' });
  });

  it('joins what is under way, of twenty at once as of two', async () => {
    const replies = await Promise.all(Array.from({ length: 20 }, () => pin(0)));
    expect(new Set(replies.map((reply) => reply.kind === 'accepted' && reply.command.command.id)).size).toBe(1);
    const unpins = await Promise.all(Array.from({ length: 5 }, () => take(0)));
    expect(new Set(unpins.map((reply) => reply.kind === 'accepted' && reply.command.command.id)).size).toBe(1);
    await pin(0);
    await carryOut();
    expect(kinds()).toEqual(['pin', 'unpin', 'pin']);
    expect(await standing()).toEqual([0]);
  });

  it('sends each time where each request has an id of its own', async () => {
    for (let n = 0; n < 2; n += 1) await pin(0, 'send');
    await carryOut();
    await pin(0, 'send');
    await carryOut();
    expect(kinds()).toEqual(['pin', 'pin', 'pin']);
    expect(await standing()).toEqual([0]);
  });

  it('lets the pin go that was put up first where all slots are taken, before it pins', async () => {
    for (const n of [2, 0, 1]) await pinned(n);
    await pinned(3);
    expect(await standing()).toEqual([0, 1, 3]);
    expect(kinds().slice(3)).toEqual(['unpin', 'pin']);
    await pinned(0);
    await pinned(4);
    expect(await standing()).toEqual([1, 3, 4].toSorted());
  });

  it('makes room among pins that are on their way too: none is refused, three stand', async () => {
    const replies = await Promise.all(messages.slice(0, 9).map((_, n) => pin(n)));
    expect(replies.map(({ kind }) => kind)).toEqual(Array(9).fill('accepted'));
    await carryOut();
    expect(await standing()).toHaveLength(3);
    expect(kinds().filter((kind) => kind === 'pin')).toHaveLength(9);
  });

  it('unpins also what it does not know as pinned', async () => {
    expect(await take(0)).toMatchObject({ kind: 'accepted' });
    await carryOut();
    expect(kinds()).toEqual(['unpin']);
  });

  it('refuses what WhatsApp would refuse, and plans nothing then', async () => {
    await deps.store.transaction((tx) => tx.markRevoked(messages[0]!, start));
    expect(await pin(0)).toEqual({ kind: 'refused', why: { kind: 'message_deleted' } });
    expect(await pinNow(deps, { ...about(1), messageId: 0, repeated: 'join', durationSeconds: week })).toEqual({
      kind: 'refused',
      why: { kind: 'message_gone' },
    });
    const { jid } = (await deps.store.findChat(chatId))!;
    const chat = { jid, kind: 'group' as const, name: 'x', members: 3, disappearingSeconds: null };
    const closed = { ...chat, ourRole: 'member' as const, onlyAdminsEdit: true, onlyAdminsSpeak: false };
    await deps.store.saveChats('main', [closed]);
    for (const reply of [await pin(1), await take(1)])
      expect(reply).toEqual({ kind: 'refused', why: { kind: 'only_admins_pin' } });
    expect(woken).toEqual([]);
  });

  it('finds a message by WhatsApp’s id in its instance only, and not one that has yet to arrive', async () => {
    const { wireIds, instances, store } = fixture.db;
    await instances.create('other');
    const { key } = (await store.findMessage(messages[0]!))!;
    expect(await wireIds.find('main', key.id)).toMatchObject([{ chat: { id: chatId }, message: { id: messages[0] } }]);
    expect(await wireIds.find('other', key.id)).toEqual([]);
    for (const unknown of ['', 'x'.repeat(4_096), '\0', '\ud800'])
      expect(await wireIds.find('main', unknown)).toEqual([]);
    const own = { chatId, key: { ...key, id: unique('OWN'), fromMe: true }, text: 'x', sentAt: start };
    const { id } = await store.transaction((tx) => tx.insertOwnMessage(own));
    expect(await wireIds.find('main', own.key.id)).toEqual([]);
    await store.transaction((tx) => tx.markArrived(id, start));
    expect(await wireIds.find('main', own.key.id)).toMatchObject([{ message: { id } }]);
    expect(await wireIds.addressesIn(chatId)).toEqual(['5511@s.whatsapp.net']);
  });
});
