import type { BinaryNode } from '@whiskeysockets/baileys';
import type { Account } from '../people/account.js';
import { bytesOf, child, childrenOf, node } from '../wire/nodes.js';
import { type AnswerTable, Refusal } from './table.js';

/** Who exists, by which jids, with which devices. */
export const peopleAnswers: AnswerTable = {
  'usync/get/usync': ({ world, subject }) => {
    const asked = childrenOf(child(subject, 'query')).map(({ tag }) => tag);
    const users = childrenOf(child(subject, 'list')).map((user) => {
      const number = bytesOf(child(user, 'contact')).toString().replace('+', '');
      const jid = user.attrs['jid'] ?? `${number}@s.whatsapp.net`;
      return userNode(jid, world.directory.accountOf(jid), asked);
    });
    return [node('usync', { sid: subject?.attrs['sid'], mode: 'query' }, [node('list', {}, users)])];
  },

  'blocklist/get/': () => [node('list')],
  'privacy/get/privacy': () => [node('privacy', {}, [node('category', { name: 'readreceipts', value: 'all' })])],
  'privacy/set/tokens': () => [],
  'w:profile:picture/get/picture': () => {
    throw new Refusal(404, 'item-not-found');
  },
};

function userNode(jid: string, account: Account | undefined, asked: string[]): BinaryNode {
  const parts = [
    asked.includes('contact') ? node('contact', { type: account ? 'in' : 'out' }) : undefined,
    account && asked.includes('devices') ? devices(account) : undefined,
    // A user who was asked for by LID is not told the LID again; Baileys would take the pair for a mapping.
    account && asked.includes('lid') && jid.endsWith('@s.whatsapp.net') ? node('lid', { val: account.lid }) : undefined,
  ].filter((part) => part !== undefined);
  return node('user', { jid }, parts);
}

function devices(account: Account): BinaryNode {
  const companions = [...account.companions.keys()].map((device) => ({
    id: String(device),
    'key-index': String(device),
  }));
  const list = [{ id: '0' }, ...companions].map((attributes) => node('device', attributes));
  return node('devices', {}, [node('device-list', {}, list)]);
}
