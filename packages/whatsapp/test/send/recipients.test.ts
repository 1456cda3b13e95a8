import { expect, test } from 'vitest';
import { ensureReachable, NobodyToReach } from '../../src/send/recipients.js';

const account = { jid: '1000@s.whatsapp.net', lid: '1@lid', name: null };

/** WhatsApp tells the devices of these people only. */
const source = (...known: string[]) => ({
  getUSyncDevices: async (jids: string[]) =>
    jids.filter((jid) => known.includes(jid)).map((jid) => ({ jid, user: '' })),
});

test('a message that nobody could decrypt is not sent', async () => {
  await expect(ensureReachable(source(), account, ['1@lid', '2@lid'])).rejects.toThrow(NobodyToReach);
  await expect(ensureReachable(source('1@lid'), account, ['1@lid', '2@lid'])).rejects.toThrow(NobodyToReach);
});

test('one that somebody can decrypt is, and so is one to ourselves', async () => {
  await ensureReachable(source('1@lid', '3@lid'), account, ['1@lid', '2@lid', '3@lid']);
  await ensureReachable(source(), account, ['1:4@lid']);
});
