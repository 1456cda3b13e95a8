import { expect, test } from 'vitest';
import { SealedRecords } from '../../src/auth/sealed-records.js';
import { type Envelope, KeptMessages, keptType } from '../../src/kept/kept-messages.js';
import { silent } from '../support/linked.js';
import { MemoryRecords, testSealer } from '../support/memory.js';

function setUp(options: { slots?: number; remembered?: number } = {}) {
  const store = new MemoryRecords();
  const sealer = testSealer();
  const records = () => new SealedRecords(store, sealer, 'one');
  const writer = records();
  return {
    store,
    load: () => KeptMessages.load(records(), silent, options),
    /** As the transaction of a ratchet does. */
    async write(kept: KeptMessages, envelope: Envelope, ciphertext = envelope.ciphertexts[0]!) {
      const keeping = kept.keep(envelope, ciphertext, Buffer.from(`plain ${ciphertext}`))!;
      const changes = Object.entries(keeping.changes).map(([id, value]) => ({ type: keptType, id, value }));
      const stored = await writer.write(changes).then(
        () => true,
        () => false,
      );
      keeping.settle(stored);
    },
    tidy: (kept: KeptMessages) => kept.tidy(writer),
  };
}

const stanza = (id: string, ciphertexts = [id]): Envelope => ({ attrs: { id, from: 'ann' }, ciphertexts });
const idsOf = (kept: KeptMessages) => kept.untold().map(({ attrs }) => attrs['id']);

test('what nobody was told is there after a restart, in the order in which it came', async () => {
  const { load, write } = setUp({ slots: 4 });
  const first = await load();
  for (const id of ['a', 'b', 'c']) await write(first, stanza(id));
  first.telling(['a'])(true);
  for (const id of ['d', 'e']) await write(first, stanza(id));
  const second = await load();
  expect(idsOf(second)).toEqual(['b', 'c', 'd', 'e']);
  expect(second.untold()[0]).toMatchObject(stanza('b'));
  expect(second.recall(stanza('b'), 'b')?.toString()).toBe('plain b');
});

test('what is being told is not told again; it is once the listener did not take it, or after a restart', async () => {
  const { load, write } = setUp();
  const kept = await load();
  await write(kept, stanza('a'));
  const settle = kept.telling(['a', 'unknown']);
  expect(idsOf(kept)).toEqual([]);
  expect(idsOf(await load())).toEqual(['a']);
  settle(false);
  expect(idsOf(kept)).toEqual(['a']);
});

test('the record of what was taken goes with the next write, or at the end', async () => {
  const { store, load, write, tidy } = setUp();
  const kept = await load();
  for (let message = 0; message < 50; message += 1) {
    await write(kept, stanza(`message ${message}`));
    kept.telling([`message ${message}`])(true);
    expect(store.names(keptType)).toHaveLength(1);
  }
  await write(kept, stanza('not taken'));
  expect(store.writes).toHaveLength(51);
  kept.telling(['not taken'])(true);
  await tidy(kept);
  expect(store.stored.size).toBe(0);
});

test('a burst that was taken leaves no records behind', async () => {
  const { store, load, write } = setUp();
  const kept = await load();
  const ids = Array.from({ length: 20 }, (_, index) => `message ${index}`);
  for (const id of ids) await write(kept, stanza(id));
  expect(store.names(keptType)).toHaveLength(20);
  kept.telling(ids)(true);
  await write(kept, stanza('next'));
  expect(store.names(keptType)).toHaveLength(1);
  expect(idsOf(await load())).toEqual(['next']);
});

test('a message of which a part is missing waits for its redelivery, which finds the part that was decrypted', async () => {
  const { load, write } = setUp();
  const twoParts = stanza('a', ['key', 'text']);
  const first = await load();
  await write(first, twoParts, 'key');
  const second = await load();
  expect(idsOf(second)).toEqual([]);
  expect(second.recall(twoParts, 'key')?.toString()).toBe('plain key');
  expect(second.recall(twoParts, 'text')).toBeNull();
  await write(second, twoParts, 'text');
  expect(idsOf(await load())).toEqual(['a']);
});

test('a plaintext whose ratchet was not stored is not handed out, and its place is free again', async () => {
  const { store, load, write } = setUp({ slots: 1 });
  const kept = await load();
  await write(kept, stanza('a'));
  kept.telling(['a'])(true);
  store.beforeWrite = () => Promise.reject(new Error('disk full'));
  await write(kept, stanza('b'));
  store.beforeWrite = () => {};
  expect(kept.recall(stanza('b'), 'b')).toBeNull();
  expect(idsOf(kept)).toEqual([]);
  await write(kept, stanza('c'));
  expect(idsOf(await load())).toEqual(['c']);
});

test('keeps so many and no more: the oldest makes room', async () => {
  const { store, load, write } = setUp({ slots: 3 });
  const kept = await load();
  for (const id of ['a', 'b', 'c', 'd', 'e']) await write(kept, stanza(id));
  expect(store.names(keptType)).toHaveLength(3);
  expect(idsOf(kept)).toEqual(['c', 'd', 'e']);
  expect(idsOf(await load())).toEqual(['c', 'd', 'e']);
});

test('remembers what was taken, up to a number of characters, for the server that brings it again', async () => {
  const { load, write } = setUp({ remembered: 40 });
  const kept = await load();
  for (const id of ['a', 'b', 'c', 'd']) {
    await write(kept, stanza(id));
    kept.telling([id])(true);
  }
  const known = ['a', 'b', 'c', 'd'].filter((id) => kept.recall(stanza(id), id) !== null);
  expect(known).toEqual(['b', 'c', 'd']);
});

test('a record that cannot be read does not keep the instance from starting, and goes with the next write', async () => {
  const { store, load, write } = setUp({ slots: 4 });
  const first = await load();
  for (const id of ['a', 'b']) await write(first, stanza(id));
  store.corrupt(store.names(keptType)[0]!);
  const second = await load();
  expect(idsOf(second)).toEqual([]);
  await write(second, stanza('c'));
  expect(idsOf(await load())).toEqual(['c']);
});

test('does not keep what is too long', async () => {
  const kept = await setUp().load();
  expect(kept.keep(stanza('a'), 'a', Buffer.alloc(200_000))).toBeNull();
});
