import { expect, test } from 'vitest';
import { createWorld, linkedInstance } from './support/linked.js';

test('when WhatsApp does not tell the devices of the members, nothing is sent that nobody could read', async () => {
  await using world = await createWorld();
  const { ann, group, simulator } = world;
  await using linked = await linkedInstance(world, { keepAliveMs: 60_000 });
  const arrived: string[] = [];
  simulator.faults.onMessage(({ wireId }) => arrived.push(wireId));
  simulator.faults.goSilent();
  expect(await linked.send({ kind: 'text', text: 'to whom?' })).toEqual({ kind: 'unknown', why: 'failed_locally' });
  simulator.faults.speakAgain();
  expect(await linked.send({ kind: 'text', text: 'to you' })).toEqual({ kind: 'acknowledged' });
  expect(arrived).toHaveLength(1);
  expect(ann.heard(group)).toMatchObject([{ text: 'to you' }]);
});
