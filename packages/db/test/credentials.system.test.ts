import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Fixture, openFixture } from './fixture.js';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
  await fixture.db.instances.create('other');
});
afterAll(() => fixture[Symbol.asyncDispose]());

const sealed = (...bytes: number[]) => ({ keyId: 'k1', bytes: Uint8Array.from(bytes) });
const plain = (records: Map<string, { bytes: Uint8Array }>) =>
  Object.fromEntries([...records].map(([id, { bytes }]) => [id, [...bytes]]));

test('records come back as they were written, the last change of each counts, null deletes', async () => {
  const records = fixture.db.credentials('main');
  await records.write([
    { type: 'session', id: '1', value: sealed(0, 255) },
    { type: 'session', id: '2', value: sealed(2) },
    { type: 'pre-key', id: '1', value: sealed(3) },
  ]);
  await records.write([
    { type: 'session', id: '1', value: sealed(9) },
    { type: 'session', id: '1', value: sealed(10) },
    { type: 'session', id: '2', value: null },
    { type: 'session', id: '404', value: null },
  ]);
  await records.write([]);
  expect(plain(await records.read('session', ['1', '2', '3']))).toEqual({ 1: [10] });
  expect((await records.read('pre-key', ['1'])).get('1')).toMatchObject({ keyId: 'k1' });
  expect(await records.read('session', [])).toEqual(new Map());
});

test('a write with one bad record writes nothing', async () => {
  const records = fixture.db.credentials('main');
  const broken = { keyId: null as unknown as string, bytes: Uint8Array.of(1) };
  const write = records.write([
    { type: 'whole', id: '1', value: sealed(1) },
    { type: 'whole', id: '2', value: broken },
  ]);
  await expect(write).rejects.toThrow('key_id');
  expect(await records.read('whole', ['1', '2'])).toEqual(new Map());
});

test('the sessions of a large group are written at once', async () => {
  const records = fixture.db.credentials('main');
  const ids = Array.from({ length: 20_000 }, (_, n) => `${n}`);
  await records.write(ids.map((id) => ({ type: 'many', id, value: sealed(1, 2, 3) })));
  expect((await records.read('many', ids)).size).toBe(20_000);
});

test('to forget an instance leaves the others', async () => {
  const [main, other] = [fixture.db.credentials('main'), fixture.db.credentials('other')];
  for (const records of [main, other]) await records.write([{ type: 'creds', id: '', value: sealed(7) }]);
  await main.clear();
  expect(await main.read('creds', [''])).toEqual(new Map());
  expect((await other.read('creds', [''])).size).toBe(1);
});

test('what we sent is kept for a month, for phones that ask for it again', async () => {
  const { drizzle } = fixture.db;
  const sent = fixture.db.sentMessages('main');
  await sent.save('OLD', Uint8Array.of(1));
  await drizzle.execute(sql`update sent_messages set saved_at = now() - interval '31 days'`);
  await sent.save('NEW', Uint8Array.of(2));
  await sent.save('NEW', Uint8Array.of(3));
  expect(await sent.find('OLD')).toBeNull();
  expect([...(await sent.find('NEW'))!]).toEqual([3]);
  expect(await fixture.db.sentMessages('other').find('NEW')).toBeNull();
});
