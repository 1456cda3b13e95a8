import { randomUUID } from 'node:crypto';
import { changeSettings, notifyAdmins, recordRevocation } from '@pinwheel/pinning';
import { TestClock } from '@pinwheel/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Fixture, makeChat, minute, openFixture, pinOf, quiet, start, unique } from './fixture.js';

describe('notices and settings', () => {
  let fixture: Fixture;
  const clock = new TestClock(start);
  const ids = { unique: () => randomUUID(), wireMessage: () => unique('3EB0') };
  const waker = { wake: async () => {} };

  beforeAll(async () => {
    fixture = await openFixture();
  });
  afterAll(() => fixture[Symbol.asyncDispose]());

  const note = (chatId: number, source: string) =>
    fixture.db.store.transaction((tx) =>
      notifyAdmins({ clock, ids }, tx, {
        ...{ source, chatId },
        content: { kind: 'pinned_message_deleted', messageId: 1, at: start },
      }),
    );

  it('are kept once for each source, found by the sweep until they are told, and claimed by one at a time', async () => {
    const { store } = fixture.db;
    const { chatId } = await makeChat(fixture);
    const [wake] = await note(chatId, 'deleted:1');
    expect(wake).toMatchObject({ kind: 'notice', at: start });
    expect(await note(chatId, 'deleted:1')).toEqual([]);
    expect(await store.dueWakes(start, 10)).toContainEqual(wake);

    const claims = await Promise.all([1, 2].map(() => store.claimNotices(start, start + minute, 10)));
    expect(claims.flat()).toMatchObject([{ source: 'deleted:1', told: [] }]);
    const noticeIds = claims.flat().map(({ id }) => id);
    await store.noteTold(noticeIds, 9_000_000_001);
    // Whoever claimed it died: it waits again, and knows who has read it.
    expect(await store.claimNotices(start + minute, start + 2 * minute, 10)).toMatchObject([{ told: [9_000_000_001] }]);
    await store.closeNotices(noticeIds);
    expect(await store.claimNotices(start + 9 * minute, start + 10 * minute, 10)).toEqual([]);
  });

  it('tell that a pinned message was deleted, and say nothing of one that was not pinned', async () => {
    const { store, instances } = fixture.db;
    const woken: unknown[] = [];
    const deps = {
      ...{ store, instances, clock, ids, logger: quiet, timeZone: 'UTC', mayStillAct: async () => true },
      waker: { wake: async (wakes: readonly unknown[]) => void woken.push(...wakes) },
    };
    const { chatId, jid, messageId } = await makeChat(fixture);
    const { key } = (await store.findMessage(messageId))!;
    const heard = { chatJid: jid, target: key, at: start + minute };
    await store.transaction((tx) => tx.insertPin(pinOf(chatId, messageId)));
    await recordRevocation(deps, 'main', heard);
    await recordRevocation(deps, 'main', heard);
    expect(woken).toMatchObject([{ kind: 'notice' }]);
    const other = await makeChat(fixture);
    const unpinned = (await store.findMessage(other.messageId))!;
    await recordRevocation(deps, 'main', { chatJid: other.jid, target: unpinned.key, at: start });
    expect(woken).toHaveLength(1);
  });

  it('of a chat have defaults, change one by one, and refuse what makes no sense', async () => {
    const { store } = fixture.db;
    const { chatId } = await makeChat(fixture);
    expect(await store.findChat(chatId)).toMatchObject({
      ...{ quietHours: null, drift: 'observe', repairsADay: 3, changeGapSeconds: 60, changesADay: 20, notices: 'all' },
    });
    const change = (settings: Parameters<typeof changeSettings>[1]['settings']) =>
      changeSettings({ store, waker, logger: quiet }, { chatId, settings });
    await change({ quietHours: { from: 1_320, to: 420 } });
    expect(await change({ drift: 'repair', repairsADay: 5 })).toMatchObject({
      kind: 'changed',
      chat: { drift: 'repair', repairsADay: 5, quietHours: { from: 1_320, to: 420 } },
    });
    expect(await change({ timeZone: 'Mars/Olympus' })).toMatchObject({ why: { kind: 'no_such_zone' } });
    const gone = await changeSettings({ store, waker, logger: quiet }, { chatId: 999_999, settings: { drift: 'off' } });
    expect(gone).toMatchObject({ kind: 'refused', why: { kind: 'chat_gone' } });
  });
});
