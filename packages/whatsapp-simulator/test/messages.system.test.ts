import { generateMessageIDV2, type proto, type WAMessage } from '@whiskeysockets/baileys';
import { expect, test } from 'vitest';
import type { Group } from '../src/index.js';
import type { BaileysClient } from './baileys-client.js';
import { linkedClient, smallWorld } from './small-world.js';

const WEEK = 604_800;

async function pin(client: BaileysClient, group: Group, key: WAMessage['key'], type: 1 | 2 = 1) {
  const id = generateMessageIDV2(client.socket.user?.id);
  const send = () => client.socket.sendMessage(group.jid, { pin: key, type, time: WEEK }, { messageId: id });
  return { id, ...(await client.acknowledged(id, send)) };
}

test.each(['lid', 'pn'] as const)(
  "a member's message and our pin of it are decrypted in a %s group",
  async (addressing) => {
    await using world = await smallWorld(addressing);
    const { simulator, olga, ann, bob, group } = world;
    await using client = await linkedClient(world, olga);
    const said = await ann.say(group, 'hello');
    const { message, type } = await client.message(said);
    const [participant, participantAlt] = addressing === 'lid' ? [ann.lid, ann.jid] : [ann.jid, ann.lid];
    expect(type).toBe('notify');
    expect(message).toMatchObject({ pushName: 'Ann', message: { conversation: 'hello' } });
    const key = { remoteJid: group.jid, fromMe: false, id: said, participant };
    expect(message.key).toMatchObject({ ...key, participantAlt, addressingMode: addressing });

    const { id, error } = await pin(client, group, message.key);
    expect(error).toBeUndefined();
    for (const person of [olga, ann, bob]) {
      const event = { type: 1, key, durationSeconds: WEEK, edit: '2' };
      expect(person.heard(group)).toMatchObject([
        { wireId: said, from: ann, text: 'hello', copies: 1 },
        { wireId: id, from: olga, pin: event, copies: 1 },
      ]);
      expect(person.board(group)).toMatchObject([{ messageId: said, text: 'hello', pinnedBy: olga }]);
      expect(person.undecryptable(group)).toBe(0);
    }

    await pin(client, group, message.key, 2);
    expect(bob.heard(group).at(-1)?.pin).toMatchObject({ type: 2, durationSeconds: 0, edit: '2' });
    expect(bob.board(group)).toEqual([]);
    expect(simulator.unknownQueries()).toEqual([]);
  },
);

test("a pin made on somebody's phone arrives with the key in that person's perspective", async () => {
  await using world = await smallWorld();
  const { olga, ann, bob, group } = world;
  await using client = await linkedClient(world, olga);
  const said = await ann.say(group, 'mine');
  for (const [person, fromMe] of [
    [ann, true],
    [bob, false],
  ] as const) {
    const { message } = await client.message(await person.pin(group, said, 86_400));
    expect(message.key).toMatchObject({ remoteJid: group.jid, fromMe: false, participant: person.lid });
    expect(message.message).toMatchObject({
      pinInChatMessage: { type: 1, key: { remoteJid: group.jid, fromMe, id: said, participant: ann.lid } },
      messageContextInfo: { messageAddOnDurationInSecs: 86_400 },
    });
  }
  const unpinned = await client.message(await bob.unpin(group, said));
  expect(unpinned.message.message?.pinInChatMessage?.type).toBe(2);
});

test('what the own phone says and pins arrives as from me', async () => {
  await using world = await smallWorld();
  const { olga, group } = world;
  await using client = await linkedClient(world, olga);
  const said = await olga.say(group, 'from my phone');
  const { message } = await client.message(said);
  expect(message.key).toMatchObject({ fromMe: true, participant: olga.lid });
  const pinned = await client.message(await olga.pin(group, said));
  expect(pinned.message.message?.pinInChatMessage?.key).toMatchObject({ fromMe: true, id: said });
});

test('a deletion arrives, and takes the message off the board', async () => {
  await using world = await smallWorld();
  const { olga, ann, bob, group } = world;
  await using client = await linkedClient(world, olga);
  const said = await ann.say(group, 'a mistake');
  await pin(client, group, (await client.message(said)).message.key);
  expect(bob.board(group)).toHaveLength(1);
  await expect(bob.deleteMessage(group, said)).rejects.toThrow('may not delete');
  await ann.deleteMessage(group, said);
  await client.until('the deletion', () =>
    client.upserts.some(({ message }) => message.message?.protocolMessage?.key?.id === said),
  );
  expect(bob.board(group)).toEqual([]);
});

test('private messages go both ways', async () => {
  await using world = await smallWorld();
  const { simulator, olga, ann } = world;
  await using client = await linkedClient(world, olga);
  const said = await ann.sayPrivately(olga, 'psst');
  const { message } = await client.message(said);
  expect(message.key).toMatchObject({ remoteJid: ann.lid, remoteJidAlt: ann.jid, fromMe: false });
  const id = generateMessageIDV2(client.socket.user?.id);
  await client.acknowledged(id, () =>
    client.socket.sendMessage(ann.lid, { pin: message.key, type: 1, time: WEEK }, { messageId: id }),
  );
  for (const [person, other] of [
    [ann, olga],
    [olga, ann],
  ] as const) {
    expect(person.heard(other)).toMatchObject([{ text: 'psst' }, { wireId: id, from: olga, pin: { type: 1 } }]);
    expect(person.board(other)).toMatchObject([{ messageId: said, pinnedBy: olga }]);
  }
  const own = await client.message(await olga.sayPrivately(ann, 'from my phone'));
  expect(own.message.key).toMatchObject({ remoteJid: ann.lid, fromMe: true });
  expect(simulator.unknownQueries()).toEqual([]);
});

test('a private chat may be addressed by phone number as well', async () => {
  await using world = await smallWorld();
  const { simulator, olga, ann } = world;
  await using client = await linkedClient(world, olga);
  const sent = await client.socket.sendMessage(ann.jid, { text: 'hello' });
  await expect.poll(() => ann.heard(olga)).toMatchObject([{ wireId: sent?.key.id, text: 'hello', from: olga }]);
  expect(olga.heard(ann)).toHaveLength(1);
  await client.message(await ann.sayPrivately(olga, 'hello yourself'));
  expect(simulator.unknownQueries()).toEqual([]);
});

test('two clients ask each other again for what they cannot decrypt', async () => {
  await using world = await smallWorld();
  const { olga, ann, group } = world;
  await using ours = await linkedClient(world, olga);
  await using theirs = await linkedClient(world, ann);
  const first = await ours.socket.sendMessage(group.jid, { text: 'with the sender key' });
  await theirs.message(first?.key.id ?? '');
  for (const name of theirs.keys.names('sender-key')) theirs.keys.values.delete(name);
  const second = await ours.socket.sendMessage(group.jid, { text: 'unreadable at first' });
  const { message } = await theirs.message(second?.key.id ?? '');
  expect(message.message?.extendedTextMessage?.text).toBe('unreadable at first');
  expect(ann.heard(group)).toMatchObject([{ copies: 1 }, { copies: 1 }]);
});

test('two clients of two people hear each other', async () => {
  await using world = await smallWorld();
  const { simulator, olga, ann, bob, group } = world;
  await using ours = await linkedClient(world, olga);
  await using theirs = await linkedClient(world, ann);
  expect(simulator.connections).toBe(2);
  const sent = await ours.socket.sendMessage(group.jid, { text: 'from a client' });
  const { message } = await theirs.message(sent?.key.id ?? '');
  expect(message.message?.extendedTextMessage?.text).toBe('from a client');
  expect(message.key).toMatchObject({ fromMe: false, participant: olga.lid });
  const { id } = await pin(theirs, group, message.key);
  const pinned = await ours.message(id);
  expect(pinned.message.message?.pinInChatMessage?.key?.id).toBe(message.key.id);
  expect(bob.board(group)).toMatchObject([{ text: 'from a client', pinnedBy: ann }]);
  expect(simulator.unknownQueries()).toEqual([]);
});

test('what was said while the client was away comes at the next login, and again until it was received', async () => {
  await using world = await smallWorld();
  const { simulator, olga, ann, group } = world;
  await using client = await linkedClient(world, olga);
  await client.message(await ann.say(group, 'live'));
  await client.socket.end(undefined);
  const missed = [await ann.say(group, 'first'), await ann.say(group, 'second')];
  await client.connect().open();
  for (const id of missed) expect(await client.message(id)).toMatchObject({ type: 'append' });
  await simulator.waitForConnection(olga);
  await client.socket.end(undefined);
  const before = client.upserts.length;
  await client.connect().open();
  await client.message(await ann.say(group, 'live again'));
  expect(client.upserts).toHaveLength(before + 1);
});

test('a new companion gets the texts of the past and the pins that stand', async () => {
  await using world = await smallWorld();
  const { olga, ann, bob, group } = world;
  const [first, second] = [await ann.say(group, 'long ago'), await ann.say(group, 'a mistake')];
  await ann.deleteMessage(group, second);
  await bob.pin(group, first, 86_400);
  await using client = await linkedClient(world, olga);
  const history = await client.until(
    'the history',
    () => client.events.find((events) => events['messaging-history.set']?.messages.length)?.['messaging-history.set'],
  );
  const key = { remoteJid: group.jid, fromMe: false, id: first, participant: ann.lid };
  expect(history.messages).toMatchObject([
    {
      key,
      message: { conversation: 'long ago' },
      pinInChat: {
        type: 1,
        key: { participant: bob.lid },
        messageAddOnContextInfo: { messageAddOnDurationInSecs: 86_400 },
      },
    },
  ]);
});

test('the metadata show the members, their roles and the settings', async () => {
  await using world = await smallWorld();
  const { olga, ann, bob, group } = world;
  await using client = await linkedClient(world, olga);
  group.setOnlyAdminsEdit(true);
  group.setOnlyAdminsSpeak(true);
  const metadata = await client.socket.groupMetadata(group.jid);
  expect(metadata).toMatchObject({
    id: group.jid,
    subject: 'Garden',
    restrict: true,
    announce: true,
    addressingMode: 'lid',
  });
  expect(metadata.participants).toMatchObject([
    { id: olga.lid, phoneNumber: olga.jid, admin: 'superadmin' },
    { id: ann.lid, phoneNumber: ann.jid, admin: null },
    { id: bob.lid, phoneNumber: bob.jid, admin: null },
  ]);
  expect(Object.keys(await client.socket.groupFetchAllParticipating())).toEqual([group.jid]);
});

test('changes of a group are told to its members', async () => {
  await using world = await smallWorld();
  const { simulator, olga, ann, bob, group } = world;
  await using client = await linkedClient(world, olga);
  const seen = (find: (events: (typeof client.events)[number]) => unknown) =>
    client.until('the change', () => client.events.some((events) => Boolean(find(events))));
  group.setAdmin(bob, true);
  await seen(({ 'group-participants.update': update }) => update?.action === 'promote');
  group.setOnlyAdminsEdit(true);
  await seen(({ 'groups.update': updates }) => updates?.some(({ restrict }) => restrict === true));
  group.setOnlyAdminsSpeak(true);
  await seen(({ 'groups.update': updates }) => updates?.some(({ announce }) => announce === true));
  group.rename('Orchard');
  await seen(({ 'groups.update': updates }) => updates?.some(({ subject }) => subject === 'Orchard'));
  group.remove(ann);
  await seen(({ 'group-participants.update': update }) => update?.action === 'remove');
  group.add(ann);
  await seen(({ 'group-participants.update': update }) => update?.action === 'add');
  simulator.addGroup({ name: 'Cellar', members: [olga, bob] });
  await seen(({ 'groups.upsert': groups }) => groups?.some(({ subject }) => subject === 'Cellar'));
});

test('only those may pin and speak whom the settings allow', async () => {
  await using world = await smallWorld();
  const { olga, ann, bob, group } = world;
  await using client = await linkedClient(world, bob);
  const { message } = await client.message(await ann.say(group, 'hello'));
  expect((await pin(client, group, message.key)).error).toBeUndefined();
  expect((await pin(client, group, message.key, 2)).error).toBeUndefined();
  group.setOnlyAdminsEdit(true);
  expect(await pin(client, group, message.key)).toMatchObject({ error: '403' });
  await expect(ann.pin(group, message.key.id ?? '')).rejects.toThrow('may not pin');
  group.setOnlyAdminsEdit(false);
  group.setOnlyAdminsSpeak(true);
  expect(await pin(client, group, message.key)).toMatchObject({ error: '403' });
  group.setAdmin(bob, true);
  expect((await pin(client, group, message.key)).error).toBeUndefined();
  expect(olga.board(group)).toMatchObject([{ text: 'hello', pinnedBy: bob }]);
  const { participants } = await client.socket.groupMetadata(group.jid);
  group.remove(bob);
  await expect(client.socket.groupMetadata(group.jid)).rejects.toMatchObject({ data: 403 });
  expect(participants).toHaveLength(3);
});

test('phones ask again for a message whose sender key was in a refused one, and ignore the pin that comes then', async () => {
  await using world = await smallWorld();
  const { simulator, olga, ann, bob, group } = world;
  await using client = await linkedClient(world, olga);
  const { message } = await client.message(await ann.say(group, 'hello'));
  simulator.faults.refuseMessages(421);
  expect(await pin(client, group, message.key)).toMatchObject({ error: '421' });
  const { id } = await pin(client, group, message.key);
  const read = () => bob.heard(group).find(({ wireId }) => wireId === id);
  await expect.poll(read).toMatchObject({ pin: { type: 1, edit: undefined } });
  expect(bob.board(group)).toEqual([]);
});

test('a phone that cannot decrypt asks again, and the client says it again', async () => {
  await using world = await smallWorld();
  const { olga, ann, bob, group } = world;
  const sent = new Map<string, proto.IMessage>();
  await using client = await linkedClient(world, olga, {
    getMessage: (key) => Promise.resolve(sent.get(key.id ?? '')),
  });
  const { message } = await client.message(await ann.say(group, 'hello'));
  const before = new Map(client.keys.values);
  await pin(client, group, message.key);
  await pin(client, group, message.key, 2);
  // The ratchet goes back to where it was two messages ago, as after a crash between sending and storing.
  for (const name of client.keys.names('sender-key')) {
    const old = before.get(name);
    if (old === undefined) client.keys.values.delete(name);
    else client.keys.values.set(name, old);
  }
  expect(bob.undecryptable(group)).toBe(0);
  const { id } = await pin(client, group, message.key);
  for (const person of [olga, ann, bob]) {
    const read = () => person.heard(group).find(({ wireId }) => wireId === id);
    await expect.poll(read).toMatchObject({ pin: { type: 1 } });
    expect(person.undecryptable(group)).toBe(0);
  }
});

test('a client that cannot decrypt asks again, and the phone says it again', async () => {
  await using world = await smallWorld();
  const { olga, ann, group } = world;
  await using client = await linkedClient(world, olga);
  await client.message(await ann.say(group, 'the sender key comes with this'));
  for (const name of client.keys.names('sender-key')) client.keys.values.delete(name);
  const said = await ann.say(group, 'unreadable at first');
  expect((await client.message(said)).message.message?.conversation).toBe('unreadable at first');
  const stub = client.upserts.find(({ message }) => message.key.id === said && !message.message);
  expect(stub?.message.messageStubType).toBe(2);
  await client.socket.end(undefined);
  const before = client.upserts.length;
  await client.connect().open();
  await client.message(await ann.say(group, 'nothing is left over'));
  expect(client.upserts).toHaveLength(before + 1);
});
