import { expect, test } from 'vitest';
import { createWorld, linkedInstance } from './support/linked.js';

test('tells of every group when it opens, with our role and the settings that bear on pins', async () => {
  await using world = await createWorld('pn');
  const { olga, ann, bob, group, simulator } = world;
  const closed = simulator.addGroup({
    name: 'News',
    members: [olga, ann],
    admins: [ann],
    onlyAdminsEdit: true,
    onlyAdminsSpeak: true,
  });
  const others = simulator.addGroup({ name: 'Others', members: [ann, bob] });
  await using linked = await linkedInstance(world);
  const { told } = linked;
  expect(told.chat(group.jid)).toEqual({
    jid: group.jid,
    kind: 'group',
    name: 'Garden',
    members: 3,
    ourRole: expect.stringMatching(/admin$/),
    onlyAdminsEdit: false,
    onlyAdminsSpeak: false,
    disappearingSeconds: null,
  });
  expect(told.chat(closed.jid)).toMatchObject({ ourRole: 'member', onlyAdminsEdit: true, onlyAdminsSpeak: true });
  expect(told.chat(others.jid)).toBeUndefined();
  expect(told.events.filter(({ kind }) => kind === 'chat')).toHaveLength(2);
});

test('tells of each change', async () => {
  await using world = await createWorld();
  const { olga, bob, group } = world;
  await using linked = await linkedInstance(world);
  const { told } = linked;
  const chat = () => told.chat(group.jid);
  group.setAdmin(olga, false);
  await told.until('the demotion', () => chat()?.ourRole === 'member');
  group.setAdmin(olga, true);
  await told.until('the promotion', () => chat()?.ourRole.endsWith('admin'));
  group.rename('Orchard');
  await told.until('the name', () => chat()?.name === 'Orchard');
  group.setOnlyAdminsEdit(true);
  await told.until('the setting', () => chat()?.onlyAdminsEdit);
  group.setOnlyAdminsSpeak(true);
  await told.until('the other setting', () => chat()?.onlyAdminsSpeak);
  group.remove(bob);
  await told.until('the count', () => chat()?.members === 2);
});

test('tells that we are no longer in a group, and of one that we were added to', async () => {
  await using world = await createWorld();
  const { olga, ann, bob, group, simulator } = world;
  const later = simulator.addGroup({ name: 'Later', members: [ann, bob] });
  await using linked = await linkedInstance(world);
  const { told } = linked;
  group.remove(olga);
  await told.until('the removal', () => told.chat(group.jid)?.ourRole === 'none');
  expect(told.chat(group.jid)?.name).toBe('Garden');
  later.add(olga);
  await told.until('the other group', () => told.chat(later.jid)?.ourRole === 'member');
});

test('a member who joins can read the next pin', async () => {
  await using world = await createWorld();
  const { ann, group, simulator } = world;
  const cem = simulator.addPerson({ name: 'Cem', phone: '4915100000077' });
  await using linked = await linkedInstance(world);
  const { told } = linked;
  const { key } = await told.message(await ann.say(group, 'rules'));
  const pin = { kind: 'pin', key, durationSeconds: 86_400 } as const;
  expect(await linked.send(pin)).toEqual({ kind: 'acknowledged' });
  group.add(cem);
  await told.until('the count', () => told.chat(group.jid)?.members === 4);
  expect(await linked.send(pin)).toEqual({ kind: 'acknowledged' });
  expect(cem.heard(group)).toMatchObject([{ pin: { type: 1 }, copies: 1 }]);
});

test('finds out after a refusal that it is no longer an admin, when it was not told', async () => {
  await using world = await createWorld();
  const { ann, olga, group } = world;
  await using linked = await linkedInstance(world);
  const { told } = linked;
  const { key } = await told.message(await ann.say(group, 'rules'));
  await linked[Symbol.asyncDispose]();
  group.setOnlyAdminsEdit(true);
  group.setAdmin(olga, false);
  await using again = await linked.restarted().open({ pairing: null });
  await again.told.until('the role', () => again.told.chat(group.jid)?.ourRole === 'member');
  const pin = { kind: 'pin', key, durationSeconds: 86_400 } as const;
  expect(await again.send(pin)).toEqual({ kind: 'refused', code: 403 });
});

test('asks for all groups anew when it is told to, and not while it is offline', async () => {
  await using world = await createWorld();
  await using linked = await linkedInstance(world);
  const before = linked.told.events.length;
  await linked.instance.refreshChats();
  expect(linked.told.events.slice(before)).toMatchObject([{ kind: 'chat', chat: { jid: world.group.jid } }]);
  await linked[Symbol.asyncDispose]();
  await expect(linked.instance.refreshChats()).rejects.toThrow('connection');
});
