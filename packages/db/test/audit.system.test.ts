import type { Outcome } from '@pinwheel/domain';
import {
  announce,
  audit,
  type AuditPage,
  findAuditEntry,
  type HeardPin,
  pinMessage,
  recordPin,
  type TrailQuery,
  unpin,
} from '@pinwheel/pinning';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { heard, minute, start, unique } from './fixture.js';
import { ana, openStage, type Stage } from './stage.js';

const refused: Outcome = { kind: 'refused', code: 403 };
const bia = { kind: 'admin' as const, telegramId: 8, name: 'Bia Lima' };

describe('the audit', () => {
  let stage: Stage;
  let chat: { chatId: number; jid: string };
  let messageId: number;

  beforeAll(async () => void (stage = await openStage()));
  afterAll(() => stage[Symbol.asyncDispose]());
  beforeEach(async () => {
    stage.outcomes.clear();
    chat = await stage.group();
    await stage.deps.store.saveMessages('main', [heard({ chatJid: chat.jid, text: 'Good morning' })], start);
    messageId = (await stage.deps.store.lastMessage(chat.chatId))!.id;
  });

  const read = (fields: Partial<TrailQuery> = {}): Promise<AuditPage> =>
    audit(
      { ...stage.deps, trail: stage.fixture.db.trail },
      { ...{ chatIds: [chat.chatId], instanceId: null, by: '', since: null, before: null, limit: 20 }, ...fields },
    );
  const pin = (fields: Partial<Parameters<typeof pinMessage>[1]> = {}) =>
    pinMessage(stage.deps, {
      ...{ source: unique('telegram:'), actor: ana, reportTo: null, chatId: chat.chatId, hold: null, slot: null },
      ...{ replace: [], target: { kind: 'message', messageId } },
      ...fields,
    });
  const takeDown = (what: Parameters<typeof unpin>[1]['what']) =>
    unpin(stage.deps, { source: unique('telegram:'), actor: bia, reportTo: null, chatId: chat.chatId, what });
  const byHand = async (fields: Partial<HeardPin> = {}) => {
    const { key } = (await stage.deps.store.findMessage(messageId))!;
    const carlos = { jid: '55119@s.whatsapp.net', name: 'Carlos', fromMe: false };
    const event = { wireId: unique('HAND'), by: carlos, action: 'pin' as const, target: key, durationSeconds: 86_400 };
    await recordPin(stage.deps, 'main', { chatJid: chat.jid, ...event, at: stage.clock.now(), ...fields });
  };

  it('says who did what, when, and what came of it, the latest first', async () => {
    const at = stage.clock.now();
    await pin();
    await stage.carryOut();
    stage.clock.advance(minute);
    stage.outcomes.set(chat.jid, [refused]);
    await takeDown({ kind: 'message', id: messageId });
    const { entries: underWay } = await read({ limit: 1 });
    expect(underWay).toMatchObject([{ what: 'unpin', outcome: 'under_way', endedAt: null }]);
    await stage.carryOut();
    const { entries } = await read();
    expect(entries).toMatchObject([
      { what: 'unpin', by: bia, takenDown: [{ id: messageId }], outcome: 'failed', failure: refused },
      { what: 'pin', by: ana, at, message: { id: messageId, text: 'Good morning' }, outcome: 'done', endedAt: at },
    ]);
  });

  it('has what people did on their phones, also of a pin that was ours, and our own doing once', async () => {
    await byHand();
    await pin({ again: true });
    await stage.carryOut();
    const [wireId] = stage.sent.slice(-1).map((errand) => errand.wireId);
    await byHand({ wireId: wireId! });
    await byHand({ action: 'unpin', wireId: 'LAST' });
    await byHand({ action: 'unpin', wireId: 'LAST' });
    expect((await read()).entries).toMatchObject([
      { what: 'phone_unpin', by: { kind: 'person', name: 'Carlos' }, takenDown: [{ id: messageId }], outcome: 'done' },
      { what: 'pin', by: ana },
      { what: 'phone_pin', by: { kind: 'person', name: 'Carlos' }, message: { id: messageId } },
    ]);
  });

  it('is read in pages that neither repeat nor leave out, whatever is added meanwhile', async () => {
    await byHand();
    await pin({ again: true });
    await byHand({ action: 'unpin' });
    const first = await read({ limit: 2 });
    await byHand();
    const second = await read({ limit: 2, before: first.next });
    const refs = [...first.entries, ...second.entries].map(({ ref }) => ref);
    expect(second.next).toBeNull();
    expect(refs).toEqual([...new Set(refs)].toSorted((a, b) => b - a));
    expect([...first.entries, ...second.entries].map(({ what }) => what)).toEqual(['phone_unpin', 'pin', 'phone_pin']);
  });

  it('is asked for a person, a chat, an instance or a time', async () => {
    const other = await stage.group();
    await byHand();
    stage.clock.advance(minute);
    const later = stage.clock.now();
    await pin({ again: true, actor: bia });
    await pin({ chatId: other.chatId, target: { kind: 'text', text: 'Hello' } });
    const whats = async (fields: Partial<TrailQuery>) => (await read(fields)).entries.map(({ what }) => what);
    expect(await whats({ by: 'lima' })).toEqual(['pin']);
    expect(await whats({ by: 'CARLOS' })).toEqual(['phone_pin']);
    expect(await whats({ by: '%' })).toEqual([]);
    expect(await whats({ since: later })).toEqual(['pin']);
    expect(await whats({ instanceId: 'another' })).toEqual([]);
    expect(await whats({ chatIds: [other.chatId] })).toEqual(['pin']);
    expect(await whats({ chatIds: [] })).toEqual([]);
    const everywhere = await read({ chatIds: null, limit: 2 });
    expect(everywhere.entries.map(({ chat: { id } }) => id)).toEqual([other.chatId, chat.chatId]);
  });

  it('finds an entry by its ref, which no other thing has', async () => {
    await byHand();
    await pin({ again: true });
    for (const entry of (await read()).entries)
      expect(await findAuditEntry({ ...stage.deps, trail: stage.fixture.db.trail }, entry.ref)).toEqual(entry);
    expect(await findAuditEntry({ ...stage.deps, trail: stage.fixture.db.trail }, 4_000_000)).toBeNull();
  });

  it('says why nothing came of a wish that could not be planned', async () => {
    const closed = await stage.group({ name: 'Closed', ourRole: 'none' });
    const wish = { text: 'Hello', chatIds: [closed.chatId], hold: null };
    await announce(stage.deps, { source: unique('telegram:'), actor: ana, reportTo: null, ...wish });
    await stage.carryOut();
    expect((await read({ chatIds: [closed.chatId] })).entries).toMatchObject([
      { what: 'announce', message: null, outcome: 'failed', chat: { name: 'Closed' } },
    ]);
    const [entry] = (await read({ chatIds: [closed.chatId] })).entries;
    expect(entry!.failure).toEqual({ kind: 'not_planned', why: { kind: 'not_a_member' } });
  });
});
