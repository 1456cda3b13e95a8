import { proto } from '@whiskeysockets/baileys';
import { expect, test } from 'vitest';
import { createWorld, linkedInstance } from './support/linked.js';

const week = 604_800;

test.each(['lid', 'pn'] as const)('hears what is said in a %s group, with the key as it was received', async (mode) => {
  await using world = await createWorld(mode);
  const { ann, group } = world;
  await using linked = await linkedInstance(world);
  const wireId = await ann.say(group, 'hello');
  const heard = await linked.told.message(wireId);
  const [participant, participantAlt] = mode === 'lid' ? [ann.lid, ann.jid] : [ann.jid, ann.lid];
  expect(heard).toMatchObject({
    chatJid: group.jid,
    key: { remoteJid: group.jid, id: wireId, fromMe: false, participant },
    participantAlt,
    addressing: mode,
    senderName: 'Ann',
    kind: 'text',
    text: 'hello',
  });
  expect(Math.abs(heard.sentAt - Date.now())).toBeLessThan(60_000);
  const raw = proto.WebMessageInfo.decode(heard.raw);
  expect(raw.message?.conversation).toBe('hello');
  expect(raw.message?.senderKeyDistributionMessage).toBeFalsy();
});

test('hears pins and unpins made on phones, with the key turned to our perspective', async () => {
  await using world = await createWorld();
  const { olga, ann, bob, group } = world;
  await using linked = await linkedInstance(world);
  const { told } = linked;
  const hers = await ann.say(group, 'hers');
  const ours = await olga.say(group, 'ours');
  const key = { remoteJid: group.jid, id: hers, fromMe: false, participant: ann.lid };
  for (const person of [ann, bob, olga]) {
    expect(await told.pin(await person.pin(group, hers, week))).toMatchObject({
      chatJid: group.jid,
      by: { jid: person.lid, name: person.name, fromMe: person === olga },
      action: 'pin',
      target: key,
      durationSeconds: week,
    });
  }
  const own = { remoteJid: group.jid, id: ours, fromMe: true, participant: olga.lid };
  expect((await told.pin(await ann.pin(group, ours))).target).toEqual(own);
  expect((await told.pin(await olga.pin(group, ours))).target).toEqual(own);
  expect(await told.pin(await bob.unpin(group, hers))).toMatchObject({
    action: 'unpin',
    target: key,
    durationSeconds: 0,
  });
  expect(told.messages.map(({ key: { id } }) => id)).toEqual([hers, ours]);
});

test('hears what our own phone says as from me', async () => {
  await using world = await createWorld();
  const { olga, ann, group } = world;
  await using linked = await linkedInstance(world);
  const inGroup = await linked.told.message(await olga.say(group, 'mine'));
  expect(inGroup.key).toMatchObject({ fromMe: true, participant: olga.lid });
  const inPrivate = await linked.told.message(await olga.sayPrivately(ann, 'psst'));
  expect(inPrivate).toMatchObject({ chatJid: ann.lid, text: 'psst', key: { fromMe: true, remoteJid: ann.lid } });
});

test('hears what our own gateway sends not at all', async () => {
  await using world = await createWorld();
  const { ann, group } = world;
  await using linked = await linkedInstance(world);
  await linked.send({ kind: 'text', text: 'from us' });
  await linked.told.message(await ann.say(group, 'after'));
  expect(linked.told.messages.map(({ text }) => text)).toEqual(['after']);
});

test('hears deletions, by the author and by an admin', async () => {
  await using world = await createWorld();
  const { olga, ann, bob, group } = world;
  await using linked = await linkedInstance(world);
  const { told } = linked;
  const [hers, his] = [await ann.say(group, 'a mistake'), await bob.say(group, 'spam')];
  await ann.deleteMessage(group, hers);
  await olga.deleteMessage(group, his);
  await told.until('both', () => told.revocations.length === 2);
  expect(told.revocations).toMatchObject([
    { chatJid: group.jid, target: { remoteJid: group.jid, id: hers, fromMe: false, participant: ann.lid } },
    { chatJid: group.jid, target: { remoteJid: group.jid, id: his, fromMe: false, participant: bob.lid } },
  ]);
  expect(told.messages).toHaveLength(2);
});

test('hears a private chat, its name, and a pin in it from either side', async () => {
  await using world = await createWorld();
  const { olga, ann } = world;
  await using linked = await linkedInstance(world);
  const { told } = linked;
  const said = await ann.sayPrivately(olga, 'hi');
  const { key, chatJid } = await told.message(said);
  expect(key).toEqual({ remoteJid: ann.lid, id: said, fromMe: false });
  expect(told.chat(chatJid)).toMatchObject({ kind: 'private', name: 'Ann', ourRole: 'member' });
  await ann.sayPrivately(olga, 'are you there?');
  for (const [person, chat] of [
    [ann, olga],
    [olga, ann],
  ] as const)
    expect(await told.pin(await person.pin(chat, said))).toMatchObject({ chatJid: ann.lid, target: key });
  expect(told.events.filter((event) => event.kind === 'chat' && event.chat.kind === 'private')).toHaveLength(1);
});

test('hears, once it is back, what was said and pinned meanwhile, each once', async () => {
  await using world = await createWorld();
  const { ann, bob, group } = world;
  await using linked = await linkedInstance(world);
  await linked.told.message(await ann.say(group, 'before'));
  await linked[Symbol.asyncDispose]();
  const meanwhile = await ann.say(group, 'meanwhile');
  const pinned = await bob.pin(group, meanwhile);
  await using again = await linked.restarted().open({ pairing: null });
  await again.told.pin(pinned);
  expect(again.told.messages.map(({ text }) => text)).toEqual(['meanwhile']);
});

test('hears from a new companion’s history what was said before, and which pins stand', async () => {
  await using world = await createWorld();
  const { olga, ann, group } = world;
  const rules = await ann.say(group, 'rules');
  const joke = await ann.say(group, 'joke');
  const pinned = await olga.pin(group, rules, week);
  await ann.pin(group, joke);
  await ann.unpin(group, joke);
  await ann.sayPrivately(olga, 'hi');
  await using linked = await linkedInstance(world);
  const { told } = linked;
  expect(await told.pin(pinned)).toMatchObject({
    chatJid: group.jid,
    by: { jid: olga.lid, fromMe: true },
    action: 'pin',
    target: { remoteJid: group.jid, id: rules, fromMe: false, participant: ann.lid },
    durationSeconds: week,
  });
  expect(told.pins).toHaveLength(1);
  expect(told.messages.map(({ text }) => text).toSorted()).toEqual(['hi', 'joke', 'rules']);
  expect(told.chat(ann.lid)).toMatchObject({ kind: 'private', name: 'Ann' });
});

test('goes on hearing when the listener throws', async () => {
  await using world = await createWorld();
  const { ann, group } = world;
  await using linked = await linkedInstance(world);
  const { told } = linked;
  const heard = told.heard.bind(told);
  told.heard = (events) => {
    void heard(events);
    throw new Error('a fault of the listener');
  };
  for (const words of ['one', 'two']) await told.message(await ann.say(group, words));
  await expect.poll(() => told.messages.map(({ text }) => text)).toEqual(['one', 'two']);
});
