import type { MessageKey } from '@pinwheel/domain';
import { expect, test } from 'vitest';
import { createWorld, linkedInstance, newWireId } from './support/linked.js';

const week = 604_800;

const pin = (key: MessageKey) => ({ kind: 'pin', key, durationSeconds: week }) as const;

test.each(['lid', 'pn'] as const)(
  'pins a message of a %s group on everybody’s phone, and unpins it',
  async (addressing) => {
    await using world = await createWorld(addressing);
    const { olga, ann, bob, group } = world;
    await using linked = await linkedInstance(world);
    const { key } = await linked.told.message(await ann.say(group, 'the rules'));
    expect(await linked.send(pin(key))).toEqual({ kind: 'acknowledged' });
    for (const phone of [olga, ann, bob])
      expect(phone.board(group)).toMatchObject([{ text: 'the rules', pinnedBy: olga }]);
    expect(await linked.send({ kind: 'unpin', key })).toEqual({ kind: 'acknowledged' });
    for (const phone of [olga, ann, bob]) expect(phone.board(group)).toEqual([]);
    expect(world.simulator.unknownQueries()).toEqual([]);
  },
);

test('the verdict is unknown when no acknowledgement comes, and the same id sent again is the same message', async () => {
  await using world = await createWorld();
  const { ann, group, simulator } = world;
  await using linked = await linkedInstance(world, { acknowledgementMs: 300 });
  const wireId = newWireId();
  simulator.faults.withholdAcknowledgements();
  const text = { kind: 'text', text: 'hello' } as const;
  expect(await linked.send(text, group.jid, wireId)).toEqual({ kind: 'unknown', why: 'no_acknowledgement' });
  expect(await linked.send(text, group.jid, wireId)).toEqual({ kind: 'acknowledged' });
  expect(ann.heard(group)).toMatchObject([{ wireId, text: 'hello', copies: 2 }]);
});
