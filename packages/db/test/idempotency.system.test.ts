import type { KeyedRequest } from '@pinwheel/pinning';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Fixture, minute, openFixture, start, unique } from './fixture.js';

describe('requests under a key', () => {
  let fixture: Fixture;
  beforeAll(async () => {
    fixture = await openFixture();
    const token = { id: 'token', name: 'crm', instanceId: null, createdAt: start, lastUsedAt: null };
    await fixture.db.tokens.create({ ...token, hash: 'hash', source: 'telegram:1' });
  });
  afterAll(() => fixture[Symbol.asyncDispose]());

  const requestOf = (key: string, fields: Partial<KeyedRequest> = {}): KeyedRequest => ({
    ...{ tokenId: 'token', key, fingerprint: 'pin m7', source: unique('http-key:'), expiresAt: start + minute },
    ...fields,
  });

  it('are one, however many come at once', async () => {
    const { idempotencyKeys: keys } = fixture.db;
    const kept = await Promise.all(Array.from({ length: 20 }, () => keys.keep(requestOf('a'), start)));
    expect(new Set(kept.map(({ source }) => source)).size).toBe(1);
  });

  it('keep their first answer', async () => {
    const { idempotencyKeys: keys } = fixture.db;
    const { source, answer } = await keys.keep(requestOf('b'), start);
    expect(answer).toBeNull();
    for (const status of [201, 500]) await keys.saveAnswer(source, { status, headers: {}, body: { id: 'p1' } });
    const again = await keys.keep(requestOf('b', { fingerprint: 'other' }), start);
    expect(again).toMatchObject({ source, fingerprint: 'pin m7', answer: { status: 201, body: { id: 'p1' } } });
  });

  it('are forgotten when their time is over, and not before', async () => {
    const { idempotencyKeys: keys } = fixture.db;
    const first = await keys.keep(requestOf('c'), start);
    await keys.saveAnswer(first.source, { status: 201, headers: {}, body: null });
    expect((await keys.keep(requestOf('c'), start + minute - 1)).source).toBe(first.source);
    const later = await keys.keep(requestOf('c', { expiresAt: start + 3 * minute }), start + minute);
    expect(later).toMatchObject({ answer: null });
    expect(later.source).not.toBe(first.source);
    expect(await keys.forgetExpired(start + minute - 1)).toBe(0);
    expect(await keys.forgetExpired(start + minute)).toBe(2);
    expect((await keys.keep(requestOf('c'), start + minute)).source).toBe(later.source);
  });
});
