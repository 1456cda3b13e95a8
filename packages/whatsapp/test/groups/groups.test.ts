import type { HeardChat } from '@pinwheel/pinning';
import { Boom } from '@hapi/boom';
import type { GroupMetadata } from '@whiskeysockets/baileys';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Groups } from '../../src/groups/groups.js';
import { fakeLife } from '../support/fake-life.js';
import { silent } from '../support/linked.js';

const account = { jid: '1000@s.whatsapp.net', lid: '1@lid', name: null };
const id = '120363000@g.us';

const metadata = (change: Partial<GroupMetadata> = {}): GroupMetadata => ({
  id,
  owner: undefined,
  subject: 'Garden',
  participants: [{ id: '1:4@lid', admin: 'admin' }, { id: '2@lid' }],
  ...change,
});

function setUp() {
  const chats: HeardChat[] = [];
  const heard = (events: readonly { kind: string; chat?: HeardChat }[]) =>
    chats.push(...events.flatMap(({ chat }) => (chat ? [chat] : [])));
  const groups = new Groups({ logger: silent, account: () => account, heard });
  const groupMetadata = vi.fn<(jid: string) => Promise<GroupMetadata>>(async () => metadata());
  const all = vi.fn<() => Promise<Record<string, GroupMetadata>>>(async () => ({ [id]: metadata() }));
  const fake = fakeLife({ groupMetadata, groupFetchAllParticipating: all });
  groups.follow(fake.life);
  return { groups, chats, groupMetadata, all, ...fake };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('asks once, however often a group is wanted', async () => {
  const { groups, groupMetadata } = setUp();
  await Promise.all([groups.find(id), groups.find(id)]);
  await groups.find(id);
  expect(groupMetadata).toHaveBeenCalledTimes(1);
});

test('asks again after a change, once for a crowd of changes, and tells', async () => {
  const { groups, groupMetadata, ev, chats } = setUp();
  await groups.find(id);
  groupMetadata.mockResolvedValue(metadata({ subject: 'Orchard' }));
  for (let member = 0; member < 100; member += 1) ev.emit('group-participants.update', { id });
  ev.emit('groups.update', [{ id, subject: 'Orchard' }]);
  await vi.runAllTimersAsync();
  expect(groupMetadata).toHaveBeenCalledTimes(2);
  expect(chats).toMatchObject([{ name: 'Orchard', ourRole: 'admin', members: 2 }]);
});

test('an answer that was under way at the change is not kept', async () => {
  const { groups, groupMetadata, ev } = setUp();
  let answer: (group: GroupMetadata) => void = () => {};
  groupMetadata.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
  const asked = groups.find(id);
  ev.emit('group-participants.update', { id });
  answer(metadata({ subject: 'old' }));
  await asked;
  expect((await groups.find(id)).subject).toBe('Garden');
});

test('tells of the answer for all groups once, though Baileys hands it over a second time, and late', async () => {
  const { groups, all, ev, chats } = setUp();
  const answer = { [id]: metadata() };
  all.mockResolvedValue(answer);
  await groups.refreshAll();
  ev.emit('groups.update', Object.values(answer));
  expect(chats).toHaveLength(1);
});

test('a group that is no longer among all, or that WhatsApp refuses to tell of, is one we are not in', async () => {
  const { groups, groupMetadata, all, ev, chats } = setUp();
  await groups.refreshAll();
  groupMetadata.mockRejectedValue(new Boom('forbidden', { data: 403 }));
  ev.emit('group-participants.update', { id });
  await vi.runAllTimersAsync();
  expect(chats.at(-1)).toMatchObject({ jid: id, name: 'Garden', ourRole: 'none' });
  await groups.refreshAll();
  all.mockResolvedValue({});
  await groups.refreshAll();
  expect(chats.at(-1)).toMatchObject({ jid: id, name: 'Garden', ourRole: 'none' });
});

test('a question that passes without an answer changes nothing', async () => {
  const { groups, groupMetadata, ev, chats } = setUp();
  await groups.refreshAll();
  groupMetadata.mockRejectedValue(new Boom('rate-overlimit', { data: 429 }));
  ev.emit('group-participants.update', { id });
  await vi.runAllTimersAsync();
  expect(chats).toHaveLength(1);
});

test('does not wait for an answer on a socket that is gone, and remembers nothing of it', async () => {
  const { groups, groupMetadata, end } = setUp();
  await groups.find(id);
  end();
  await expect(groups.find(id)).rejects.toThrow('connection');
  const next = fakeLife({ groupMetadata });
  groups.follow(next.life);
  await groups.find(id);
  expect(groupMetadata).toHaveBeenCalledTimes(2);
  groupMetadata.mockReturnValue(new Promise(() => {}));
  groups.invalidate(id);
  const waiting = groups.find(id);
  next.end();
  await expect(waiting).rejects.toThrow('connection');
});

test('leaves out the parent of a community, which has no conversation', async () => {
  const { groups, all, chats } = setUp();
  all.mockResolvedValue({ [id]: metadata({ isCommunity: true }) });
  await groups.refreshAll();
  expect(chats).toEqual([]);
});

test.each([
  ['by LID', { id: '1@lid', admin: 'superadmin' }, 'superadmin'],
  ['by phone number', { id: '1000@s.whatsapp.net', admin: 'admin' }, 'admin'],
  ['by the number beside a LID', { id: '9@lid', phoneNumber: '1000@s.whatsapp.net' }, 'member'],
  ['not in somebody with the same digits', { id: '1@s.whatsapp.net', admin: 'admin' }, 'none'],
] as const)('recognises us %s', async (_how, participant, role) => {
  const { groups, all, chats } = setUp();
  all.mockResolvedValue({ [id]: metadata({ participants: [participant, { id: '2@lid', admin: 'superadmin' }] }) });
  await groups.refreshAll();
  expect(chats).toMatchObject([{ ourRole: role }]);
});
