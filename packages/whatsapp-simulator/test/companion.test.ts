import { randomBytes } from 'node:crypto';
import type { BinaryNode } from '@whiskeysockets/baileys';
import { expect, test } from 'vitest';
import { Account } from '../src/people/account.js';
import { Companion } from '../src/people/companion.js';
import type { Connection } from '../src/wire/connection.js';
import { node } from '../src/wire/nodes.js';

function companion() {
  const keys = {
    identity: randomBytes(32),
    noiseKey: randomBytes(32),
    registrationId: 1,
    signedPreKey: { id: 1, public: randomBytes(32), signature: randomBytes(64) },
  };
  const created = new Companion(new Account('Ann', '491510000001'), 1, keys);
  const sent: BinaryNode[] = [];
  created.connection = { send: (stanza: BinaryNode) => void sent.push(stanza) } as Connection;
  const logIn = () => {
    sent.length = 0;
    created.goLive();
    return sent.map(({ tag, attrs }) => `${tag} ${attrs['id']}${attrs['offline'] ? ' offline' : ''}`);
  };
  return { companion: created, sent, logIn };
}

const message = (id: string) => node('message', { id, from: 'group@g.us', participant: 'ann@lid' });

test('what was not confirmed comes again at every login, in order', () => {
  const { companion: client, logIn } = companion();
  for (const id of ['a', 'b', 'c']) client.deliver(message(id));
  expect(logIn()).toEqual(['message a offline', 'message b offline', 'message c offline']);
  client.confirm('message', { id: 'b' });
  expect(logIn()).toEqual(['message a offline', 'message c offline']);
});

test('a nack ends the delivery of a message, but not when it goes with a retry receipt', () => {
  const { companion: client, logIn } = companion();
  client.deliver(message('ignored'));
  client.deliver(message('unreadable'));
  client.acknowledged('message', { id: 'ignored' });
  client.expectNack('unreadable');
  client.acknowledged('message', { id: 'unreadable' });
  expect(logIn()).toEqual(['message unreadable offline']);
  client.acknowledged('message', { id: 'unreadable' });
  expect(logIn()).toEqual([]);
});

test('receipts of several people for one message are confirmed one by one', () => {
  const { companion: client, logIn } = companion();
  for (const participant of ['ann@lid', 'bob@lid']) client.deliver(node('receipt', { id: 'a', participant }));
  client.acknowledged('receipt', { id: 'a', participant: 'ann@lid' });
  expect(logIn()).toEqual(['receipt a offline']);
});
