import { expect, test } from 'vitest';
import { createWorld, linkedInstance, TestInstance, type World } from './support/linked.js';
import { MemoryRecords } from './support/memory.js';

const says = {
  'a first message to a group': ({ ann, group }: World) => ann.say(group, 'the message'),
  'a later message to a group': ({ bob, group }: World) => bob.say(group, 'the message'),
  'a private message': ({ ann, olga }: World) => ann.sayPrivately(olga, 'the message'),
};

/** The n-th ratchet that is stored for one message: a first one to a group brings the group's key and then the text. */
test.each([
  ['a first message to a group', 1],
  ['a first message to a group', 2],
  ['a later message to a group', 1],
  ['a private message', 1],
] as const)(
  'hears %s although the connection goes when ratchet %i is stored, before the receipt',
  async (what, nth) => {
    await using world = await createWorld();
    await using linked = await linkedInstance(world);
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
  },
);

/** What a process leaves behind that dies when the server has its receipt and the listener has not been told yet. */
async function dead(linked: TestInstance, say: () => Promise<string>): Promise<TestInstance> {
  const { told, records, world } = linked;
  let left: MemoryRecords | null = null;
  const heard = told.heard.bind(told);
  told.heard = (events) => {
    left ??= new MemoryRecords(records.stored);
    heard(events);
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
