import { addTransactionCapability, DEFAULT_CONNECTION_CONFIG, initAuthCreds } from '@whiskeysockets/baileys';
import type { SignalDataSet, SignalKeyStore } from '@whiskeysockets/baileys';
import { expect, test } from 'vitest';
import { SealedRecords } from '../../src/auth/sealed-records.js';
import { createSignalKeys } from '../../src/auth/signal-keys.js';
import { toBaileysLogger } from '../../src/log.js';
import { silent } from '../support/linked.js';
import { MemoryRecords, testSealer } from '../support/memory.js';

const group = '120363000000000000@g.us';
const ann = '4915187654321@s.whatsapp.net';
const logger = toBaileysLogger(silent);

function signalOver(keys: SignalKeyStore) {
  const transacting = addTransactionCapability(keys, logger, { maxCommitRetries: 1, delayBetweenTriesMs: 1 });
  return DEFAULT_CONNECTION_CONFIG.makeSignalRepository({ creds: initAuthCreds(), keys: transacting }, logger);
}

const ownKeys = (records: SealedRecords) => createSignalKeys(records, () => {});

/** The records as they were stored before this package knew better. */
function plainKeys(records: SealedRecords): SignalKeyStore {
  return {
    get: async (type, ids) => Object.fromEntries(await records.read(type, ids)) as never,
    set: (data: SignalDataSet) =>
      records.write(
        Object.entries(data).flatMap(([type, values]) =>
          Object.entries(values).map(([id, value]) => ({ type, id, value })),
        ),
      ),
  };
}

async function setUp() {
  const [store, sealer] = [new MemoryRecords(), testSealer()];
  const open = () => new SealedRecords(store, sealer, 'one');
  const speaker = signalOver(ownKeys(new SealedRecords(new MemoryRecords(), testSealer(), 'ann')));
  const say = async (text: string) =>
    (await speaker.encryptGroupMessage({ group, meId: ann, data: Buffer.from(text) })).ciphertext;
  const { senderKeyDistributionMessage: key } = await speaker.encryptGroupMessage({
    ...{ group, meId: ann, data: Buffer.from('the key') },
  });
  const learn = (signal: ReturnType<typeof signalOver>) =>
    signal.processSenderKeyDistributionMessage({
      authorJid: ann,
      item: { groupId: group, axolotlSenderKeyDistributionMessage: key },
    });
  return { open, say, learn };
}

async function hear(signal: ReturnType<typeof signalOver>, msg: Uint8Array): Promise<string> {
  return Buffer.from(await signal.decryptGroupMessage({ group, authorJid: ann, msg })).toString();
}

test('what was said earlier is decrypted after what was said later, also by the next process', async () => {
  const { open, say, learn } = await setUp();
  const [first, second, third] = [await say('first'), await say('second'), await say('third')];
  const signal = signalOver(ownKeys(open()));
  await learn(signal);
  expect(await hear(signal, third)).toBe('third');
  expect(await hear(signal, first)).toBe('first');
  expect(await hear(signalOver(ownKeys(open())), second)).toBe('second');
});

test('what a record stored by Baileys alone passed over is decrypted too', async () => {
  const { open, say, learn } = await setUp();
  const [first, second, third] = [await say('first'), await say('second'), await say('third')];
  const before = signalOver(plainKeys(open()));
  await learn(before);
  await hear(before, third);
  await expect(hear(before, first)).rejects.toThrow('Expected Buffer');
  const signal = signalOver(ownKeys(open()));
  expect(await hear(signal, second)).toBe('second');
  expect(await hear(signal, first)).toBe('first');
});

test('bytes are not stored as lists of numbers', async () => {
  const { open, say, learn } = await setUp();
  const records = open();
  const signal = signalOver(ownKeys(records));
  await learn(signal);
  await say('passed over');
  await hear(signal, await say('heard'));
  const [record] = (await records.read('sender-key', [`${group}::4915187654321::0`])).values();
  const states: unknown = JSON.parse(String(record));
  expect(JSON.stringify(states)).not.toMatch(/\[\d/);
  expect(states).toMatchObject([{ senderMessageKeys: expect.arrayContaining([expect.anything()]) }]);
});
