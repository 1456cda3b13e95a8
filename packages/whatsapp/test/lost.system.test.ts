import type { Logger } from '@pinwheel/pinning';
import { expect, test } from 'vitest';
import { createWorld, linkedInstance, silent, TestInstance, type World } from './support/linked.js';
import { MemoryRecords } from './support/memory.js';

const says = {
  'a first message to a group': ({ ann, group }: World) => ann.say(group, 'the message'),
  'a later message to a group': ({ bob, group }: World) => bob.say(group, 'the message'),
  'a private message': ({ ann, olga }: World) => ann.sayPrivately(olga, 'the message'),
};

/** A first message takes several writes: that of the session, that of the group's key which comes with it, the text. */
test.each([
  ['a first message to a group', 1],
  ['a first message to a group', 2],
  ['a first message to a group', 3],
  ['a later message to a group', 1],
  ['a private message', 1],
  ['a private message', 2],
] as const)(
  'hears %s although the connection goes when ratchet %i is stored, before the receipt',
  async (what, nth) => {
    await using world = await createWorld();
    const warnings: string[] = [];
    const logger: Logger = { ...silent, warn: (_fields, message) => void warnings.push(message), child: () => logger };
    await using linked = await linkedInstance(world, { logger });
    const { told, records } = linked;
    if (what === 'a later message to a group') {
      await told.message(await world.bob.say(world.group, 'hello'));
    }
    let ratchets = 0;
    records.afterWrite = async (changes) => {
      if (!changes.some(({ type }) => type === 'sender-key' || type === 'session')) return;
      ratchets += 1;
      if (ratchets !== nth) return;
      const { length } = told.closings;
      world.simulator.faults.dropConnections();
      // Baileys goes on when the write has resolved, and finds the connection closed.
      await told.until('another closing', () => told.closings.length > length);
    };
    const wireId = await says[what](world);
    expect(await told.message(wireId)).toMatchObject({ text: 'the message', key: { id: wireId, fromMe: false } });
    await told.message(await world.ann.say(world.group, 'the next one'));
    // Neither refused nor asked for again: what the server brought again could be read.
    expect(warnings).not.toContain('failed to decrypt message');
    expect(ratchets).toBeGreaterThanOrEqual(nth);
  },
);

/** What a process leaves behind that dies when the server has its receipt and the listener has not been told yet. */
async function dead(linked: TestInstance, say: () => Promise<string>): Promise<TestInstance> {
  const { told, records, world } = linked;
  let left: MemoryRecords | null = null;
  const heard = told.heard.bind(told);
  told.heard = (events) => {
    left ??= new MemoryRecords(records.stored);
    void heard(events);
  };
  await told.message(await say());
  // WhatsApp forgets what it has a receipt for: in the order of the line, before what comes next.
  await told.message(await world.bob.say(world.group, 'afterwards'));
  await linked[Symbol.asyncDispose]();
  return new TestInstance(world, { ...linked, records: left ?? records });
}

test.each(['a first message to a group', 'a private message'] as const)(
  'hears %s although the process dies after the receipt, before it is heard',
  async (what) => {
    await using world = await createWorld();
    await using linked = await linkedInstance(world);
    await using again = await dead(linked, () => says[what](world));
    await again.open({ pairing: null });
    const [before] = linked.told.messages;
    expect(await again.told.until('the message', () => again.told.messages[0])).toEqual(before);
  },
);

test('tells again after a restart what the listener had not stored, and nothing that it had', async () => {
  await using world = await createWorld();
  const { ann, group } = world;
  await using linked = await linkedInstance(world);
  const { told, records } = linked;
  await told.message(await ann.say(group, 'stored'));
  const heard = told.heard.bind(told);
  told.heard = (events) => {
    void heard(events);
    return new Promise(() => {});
  };
  for (const words of ['one', 'two']) await told.message(await ann.say(group, words));
  expect(records.names('kept-message')).toHaveLength(2);
  await linked[Symbol.asyncDispose]();
  await using again = await linked.restarted().open({ pairing: null });
  await again.told.message(await ann.say(group, 'three'));
  expect(again.told.messages.map(({ text }) => text)).toEqual(['one', 'two', 'three']);
  await again[Symbol.asyncDispose]();
  expect(records.names('kept-message')).toEqual([]);
});

test('keeps a message in the one write that stores its ratchet, and not for longer than it must', async () => {
  await using world = await createWorld();
  const { ann, bob, group } = world;
  await using linked = await linkedInstance(world);
  const { told, records } = linked;
  for (const person of [ann, bob]) await told.message(await person.say(group, 'with the key'));
  const { length } = records.writes;
  for (let words = 0; words < 20; words += 1) await told.message(await ann.say(group, `${words}`));
  const types = records.writes.slice(length).map((changes) => changes.map(({ type }) => type).toSorted());
  expect(types).toEqual(Array.from({ length: 20 }, () => ['kept-message', 'sender-key']));
  expect(records.names('kept-message')).toHaveLength(1);
});
