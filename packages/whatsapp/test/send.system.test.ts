import type { MessageKey } from '@pinwheel/domain';
import { proto } from '@whiskeysockets/baileys';
import { expect, test } from 'vitest';
import { createWorld, linkedInstance, newWireId, TestInstance, type World } from './support/linked.js';
import { MemoryRecords } from './support/memory.js';

const week = 604_800;

const text = (words: string) => ({ kind: 'text', text: words }) as const;
const pin = (key: MessageKey) => ({ kind: 'pin', key, durationSeconds: week }) as const;
const acknowledged = { kind: 'acknowledged' };

const holdsRatchet = ({ type }: { type: string }) => type === 'sender-key' || type === 'session';

/** What Ann says, as our side heard it. */
async function said(world: World, linked: TestInstance, words: string): Promise<MessageKey> {
  return (await linked.told.message(await world.ann.say(world.group, words))).key;
}

test.each(['lid', 'pn'] as const)('pins on everybody’s phone in a %s group, and unpins', async (addressing) => {
  await using world = await createWorld(addressing);
  const { olga, ann, bob, group } = world;
  await using linked = await linkedInstance(world);
  const key = await said(world, linked, 'the rules');
  expect(await linked.send(pin(key))).toEqual(acknowledged);
  for (const phone of [olga, ann, bob])
    expect(phone.board(group)).toMatchObject([{ text: 'the rules', pinnedBy: olga }]);
  expect(ann.heard(group).at(-1)?.pin).toMatchObject({ type: 1, durationSeconds: week, edit: '2', key });
  expect(await linked.send({ kind: 'unpin', key })).toEqual(acknowledged);
  for (const phone of [olga, ann, bob]) expect(phone.board(group)).toEqual([]);
  expect(world.simulator.unknownQueries()).toEqual([]);
});

test('posts a text under the id that was chosen for it, and pins it', async () => {
  await using world = await createWorld();
  const { olga, bob, group } = world;
  await using linked = await linkedInstance(world);
  const wireId = newWireId();
  expect(await linked.send(text('meeting at six'), group.jid, wireId)).toEqual(acknowledged);
  const key = { remoteJid: group.jid, id: wireId, fromMe: true, participant: olga.lid };
  expect(await linked.send(pin(key))).toEqual(acknowledged);
  expect(bob.board(group)).toMatchObject([{ messageId: wireId, text: 'meeting at six' }]);
});

test('pins in a private chat', async () => {
  await using world = await createWorld();
  const { olga, ann } = world;
  await using linked = await linkedInstance(world);
  const { key, chatJid } = await linked.told.message(await ann.sayPrivately(olga, 'my address'));
  expect(await linked.send(pin(key), chatJid)).toEqual(acknowledged);
  expect(ann.board(olga)).toMatchObject([{ text: 'my address', pinnedBy: olga }]);
  expect(olga.board(ann)).toMatchObject([{ text: 'my address', pinnedBy: olga }]);
});

test('a refusal has the code of the error acknowledgement', async () => {
  await using world = await createWorld();
  await using linked = await linkedInstance(world);
  world.simulator.faults.refuseMessages(479);
  expect(await linked.send(text('no'))).toEqual({ kind: 'refused', code: 479 });
  expect(await linked.send(text('yes'))).toEqual(acknowledged);
});

test('a group that we are not in refuses before anything is sent', async () => {
  await using world = await createWorld();
  const { ann, bob, simulator } = world;
  const others = simulator.addGroup({ name: 'Others', members: [ann, bob] });
  await using linked = await linkedInstance(world);
  let arrived = 0;
  simulator.faults.onMessage(() => (arrived += 1));
  expect(await linked.send(text('let me in'), others.jid)).toEqual({ kind: 'refused', code: 403 });
  expect(arrived).toBe(0);
});

test('without an acknowledgement the outcome is unknown, and the same id again is the same message', async () => {
  await using world = await createWorld();
  const { ann, group, simulator } = world;
  await using linked = await linkedInstance(world, { acknowledgementMs: 300 });
  const wireId = newWireId();
  simulator.faults.withholdAcknowledgements();
  expect(await linked.send(text('hello'), group.jid, wireId)).toEqual({ kind: 'unknown', why: 'no_acknowledgement' });
  expect(await linked.send(text('hello'), group.jid, wireId)).toEqual(acknowledged);
  expect(ann.heard(group)).toMatchObject([{ wireId, text: 'hello', copies: 2 }]);
});

test('waits for a late acknowledgement', async () => {
  await using world = await createWorld();
  await using linked = await linkedInstance(world);
  world.simulator.faults.delayAcknowledgements(400);
  expect(await linked.send(text('slow'))).toEqual(acknowledged);
});

test('a connection lost before the verdict makes the outcome unknown at once', async () => {
  await using world = await createWorld();
  const { simulator, ann, group } = world;
  await using linked = await linkedInstance(world);
  simulator.faults.loseMessages();
  simulator.faults.onMessage(() => simulator.faults.dropConnections());
  expect(await linked.send(text('lost'))).toEqual({ kind: 'unknown', why: 'connection_lost' });
  expect(ann.heard(group)).toEqual([]);
});

test('the message is stored before it leaves', async () => {
  await using world = await createWorld();
  const { simulator, group } = world;
  await using linked = await linkedInstance(world);
  const stored: boolean[] = [];
  simulator.faults.onMessage(({ wireId }) => stored.push(linked.sent.saved.has(wireId)));
  const wireId = newWireId();
  await linked.send(text('keep this'), group.jid, wireId);
  expect(stored).toEqual([true]);
  expect(proto.Message.decode(linked.sent.saved.get(wireId)!).extendedTextMessage?.text).toBe('keep this');
});

test('when it cannot be stored, it does not leave', async () => {
  await using world = await createWorld();
  await using linked = await linkedInstance(world);
  let arrived = 0;
  world.simulator.faults.onMessage(() => (arrived += 1));
  linked.sent.save = () => Promise.reject(new Error('disk full'));
  expect(await linked.send(text('hello'))).toEqual({ kind: 'unknown', why: 'failed_locally' });
  expect(arrived).toBe(0);
});

test.each(['group', 'private chat'] as const)(
  'after ratchets could not be stored, phones of a %s can read the next message',
  async (kind) => {
    await using world = await createWorld();
    const { ann, olga, group, simulator } = world;
    await using linked = await linkedInstance(world);
    const [chat, jid] = kind === 'group' ? [group, group.jid] : [olga, ann.lid];
    const arrived: string[] = [];
    simulator.faults.onMessage(({ wireId }) => arrived.push(wireId));
    await linked.send(text('one'), jid);
    linked.records.beforeWrite = (changes) => {
      if (changes.some(holdsRatchet)) throw new Error('disk full');
    };
    expect(await linked.send(text('two'), jid)).toEqual(acknowledged);
    linked.records.beforeWrite = () => {};
    expect(await linked.send(text('three'), jid)).toEqual(acknowledged);
    expect(await linked.send(text('four'), jid)).toEqual(acknowledged);
    expect(ann.heard(chat).map((heard) => heard.text)).toEqual(['one', 'two', 'three', 'four']);
    // Nobody had to ask for any of them again.
    expect(arrived).toEqual(ann.heard(chat).map(({ wireId }) => wireId));
  },
);

test('after a death between the sending and the storing, the group can read the next message', async () => {
  await using world = await createWorld();
  const { ann, group, simulator } = world;
  await using linked = await linkedInstance(world);
  await linked.send(text('one'));
  let left = new MemoryRecords();
  linked.records.beforeWrite = (changes) => {
    // What a killed process would leave behind: the message is out, this write never happens.
    if (changes.some(holdsRatchet)) left = new MemoryRecords(linked.records.stored);
  };
  await linked.send(text('two'));
  await linked[Symbol.asyncDispose]();
  await using again = await new TestInstance(world, { ...linked, records: left }).open({ pairing: null });
  await again.told.opening();
  const arrived: string[] = [];
  simulator.faults.onMessage(({ wireId }) => arrived.push(wireId));
  expect(await again.send(text('three'))).toEqual(acknowledged);
  expect(ann.heard(group).map((heard) => heard.text)).toEqual(['one', 'two', 'three']);
  // Nobody had to ask for it again.
  expect(arrived).toHaveLength(1);
});

test('a sending that failed leaves no trace of keys that nobody got', async () => {
  await using world = await createWorld();
  const { ann, group, simulator } = world;
  await using linked = await linkedInstance(world);
  simulator.faults.loseMessages();
  const stop = simulator.faults.onMessage(() => simulator.faults.dropConnections());
  await linked.send(text('lost'));
  stop();
  await linked.told.opening(2);
  expect(await linked.send(text('found'))).toEqual(acknowledged);
  expect(ann.heard(group)).toMatchObject([{ text: 'found', copies: 1 }]);
});

test('sendings to one group at the same time all arrive', async () => {
  await using world = await createWorld();
  const { ann, group } = world;
  await using linked = await linkedInstance(world);
  const outcomes = await Promise.all(['a', 'b', 'c', 'd'].map((words) => linked.send(text(words))));
  expect(outcomes).toEqual(Array.from({ length: 4 }, () => acknowledged));
  expect(ann.heard(group).map((heard) => heard.text)).toEqual(['a', 'b', 'c', 'd']);
  expect(linked.records.names('sender-key-memory')).toEqual([`sender-key-memory/${group.jid}`]);
});
