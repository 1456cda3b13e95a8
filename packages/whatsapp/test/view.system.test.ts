import { eventually } from '@pinwheel/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createWorld, linkedInstance, type TestInstance, type World } from './support/linked.js';

const acknowledged = { kind: 'acknowledged' };
const pinChat = { kind: 'pin_chat', pinned: true } as const;
const unpinChat = { kind: 'pin_chat', pinned: false } as const;
const favorite = { kind: 'favorite_chat', favorite: true } as const;

let world: World;
let linked: TestInstance;
beforeAll(async () => {
  world = await createWorld();
  await world.olga.favoriteChat(world.bob);
  linked = await linkedInstance(world, { acknowledgementMs: 300 });
});
beforeEach(async () => {
  for (const chat of world.olga.pinnedChats()) await world.olga.unpinChat(chat);
});
afterAll(async () => {
  await linked[Symbol.asyncDispose]();
  await world[Symbol.asyncDispose]();
});

test('pins a chat on the account’s phone, and unpins it', async () => {
  const { olga, ann, group } = world;
  await eventually(async () => expect(await linked.send(pinChat)).toEqual(acknowledged));
  expect(await linked.send(pinChat, ann.lid)).toEqual(acknowledged);
  expect(olga.pinnedChats()).toEqual([ann, group]);
  expect(ann.pinnedChats()).toEqual([]);
  expect(await linked.send(unpinChat)).toEqual(acknowledged);
  expect(olga.pinnedChats()).toEqual([ann]);
  expect(world.simulator.unknownQueries()).toEqual([]);
});

test('makes a chat a favorite beside those that the phone has, and takes it out again', async () => {
  const { olga, bob, group } = world;
  expect(await linked.send(favorite)).toEqual(acknowledged);
  expect(await linked.send(favorite)).toEqual(acknowledged);
  expect(olga.favoriteChats()).toEqual([bob, group]);
  expect(await linked.send({ ...favorite, favorite: false })).toEqual(acknowledged);
  expect(olga.favoriteChats()).toEqual([bob]);
});

test('makes messages favorites: other people’s in a group, our own there, and private ones', async () => {
  const { olga, ann, group } = world;
  const heard = await linked.told.message(await ann.say(group, 'the rules'));
  const own = await linked.told.message(await olga.say(group, 'my rules'));
  const said = await linked.told.message(await ann.sayPrivately(olga, 'my address'));
  const star = { kind: 'favorite_message', favorite: true } as const;
  for (const { key, chatJid } of [heard, own, said])
    expect(await linked.send({ ...star, key }, chatJid)).toEqual(acknowledged);
  expect(olga.favoriteMessages(group)).toEqual([heard.key.id, own.key.id]);
  expect(olga.favoriteMessages(ann)).toEqual([said.key.id]);
  expect(ann.favoriteMessages(group)).toEqual([]);
  expect(await linked.send({ ...star, key: heard.key, favorite: false })).toEqual(acknowledged);
  expect(olga.favoriteMessages(group)).toEqual([own.key.id]);
});

test('gives a fourth pinned chat up, and nothing is sent: the phone’s own pins count', async () => {
  const { olga, ann, bob, group, simulator } = world;
  const other = simulator.addGroup({ name: 'Choir', members: [olga, ann] });
  for (const chat of [ann, bob, other]) await olga.pinChat(chat);
  expect(await linked.send(pinChat)).toEqual({ kind: 'given_up', reason: 'pinned_chats_full' });
  expect(await linked.send(pinChat, other.jid)).toEqual(acknowledged);
  await olga.unpinChat(bob);
  expect(await linked.send(pinChat)).toEqual(acknowledged);
  expect(olga.pinnedChats()).toContain(group);
});

test('what the server refuses has its code; what it does not answer is unknown, though it may be done', async () => {
  const { olga, group, simulator } = world;
  simulator.faults.refuseViewChanges(403);
  expect(await linked.send(pinChat)).toEqual({ kind: 'refused', code: 403 });
  simulator.faults.refuseViewChanges(503);
  expect(await linked.send(pinChat)).toEqual({ kind: 'unknown', why: 'failed_locally' });
  simulator.faults.loseViewChanges();
  expect(await linked.send(pinChat)).toEqual({ kind: 'unknown', why: 'no_acknowledgement' });
  expect(olga.pinnedChats()).toEqual([]);
  simulator.faults.withholdViewAnswers();
  expect(await linked.send(pinChat)).toEqual({ kind: 'unknown', why: 'no_acknowledgement' });
  expect(olga.pinnedChats()).toEqual([group]);
  expect(await linked.send(pinChat)).toEqual(acknowledged);
  expect(await linked.send(unpinChat)).toEqual(acknowledged);
  expect(olga.pinnedChats()).toEqual([]);
});

test('writes again where another device was faster, and gives up where one always is', async () => {
  const { olga, group, simulator } = world;
  simulator.faults.refuseViewChanges(409, 2);
  expect(await linked.send(pinChat)).toEqual(acknowledged);
  expect(olga.pinnedChats()).toEqual([group]);
  simulator.faults.refuseViewChanges(409, 4);
  expect(await linked.send(unpinChat)).toEqual({ kind: 'unknown', why: 'failed_locally' });
});

test('of two favorites at once none is lost', async () => {
  const { olga, ann, bob, group } = world;
  expect(await Promise.all([linked.send(favorite), linked.send(favorite, ann.lid)])).toEqual([
    acknowledged,
    acknowledged,
  ]);
  expect(new Set(olga.favoriteChats())).toEqual(new Set([bob, group, ann]));
});

test('while the phone has not given its keys the outcome is unknown, and later it is done', async () => {
  await using fresh = await createWorld();
  fresh.simulator.faults.keepViewKeys();
  await using early = await linkedInstance(fresh);
  expect(await early.send(pinChat)).toEqual({ kind: 'unknown', why: 'failed_locally' });
  await fresh.simulator.faults.giveViewKeys();
  await eventually(async () => expect(await early.send(pinChat)).toEqual(acknowledged));
  expect(fresh.olga.pinnedChats()).toEqual([fresh.group]);
});

test('a connection that goes while the server has it leaves the outcome unknown', async () => {
  const { simulator } = world;
  simulator.faults.loseViewChanges();
  const outcome = linked.send(pinChat);
  setImmediate(() => simulator.faults.dropConnections());
  expect(await outcome).toMatchObject({ kind: 'unknown' });
});
