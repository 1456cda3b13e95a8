import { expect, test } from 'vitest';
import { BrokenRecord } from '../../src/auth/broken-record.js';
import { SealedRecords } from '../../src/auth/sealed-records.js';
import { MemoryRecords, testSealer } from '../support/memory.js';

function setUp(limit?: number) {
  const store = new MemoryRecords();
  const sealer = testSealer();
  return { store, sealer, records: new SealedRecords(store, sealer, 'one', limit) };
}

test('keeps bytes, and tells what is not there by its absence', async () => {
  const { records } = setUp();
  await records.write([
    { type: 'session', id: 'a', value: { key: Buffer.from('xyz'), deep: [new Uint8Array([1, 2])] } },
  ]);
  const read = await records.read('session', ['a', 'b']);
  expect([...read]).toEqual([['a', { key: Buffer.from('xyz'), deep: [Buffer.from([1, 2])] }]]);
});

test('stores nothing in the clear', async () => {
  const { store, records } = setUp();
  await records.write([{ type: 'session', id: 'a', value: 'a telling word' }]);
  expect(Buffer.from(store.stored.get('session/a')!.bytes).includes('telling')).toBe(false);
});

test('gives each reader a copy: what is changed but not stored is not there', async () => {
  const { records } = setUp();
  await records.write([{ type: 'sender-key-memory', id: 'g', value: { ann: true } }]);
  const memory = (await records.read('sender-key-memory', ['g'])).get('g') as Record<string, boolean>;
  memory['bob'] = true;
  expect((await records.read('sender-key-memory', ['g'])).get('g')).toEqual({ ann: true });
});

test('reads what was read or written before from memory, and what is absent too', async () => {
  const { store, sealer, records } = setUp();
  await records.write([{ type: 't', id: 'a', value: 1 }]);
  await records.read('t', ['a', 'b']);
  const { reads } = store;
  await records.read('t', ['a', 'b']);
  expect(store.reads).toBe(reads);
  const other = new SealedRecords(store, sealer, 'one');
  expect((await other.read('t', ['a'])).get('a')).toBe(1);
});

test('forgets what was used longest ago when memory is full, not what is stored', async () => {
  const { store, records } = setUp(100);
  for (const id of ['a', 'b', 'c']) await records.write([{ type: 't', id, value: 'x'.repeat(40) }]);
  const { reads } = store;
  expect((await records.read('t', ['c'])).get('c')).toHaveLength(40);
  expect(store.reads).toBe(reads);
  expect((await records.read('t', ['a'])).get('a')).toHaveLength(40);
  expect(store.reads).toBe(reads + 1);
});

test('what is forgotten while another value is fetched is still found', async () => {
  const { store, records } = setUp(100);
  await records.write([{ type: 't', id: 'a', value: 'x'.repeat(40) }]);
  const reading = records.read('t', ['a', 'never written']);
  for (const id of ['b', 'c']) await records.write([{ type: 't', id, value: 'y'.repeat(40) }]);
  expect((await reading).get('a')).toHaveLength(40);
  expect(store.stored.size).toBe(3);
});

test('after a failed write the old value stands', async () => {
  const { store, records } = setUp();
  await records.write([{ type: 't', id: 'a', value: 'old' }]);
  store.beforeWrite = () => Promise.reject(new Error('disk full'));
  await expect(records.write([{ type: 't', id: 'a', value: 'new' }])).rejects.toThrow('disk full');
  expect((await records.read('t', ['a'])).get('a')).toBe('old');
});

test('a read that a write overtakes does not bring the old value back', async () => {
  const { store, sealer, records } = setUp();
  await new SealedRecords(store, sealer, 'one').write([{ type: 't', id: 'a', value: 'old' }]);
  const reading = records.read('t', ['a']);
  await records.write([{ type: 't', id: 'a', value: 'new' }]);
  await reading;
  expect((await records.read('t', ['a'])).get('a')).toBe('new');
});

test('writes one at a time and in order, each whole, those that wait together', async () => {
  const { store, records } = setUp();
  let inside = 0;
  store.beforeWrite = async () => {
    inside += 1;
    expect(inside).toBe(1);
    await new Promise(setImmediate);
    inside -= 1;
  };
  const write = (value: number) => records.write(['x', 'y'].map((id) => ({ type: 't', id, value })));
  await Promise.all([write(1), write(2), write(3)]);
  await records.idle();
  expect(store.writes).toHaveLength(2);
  expect((await records.read('t', ['x', 'y'])).get('y')).toBe(3);
  expect(store.writes[1]).toHaveLength(2);
});

test.each([
  ['altered', (store: MemoryRecords) => store.corrupt('t/a')],
  ['moved from another place', (store: MemoryRecords) => store.stored.set('t/a', store.stored.get('t/b')!)],
])('names a record that was %s', async (_how, damage) => {
  const { store, sealer, records } = setUp();
  await records.write(['a', 'b'].map((id) => ({ type: 't', id, value: id })));
  damage(store);
  const error = await new SealedRecords(store, sealer, 'one').read('t', ['a']).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(BrokenRecord);
  expect((error as BrokenRecord).record).toBe('t/a');
});

test('names a record that opens but is no JSON', async () => {
  const { store, sealer, records } = setUp();
  store.stored.set('t/a', sealer.seal(Buffer.from('{"half":'), JSON.stringify(['whatsapp', 'one', 't', 'a'])));
  await expect(records.read('t', ['a'])).rejects.toThrow('t/a');
});
