import { createHash } from 'node:crypto';
import { createToken, opens, recogniseToken } from '@pinwheel/pinning';
import { TestClock } from '@pinwheel/testing';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Fixture, minute, openFixture, start, unique } from './fixture.js';

let fixture: Fixture;
let clock: TestClock;
beforeEach(async () => {
  fixture = await openFixture();
  clock = new TestClock(start);
});
afterEach(() => fixture[Symbol.asyncDispose]());

const silent = { debug() {}, info() {}, warn: vi.fn<() => void>(), error() {}, child: () => silent };
const needs = () => ({
  ...{ tokens: fixture.db.tokens, instances: fixture.db.instances, clock, logger: silent },
  ids: { unique: () => unique('token'), wireMessage: () => unique('WIRE') },
});

const create = (name: string, instanceId: string | null = null, source = unique('telegram:')) =>
  createToken(needs(), { name, instanceId, source });

async function secretOf(name: string, instanceId: string | null = null): Promise<string> {
  const reply = await create(name, instanceId);
  if (reply.kind !== 'created') throw new Error(reply.kind);
  return reply.secret;
}

it('keeps the hash of a secret of 256 bits, and the secret nowhere', async () => {
  const secret = await secretOf('shop');
  expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
  const { rows } = await fixture.db.drizzle.execute<{ row: string }>(sql`select t::text as row from api_tokens t`);
  expect(rows[0]!.row).toContain(createHash('sha256').update(secret).digest('hex'));
  expect(rows[0]!.row).not.toContain(secret);
});

it('recognises a secret until it is revoked, and no other', async () => {
  const secret = await secretOf('shop', 'main');
  const token = await recogniseToken(needs(), secret);
  expect(token).toMatchObject({ name: 'shop', instanceId: 'main' });
  expect(token).not.toHaveProperty('hash');
  expect([opens(token!, 'main'), opens(token!, 'other')]).toEqual([true, false]);
  for (const wrong of ['', `${secret}x`, secret.toUpperCase(), `${secret}\0`])
    expect(await recogniseToken(needs(), wrong)).toBeNull();
  expect(await fixture.db.tokens.revoke('SHOP', start)).toMatchObject({ name: 'shop' });
  expect(await fixture.db.tokens.revoke('shop', start)).toBeNull();
  expect(await recogniseToken(needs(), secret)).toBeNull();
  expect(await fixture.db.tokens.all()).toEqual([]);
});

it('opens every instance where it names none', async () => {
  const token = await recogniseToken(needs(), await secretOf('account'));
  expect(['main', 'other'].map((id) => opens(token!, id))).toEqual([true, true]);
});

it('gives a name to one token, which is free again after a revocation', async () => {
  await secretOf('shop');
  expect(await create('Shop')).toEqual({ kind: 'name_taken' });
  await fixture.db.tokens.revoke('shop', start);
  expect(await create('Shop')).toMatchObject({ kind: 'created' });
});

it('makes one of several that are asked for at once under a name', async () => {
  const replies = await Promise.all(Array.from({ length: 5 }, () => create('shop')));
  expect(replies.filter(({ kind }) => kind === 'created')).toHaveLength(1);
  expect(await fixture.db.tokens.all()).toHaveLength(1);
});

it('is one token with a new secret when the same source asks again', async () => {
  const [first, second] = [await create('shop', null, 'telegram:7'), await create('shop', null, 'telegram:7')];
  if (first.kind !== 'created' || second.kind !== 'created') throw new Error('not created');
  expect(await fixture.db.tokens.all()).toHaveLength(1);
  expect(await recogniseToken(needs(), first.secret)).toBeNull();
  expect(await recogniseToken(needs(), second.secret)).toMatchObject({ name: 'shop' });
});

it('refuses an instance that does not exist, and names those that do', async () => {
  expect(await create('shop', 'branch')).toEqual({ kind: 'no_such_instance', instanceIds: ['main'] });
  expect(await create('x'.repeat(41))).toEqual({ kind: 'name_too_long', limit: 40 });
});

it('writes the last use once a minute, whatever the traffic', async () => {
  const secret = await secretOf('shop');
  const written = vi.spyOn(fixture.db.tokens, 'markUsed');
  for (let n = 0; n < 20; n += 1) await recogniseToken(needs(), secret);
  expect(written).toHaveBeenCalledTimes(1);
  clock.advance(minute - 1);
  await recogniseToken(needs(), secret);
  expect(written).toHaveBeenCalledTimes(1);
  clock.advance(1);
  await recogniseToken(needs(), secret);
  expect(written).toHaveBeenCalledTimes(2);
  expect(await fixture.db.tokens.all()).toMatchObject([{ lastUsedAt: start + minute }]);
});

it('lets a request through although its use could not be noted', async () => {
  const secret = await secretOf('shop');
  vi.spyOn(fixture.db.tokens, 'markUsed').mockRejectedValue(new Error('no disk'));
  expect(await recogniseToken(needs(), secret)).toMatchObject({ name: 'shop' });
  expect(silent.warn).toHaveBeenCalledOnce();
});
