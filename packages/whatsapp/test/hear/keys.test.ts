import fc from 'fast-check';
import { expect, test } from 'vitest';
import { messageKey, targetKey } from '../../src/hear/keys.js';

const account = { jid: '1000@s.whatsapp.net', lid: '1@lid', name: null };
const members = ['1@lid', '2@lid', '3@lid'] as const;
const member = fc.constantFrom(...members);
const group = '120363000@g.us';
const isOurs = (jid: string) => jid === account.lid;

test('whoever points at whoever’s message of a group, the key is the one we know it by', () => {
  fc.assert(
    fc.property(member, member, fc.boolean(), (author, sender, namesAuthor) => {
      const own = author === sender;
      // A sender may leave out the author of his own message.
      const participant = own && !namesAuthor ? undefined : author;
      const said = { remoteJid: group, id: 'P', fromMe: isOurs(sender), participant: sender };
      const inner = { remoteJid: group, id: 'M', fromMe: own, participant };
      const known = { remoteJid: group, id: 'M', fromMe: isOurs(author), participant: author };
      expect(targetKey(account, said, inner)).toEqual(known);
    }),
  );
});

test('in a private chat too, whatever it calls the chat', () => {
  fc.assert(
    fc.property(
      fc.boolean(),
      fc.boolean(),
      fc.constantFrom('2@lid', '1@lid', '1000@s.whatsapp.net'),
      (ours, byUs, name) => {
        const said = { remoteJid: '2@lid', id: 'P', fromMe: byUs };
        const inner = { remoteJid: name, id: 'M', fromMe: ours === byUs };
        expect(targetKey(account, said, inner)).toEqual({ remoteJid: '2@lid', id: 'M', fromMe: ours });
      },
    ),
  );
});

test('knows our own message by the phone number and by any device', () => {
  const said = { remoteJid: group, id: 'P', fromMe: false, participant: '2@lid' };
  for (const participant of ['1000@s.whatsapp.net', '1000:7@s.whatsapp.net', '1:3@lid'])
    expect(targetKey(account, said, { id: 'M', fromMe: false, participant })?.fromMe).toBe(true);
  // The same digits as a phone number are somebody else.
  expect(targetKey(account, said, { id: 'M', fromMe: false, participant: '1@s.whatsapp.net' })?.fromMe).toBe(false);
});

test('a key without chat or id is none', () => {
  expect(messageKey({ id: 'A' })).toBeNull();
  expect(messageKey({ remoteJid: group })).toBeNull();
  expect(messageKey({ remoteJid: group, id: 'A', participant: '' })).toEqual({
    remoteJid: group,
    id: 'A',
    fromMe: false,
  });
});
