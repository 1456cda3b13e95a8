import { BufferJSON, generateMessageIDV2 } from '@whiskeysockets/baileys';
import { expect, test, vi } from 'vitest';
import type { Faults, Group } from '../src/index.js';
import { BaileysClient } from './baileys-client.js';
import { linkedClient, smallWorld } from './small-world.js';

function say(client: BaileysClient, group: Group, text: string, patience = 5_000) {
  const id = generateMessageIDV2(client.socket.user?.id);
  const send = () => client.socket.sendMessage(group.jid, { text }, { messageId: id });
  return client.acknowledged(id, send, patience);
}

const texts = (heard: { text?: string }[]) => heard.map(({ text }) => text);

test('a refused message has an error acknowledgement and reaches nobody', async () => {
  await using world = await smallWorld();
  const { simulator, olga, ann, group } = world;
  await using client = await linkedClient(world, olga);
  await say(client, group, 'before');
  simulator.faults.refuseMessages(479, 2);
  expect(await say(client, group, 'first')).toMatchObject({ error: '479' });
  expect(await say(client, group, 'second')).toMatchObject({ error: '479' });
  expect((await say(client, group, 'after')).error).toBeUndefined();
  expect(texts(ann.heard(group))).toEqual(['before', 'after']);
});

test('a withheld acknowledgement never comes, but everybody has the message', async () => {
  await using world = await smallWorld();
  const { simulator, olga, ann, group } = world;
  await using client = await linkedClient(world, olga);
  simulator.faults.withholdAcknowledgements();
  await expect(say(client, group, 'unanswered', 300)).rejects.toThrow('no acknowledgement');
  await vi.waitFor(() => expect(texts(ann.heard(group))).toEqual(['unanswered']), { timeout: 10_000 });
});

test('a lost message is neither delivered nor acknowledged', async () => {
  await using world = await smallWorld();
  const { simulator, olga, ann, group } = world;
  await using client = await linkedClient(world, olga);
  simulator.faults.loseMessages();
  await expect(say(client, group, 'lost', 300)).rejects.toThrow('no acknowledgement');
  expect(ann.heard(group)).toEqual([]);
});

test('a delayed acknowledgement comes after the delivery', async () => {
  await using world = await smallWorld();
  const { simulator, olga, ann, group } = world;
  await using client = await linkedClient(world, olga);
  simulator.faults.delayAcknowledgements(300);
  const acknowledged = say(client, group, 'slow');
  let answered = false;
  void acknowledged.then(() => (answered = true));
  await expect.poll(() => texts(ann.heard(group))).toEqual(['slow']);
  expect(answered).toBe(false);
  expect((await acknowledged).error).toBeUndefined();
});

test('the same message sent twice counts once', async () => {
  await using world = await smallWorld();
  const { olga, ann, group } = world;
  await using client = await linkedClient(world, olga);
  const id = generateMessageIDV2(client.socket.user?.id);
  for (let copy = 0; copy < 2; copy++) {
    const send = () => client.socket.sendMessage(group.jid, { text: 'again' }, { messageId: id });
    expect((await client.acknowledged(id, send)).error).toBeUndefined();
  }
  expect(ann.heard(group)).toMatchObject([{ wireId: id, text: 'again', copies: 2 }]);
});

test('a listener learns of a message before it is delivered, until it stops listening', async () => {
  await using world = await smallWorld();
  const { simulator, olga, ann, group } = world;
  await using client = await linkedClient(world, olga);
  const arrived: unknown[] = [];
  const stop = simulator.faults.onMessage(({ wireId, from }) => {
    arrived.push({ wireId, from, heard: ann.heard(group).length });
  });
  await say(client, group, 'watched');
  stop();
  await say(client, group, 'unwatched');
  expect(arrived).toEqual([{ wireId: ann.heard(group)[0]?.wireId, from: olga, heard: 0 }]);
});

test.each([
  ['dropped', (faults: Faults) => faults.dropConnections(), 428],
  ['ended with 515', (faults: Faults) => faults.endStream(515), 515],
  ['ended with 503', (faults: Faults) => faults.endStream(503), 503],
  ['ended with 500', (faults: Faults) => faults.endStream(500), 500],
  ['replaced', (faults: Faults) => faults.replaceConnections(), 440],
] as const)('a connection that is %s closes with its code, and the client may come back', async (_how, fault, code) => {
  await using world = await smallWorld();
  const { simulator, olga, ann, group } = world;
  await using client = await linkedClient(world, olga);
  fault(simulator.faults);
  expect(await client.closed()).toBe(code);
  await expect.poll(() => simulator.connections).toBe(0);
  await client.connect().open();
  await say(client, group, 'back');
  expect(texts(ann.heard(group))).toEqual(['back']);
});

test('a logged out client is told so and cannot come back', async () => {
  await using world = await smallWorld();
  await using client = await linkedClient(world, world.olga);
  world.simulator.faults.logOut(world.olga);
  expect(await client.closed()).toBe(401);
  client.connect();
  expect(await client.closed()).toBe(401);
});

test('a second socket with the same credentials takes the place of the first', async () => {
  await using world = await smallWorld();
  const { simulator, olga } = world;
  await using first = await linkedClient(world, olga);
  await using second = new BaileysClient(simulator);
  Object.assign(second.creds, JSON.parse(JSON.stringify(first.creds, BufferJSON.replacer), BufferJSON.reviver));
  for (const [name, value] of first.keys.values) second.keys.values.set(name, value);
  await second.connect().open();
  expect(await first.closed()).toBe(440);
  expect(simulator.connections).toBe(1);
});

test('a refused login closes with the reason', async () => {
  await using world = await smallWorld();
  await using client = await linkedClient(world, world.olga);
  await client.socket.end(undefined);
  world.simulator.faults.refuseLogins(405);
  client.connect();
  expect(await client.closed()).toBe(405);
  await client.connect().open();
});

test('a refused upgrade gives the HTTP status', async () => {
  await using world = await smallWorld();
  await using client = await linkedClient(world, world.olga);
  await client.socket.end(undefined);
  world.simulator.faults.refuseUpgrades(503);
  const status = new Promise((resolve) => {
    const { ws } = client.connect().socket;
    ws.on('unexpected-response', (_request, response: { statusCode: number }) => resolve(response.statusCode));
  });
  expect(await status).toBe(503);
});

test('held connections are refused until they are allowed again', async () => {
  await using world = await smallWorld();
  const { simulator, olga } = world;
  await using client = await linkedClient(world, olga);
  await client.socket.end(undefined);
  simulator.faults.holdConnections();
  client.connect();
  expect(await client.closed()).toBe(408);
  simulator.faults.allowConnections();
  await client.connect().open();
});

test('a silent server takes everything and answers nothing, until it speaks again', async () => {
  await using world = await smallWorld();
  const { simulator, olga, ann, group } = world;
  await using client = await linkedClient(world, olga);
  await say(client, group, 'before');
  simulator.faults.goSilent();
  await expect(say(client, group, 'into the void', 300)).rejects.toThrow('no acknowledgement');
  expect(client.socket.ws.isOpen).toBe(true);
  const meanwhile = await ann.say(group, 'hello?');
  expect(client.upserts.some(({ message }) => message.key.id === meanwhile)).toBe(false);
  simulator.faults.speakAgain();
  await client.message(meanwhile);
  await expect.poll(() => texts(ann.heard(group))).toContain('into the void');
});

test('a client that gives up on a silent server may come back when the server speaks again', async () => {
  await using world = await smallWorld();
  const { simulator, olga } = world;
  await using client = await linkedClient(world, olga);
  simulator.faults.goSilent();
  (Reflect.get(client.socket.ws, 'socket') as { terminate(): void }).terminate();
  expect(await client.closed()).toBe(428);
  client.connect();
  simulator.faults.speakAgain();
  await client.open();
  await expect.poll(() => simulator.connections).toBe(1);
});
