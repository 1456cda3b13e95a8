import { initAuthCreds } from '@whiskeysockets/baileys';
import { expect, test } from 'vitest';
import { CredsKeeper, readCreds } from '../../src/auth/creds.js';
import { SealedRecords } from '../../src/auth/sealed-records.js';
import { silent } from '../support/linked.js';
import { MemoryRecords, testSealer } from '../support/memory.js';

function setUp() {
  const store = new MemoryRecords();
  const sealer = testSealer();
  const records = new SealedRecords(store, sealer, 'one');
  const reread = () => readCreds(new SealedRecords(store, sealer, 'one'));
  return { store, records, reread, keeper: new CredsKeeper(records, silent) };
}

const paired = () => ({
  ...initAuthCreds(),
  me: { id: '1000:1@s.whatsapp.net' },
  account: { details: Buffer.from('details'), accountSignatureKey: Buffer.alloc(32, 7) },
});

test('the identity comes back as it was, keys and signatures as bytes', async () => {
  const { keeper, reread } = setUp();
  const creds = paired();
  keeper.keep(creds);
  await keeper.saved();
  const read = await reread();
  expect(read?.noiseKey).toEqual({
    public: Buffer.from(creds.noiseKey.public),
    private: Buffer.from(creds.noiseKey.private),
  });
  expect(Buffer.from(read?.account?.accountSignatureKey ?? [])).toEqual(creds.account.accountSignatureKey);
});

test('the last of many changes is what is stored', async () => {
  const { store, keeper, reread } = setUp();
  const creds = paired();
  for (creds.nextPreKeyId = 1; creds.nextPreKeyId < 50; creds.nextPreKeyId += 1) keeper.keep(creds);
  await keeper.close();
  expect((await reread())?.nextPreKeyId).toBe(50);
  expect(store.writes.length).toBeLessThan(5);
});

test('an identity that is not paired is not stored', async () => {
  const { store, keeper } = setUp();
  keeper.keep({ ...initAuthCreds(), me: { id: '1000@s.whatsapp.net', name: '~' } });
  await keeper.close();
  expect(store.writes).toEqual([]);
});

test('goes on trying while the store fails', async () => {
  const { store, keeper, reread } = setUp();
  let failures = 0;
  store.beforeWrite = () => {
    failures += 1;
    if (failures === 1) throw new Error('disk full');
  };
  keeper.keep(paired());
  await keeper.saved();
  expect((await reread())?.me?.id).toBe('1000:1@s.whatsapp.net');
});

test('something else in its place is broken, not absent', async () => {
  const { records, reread } = setUp();
  expect(await reread()).toBeNull();
  await records.write([{ type: 'creds', id: 'creds', value: { noiseKey: {} } }]);
  await expect(reread()).rejects.toThrow('creds/creds');
});
