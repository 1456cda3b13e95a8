import type { Outcome } from '@pinwheel/domain';
import {
  announce,
  type Announce,
  carryOutAnnouncement,
  describeCommand,
  findAnnouncement,
  listAnnouncements,
  pinMessage,
  previewAnnouncement,
  type ReportTarget,
  reportAnnouncementTo,
  retryAnnouncement,
} from '@pinwheel/pinning';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { unique } from './fixture.js';
import { ana, openStage, silence, type Stage } from './stage.js';

const day = 86_400_000;
const refused: Outcome = { kind: 'refused', code: 403 };
const accepted: Outcome = { kind: 'acknowledged' };

describe('an announcement', () => {
  let stage: Stage;
  let chats: { chatId: number; jid: string }[];

  beforeAll(async () => void (stage = await openStage()));
  afterAll(() => stage[Symbol.asyncDispose]());
  beforeEach(async () => {
    stage.outcomes.clear();
    stage.gone.clear();
    chats = [await stage.group(), await stage.group(), await stage.group()];
    stage.sent.length = 0;
    stage.woken.length = 0;
  });

  const wish = (fields: Partial<Announce> = {}): Announce => ({
    ...{ source: unique('telegram:'), actor: ana, reportTo: null, text: 'Water off on Tuesday' },
    ...{ chatIds: chats.map(({ chatId }) => chatId), hold: { kind: 'length', ms: 7 * day } },
    ...fields,
  });
  async function announced(fields: Partial<Announce> = {}): Promise<number> {
    const reply = await announce(stage.deps, wish(fields));
    if (reply.kind === 'refused') throw new Error(reply.why.kind);
    return reply.announcementId;
  }
  const results = async (id: number) => (await findAnnouncement(stage.deps, id))!.results;
  const states = async (id: number) => (await results(id)).map(({ state }) => state);
  const sentTo = (jid: string) =>
    stage.sent.filter(({ chatJid }) => chatJid === jid).map(({ content }) => content.kind);
  const fillBoard = async (chatId: number) => {
    for (const text of ['one', 'two', 'three'])
      await pinMessage(stage.deps, {
        ...{ source: unique('telegram:'), actor: ana, reportTo: null, chatId, hold: null, slot: null, replace: [] },
        target: { kind: 'text', text },
      });
    await stage.carryOut();
    stage.sent.length = 0;
  };

  it('is posted and pinned once in each chat, in the order in which they were named', async () => {
    const id = await announced();
    expect(await states(id)).toEqual(['waiting', 'waiting', 'waiting']);
    await stage.carryOut();
    expect(await states(id)).toEqual(['done', 'done', 'done']);
    for (const [index, { chatId, jid }] of chats.entries()) {
      expect(sentTo(jid)).toEqual(['text', 'pin']);
      const [pin] = await stage.deps.store.standingPins(chatId, stage.clock.now());
      expect((await results(id))[index]).toMatchObject({ pinId: pin!.id, until: pin!.holdUntil, failure: null });
    }
  });

  it('is one however often, and however concurrently, the same source asks for it', async () => {
    const request = wish();
    const replies = await Promise.all([1, 2, 3].map(() => announce(stage.deps, request)));
    expect(new Set(replies.map((reply) => reply.kind === 'accepted' && reply.announcementId)).size).toBe(1);
    await Promise.all([stage.carryOut(), stage.carryOut(), stage.carryOut()]);
    expect(stage.sent).toHaveLength(6);
  });

  it('goes on with the chats that are left when it was killed between two of them', async () => {
    const id = await announced();
    let planned = 0;
    const dying = new Proxy(stage.deps.announcements, {
      get: (port, name, receiver) =>
        name === 'transaction' && (planned += 1) > 1
          ? () => Promise.reject(new Error('killed'))
          : Reflect.get(port, name, receiver),
    });
    await expect(carryOutAnnouncement({ ...stage.deps, announcements: dying }, id)).rejects.toThrow('killed');
    expect((await states(id)).filter((state) => state === 'waiting')).toHaveLength(2);
    await stage.sweepAndCarryOut();
    expect(await states(id)).toEqual(['done', 'done', 'done']);
    expect(stage.sent).toHaveLength(6);
    await stage.sweepAndCarryOut();
    expect(stage.sent).toHaveLength(6);
  });

  it('is refused in a chat that is full, or where we may not pin, and nowhere else', async () => {
    const [full, forbidden] = chats;
    await fillBoard(full!.chatId);
    const rights = { kind: 'group' as const, name: 'Closed', members: 3, disappearingSeconds: null };
    await stage.deps.store.saveChats('main', [
      { ...rights, jid: forbidden!.jid, ourRole: 'member', onlyAdminsEdit: true, onlyAdminsSpeak: false },
    ]);
    const preview = await previewAnnouncement(stage.deps, wish());
    if (preview.kind !== 'preview') throw new Error(preview.why.kind);
    expect(preview.places.map(({ refusal }) => refusal?.kind)).toEqual(['board_full', 'only_admins_pin', undefined]);
    const id = await announced();
    await stage.carryOut();
    expect(await results(id)).toMatchObject([
      { state: 'failed', failure: { kind: 'not_planned', why: { kind: 'board_full' } } },
      { state: 'failed', failure: { kind: 'not_planned', why: { kind: 'only_admins_pin' } } },
      { state: 'done' },
    ]);
    expect(stage.sent.map(({ chatJid }) => chatJid)).toEqual([chats[2]!.jid, chats[2]!.jid]);
  });

  it('is tried again only where it failed, and posted again only where WhatsApp refused it', async () => {
    const [postRefused, pinRefused, fine] = chats;
    stage.outcomes.set(postRefused!.jid, [refused]);
    stage.outcomes.set(pinRefused!.jid, [accepted, refused]);
    const id = await announced();
    await stage.carryOut();
    expect(await states(id)).toEqual(['failed', 'failed', 'done']);
    stage.sent.length = 0;
    const retry = { announcementId: id, source: unique('telegram:'), report: 'drawn_anew' as const };
    expect(await retryAnnouncement(stage.deps, retry)).toEqual({ kind: 'retried', chats: 2 });
    expect(await retryAnnouncement(stage.deps, retry)).toEqual({ kind: 'retried', chats: 2 });
    await stage.carryOut();
    expect(await states(id)).toEqual(['done', 'done', 'done']);
    expect(sentTo(postRefused!.jid)).toEqual(['text', 'pin']);
    expect(sentTo(pinRefused!.jid)).toEqual(['pin']);
    expect(sentTo(fine!.jid)).toEqual([]);
    expect(await retryAnnouncement(stage.deps, { ...retry, source: unique('telegram:') })).toEqual({
      kind: 'nothing_failed',
    });
  });

  it('is sent again under the same WhatsApp id where nobody knows whether it was posted', async () => {
    const [unsure] = chats;
    stage.outcomes.set(unsure!.jid, Array<Outcome>(5).fill(silence));
    const id = await announced({ chatIds: [unsure!.chatId] });
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await stage.sweepAndCarryOut();
      stage.clock.advance(60_000);
    }
    expect(await states(id)).toEqual(['failed']);
    await retryAnnouncement(stage.deps, { announcementId: id, source: unique('telegram:'), report: 'as_before' });
    await stage.carryOut();
    expect(await states(id)).toEqual(['done']);
    const texts = stage.sent.filter(({ content }) => content.kind === 'text');
    expect(texts).toHaveLength(6);
    expect(new Set(texts.map(({ wireId }) => wireId)).size).toBe(1);
    expect(sentTo(unsure!.jid).at(-1)).toBe('pin');
  });

  it('tells each result where its asker reads, also those that came before it was known where', async () => {
    const target: ReportTarget = { chatId: 7, messageId: 70, language: 'en' };
    const id = await announced();
    await carryOutAnnouncement(stage.deps, id);
    await stage.carryOut();
    await reportAnnouncementTo(stage.deps, id, target);
    expect(stage.woken.filter(({ kind }) => kind === 'report')).toHaveLength(3);
    for (const wake of stage.woken) {
      if (wake.kind !== 'report') continue;
      expect(await stage.deps.announcements.ofCommand(wake.id)).toBe(id);
      expect((await describeCommand(stage.deps, wake.id))!.command).toMatchObject({ kind: 'announce', target });
    }
  });

  it('tells its asker also what comes of a retry that a program asked for', async () => {
    const target: ReportTarget = { chatId: 7, messageId: 70, language: 'en' };
    const [failing] = chats;
    stage.outcomes.set(failing!.jid, [refused]);
    const id = await announced({ chatIds: [failing!.chatId], reportTo: target });
    await stage.carryOut();
    await retryAnnouncement(stage.deps, { announcementId: id, source: unique('http:'), report: 'as_before' });
    await stage.carryOut();
    const [place] = (await stage.deps.announcements.find(id))!.places;
    expect(place).toMatchObject({ tries: 2, command: { command: { target } } });
    expect(await states(id)).toEqual(['done']);
  });

  it('is not made for an admin who was removed before it was planned', async () => {
    const id = await announced();
    stage.gone.add(7);
    await stage.carryOut();
    for (const { failure } of await results(id))
      expect(failure).toEqual({ kind: 'not_planned', why: { kind: 'author_left' } });
    expect(stage.sent).toEqual([]);
  });

  it('is refused as a whole without chats, for an unknown chat, and for a text that WhatsApp would not take', async () => {
    const why = async (fields: Partial<Announce>) => {
      const reply = await announce(stage.deps, wish(fields));
      return reply.kind === 'refused' && reply.why;
    };
    expect(await why({ chatIds: [] })).toEqual({ kind: 'no_chats' });
    expect(await why({ chatIds: [chats[0]!.chatId, 4_000_000] })).toEqual({ kind: 'no_such_chat', chatId: 4_000_000 });
    expect(await why({ text: 'x'.repeat(65_537) })).toEqual({ kind: 'text_too_long', limit: 65_536 });
  });

  it('is listed newest first, page by page, with what concerns the chats that are asked for', async () => {
    const [one, two, three] = chats.map(({ chatId }) => chatId);
    const first = await announced({ chatIds: [one!, two!] });
    const second = await announced({ chatIds: [two!, three!] });
    const third = await announced({ chatIds: [three!] });
    const page = await listAnnouncements(stage.deps, {
      instanceId: null,
      chatIds: [one!, two!],
      before: null,
      limit: 1,
    });
    expect(page).toMatchObject({ announcements: [{ id: second, results: [{ chat: { id: two } }] }], next: second });
    const rest = await listAnnouncements(stage.deps, {
      instanceId: null,
      chatIds: [one!, two!],
      before: page.next,
      limit: 5,
    });
    expect(rest).toMatchObject({ announcements: [{ id: first }], next: null });
    const all = await listAnnouncements(stage.deps, { instanceId: 'main', chatIds: null, before: null, limit: 3 });
    expect(all.announcements.map(({ id }) => id)).toEqual([third, second, first]);
  });
});
