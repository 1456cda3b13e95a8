import { expect, test } from 'vitest';
import { createWorld, linkedInstance, type TestInstance, type World } from './support/linked.js';

/** An instance whose group key nobody has: our own record of it is lost, the memory of having given it is not. */
async function withUnknownKey(world: World): Promise<TestInstance> {
  const linked = await linkedInstance(world);
  await linked.send({ kind: 'text', text: 'hello' });
  await linked[Symbol.asyncDispose]();
  const own = linked.records.names('sender-key').find((name) => name.includes(world.olga.lid.split('@')[0] ?? ''));
  linked.records.stored.delete(own ?? '');
  return linked.restarted();
}

test('a pin that phones could not decrypt is sent again as a pin, to each that asked, and shown', async () => {
  await using world = await createWorld();
  const { ann, bob, olga, group } = world;
  const wireId = await ann.say(group, 'rules');
  await using linked = await (await withUnknownKey(world)).open({ pairing: null });
  await linked.told.opening();
  const key = { remoteJid: group.jid, id: wireId, fromMe: false, participant: ann.lid };
  expect(await linked.send({ kind: 'pin', key, durationSeconds: 86_400 })).toEqual({ kind: 'acknowledged' });
  for (const phone of [ann, bob, olga]) {
    await expect.poll(() => phone.board(group)).toMatchObject([{ messageId: wireId }]);
    expect(phone.heard(group).at(-1)).toMatchObject({ pin: { edit: '2' }, copies: 1 });
  }
});

test('a device that asks while we are down gets the message from the new process', async () => {
  await using world = await createWorld();
  const { ann, bob, olga, group, simulator } = world;
  const linked = await withUnknownKey(world);
  await linked.open({ pairing: null });
  await linked.told.opening();
  const stop = simulator.faults.onMessage(() => simulator.faults.dropConnections());
  const sending = linked.send({ kind: 'text', text: 'read me' });
  await linked.told.closing('reconnecting');
  stop();
  await linked[Symbol.asyncDispose]();
  await sending;
  await using again = await linked.restarted().open({ pairing: null });
  for (const phone of [ann, bob, olga])
    await expect.poll(() => phone.heard(group).at(-1)?.text, { timeout: 5_000 }).toBe('read me');
  await again.told.opening();
});
