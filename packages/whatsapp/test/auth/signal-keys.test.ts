import { proto } from '@whiskeysockets/baileys';
import { expect, test } from 'vitest';
import type { BrokenRecord } from '../../src/auth/broken-record.js';
import { SealedRecords } from '../../src/auth/sealed-records.js';
import { createSignalKeys } from '../../src/auth/signal-keys.js';
import { MemoryRecords, testSealer } from '../support/memory.js';

function setUp(store = new MemoryRecords(), sealer = testSealer()) {
  const broken: BrokenRecord[] = [];
  const keys = createSignalKeys(new SealedRecords(store, sealer, 'one'), (record) => broken.push(record));
  return { store, sealer, keys, broken };
}

test('one set, however many types, is one write, and null deletes', async () => {
  const { store, keys } = setUp();
  await keys.set({
    session: { a: Buffer.from('a') },
    'sender-key': { g: Buffer.from('g') },
    'lid-mapping': { x: 'y' },
  });
  await keys.set({ session: { a: null } });
  expect(store.writes.map((changes) => changes.length)).toEqual([3, 1]);
  expect(await keys.get('session', ['a'])).toEqual({});
  expect(await keys.get('sender-key', ['g', 'h'])).toEqual({ g: Buffer.from('g') });
});

test('app state keys come back as Baileys computes with them', async () => {
  const { store, sealer, keys } = setUp();
  const keyData = proto.Message.AppStateSyncKeyData.fromObject({
    keyData: Buffer.from('0123456789abcdef'),
    fingerprint: { rawId: 7, currentIndex: 1, deviceIndexes: [0, 1] },
    timestamp: 1_700_000_000_000,
  });
  await keys.set({ 'app-state-sync-key': { k: keyData } });
  const read = (await setUp(store, sealer).keys.get('app-state-sync-key', ['k']))['k'];
  expect(Buffer.from(read?.keyData ?? []).toString()).toBe('0123456789abcdef');
  expect(proto.Message.AppStateSyncKeyData.encode(read ?? {}).finish()).toEqual(
    proto.Message.AppStateSyncKeyData.encode(keyData).finish(),
  );
});

test('a record that cannot be read is reported, also where Baileys would take it for absent', async () => {
  const { store, sealer, keys } = setUp();
  await keys.set({ session: { a: Buffer.from('a') } });
  store.corrupt('session/a');
  const again = setUp(store, sealer);
  await expect(Promise.resolve(again.keys.get('session', ['a']))).rejects.toThrow('session/a');
  expect(again.broken.map(({ record }) => record)).toEqual(['session/a']);
});

test('a burst of reads from memory lets other work have its turns', async () => {
  const { keys } = setUp();
  await keys.set({ session: { a: Buffer.from('a') } });
  let turns = 0;
  let reading = true;
  const takeTurns = () => {
    turns += 1;
    if (reading) setImmediate(takeTurns);
  };
  takeTurns();
  for (let read = 0; read < 100; read += 1) await keys.get('session', ['a']);
  reading = false;
  expect(turns).toBeGreaterThan(20);
});
