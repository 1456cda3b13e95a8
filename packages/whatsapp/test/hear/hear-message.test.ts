import { proto } from '@whiskeysockets/baileys';
import type { WAMessage } from '@whiskeysockets/baileys';
import { expect, test } from 'vitest';
import { hearHistory } from '../../src/hear/hear-history.js';
import { hearMessage } from '../../src/hear/hear-message.js';

const account = { jid: '1000@s.whatsapp.net', lid: '1@lid', name: null };
const now = 1_700_000_000_000;
const group = '120363000@g.us';

const said = (message: proto.IMessage | null, remoteJid = group): WAMessage => ({
  key: { remoteJid, id: 'M', fromMe: false, participant: '2@lid' },
  message,
  messageTimestamp: 1_600_000_000,
});

test('hears nothing of a message without content, of a status, and of a broadcast', () => {
  expect(hearMessage(account, said(null), now)).toBeNull();
  for (const jid of ['status@broadcast', '123@broadcast'])
    expect(hearMessage(account, said({ conversation: 'hi' }, jid), now)).toBeNull();
});

test('hears a deletion that was decoded from the wire, where its type is left out', () => {
  const wire = proto.Message.encode({ protocolMessage: { type: 0, key: { id: 'A', participant: '3@lid' } } }).finish();
  expect(hearMessage(account, said(proto.Message.decode(wire)), now)).toMatchObject({
    kind: 'revocation',
    revocation: { target: { id: 'A', participant: '3@lid' } },
  });
});

test('hears no deletion in other changes of a message', () => {
  const edit = { protocolMessage: { type: 14, key: { id: 'A' }, editedMessage: { conversation: 'better' } } };
  expect(hearMessage(account, said(edit), now)).toBeNull();
});

test('takes the present for a message without a time', () => {
  const message = { ...said({ conversation: 'hi' }), messageTimestamp: null };
  expect(hearMessage(account, message, now)).toMatchObject({ message: { sentAt: now } });
});

test('a pin in a chat with disappearing messages is a pin', () => {
  const pin = {
    pinInChatMessage: { type: 1, key: { id: 'A', fromMe: true } },
    messageContextInfo: { messageAddOnDurationInSecs: 604_800 },
  };
  expect(hearMessage(account, said({ ephemeralMessage: { message: pin } }), now)).toMatchObject({
    pin: { action: 'pin', durationSeconds: 604_800, target: { id: 'A', participant: '2@lid' }, at: 1_600_000_000_000 },
  });
});

test('a group message of history may name its author beside the key', () => {
  const message = { ...said({ conversation: 'old' }), key: { remoteJid: group, id: 'M' }, participant: '3@lid' };
  expect(hearHistory(account, message, now)).toMatchObject([{ message: { key: { participant: '3@lid' } } }, null]);
});
