import { expect, test } from 'vitest';
import { IncomingSenderKeys, OutgoingSenderKey } from '../src/signal/sender-key.js';

test('reads messages in any order, each once', () => {
  const sender = new OutgoingSenderKey();
  const receiver = new IncomingSenderKeys();
  receiver.learn(sender.distribution());
  const [first, second, third] = ['one', 'two', 'three'].map((text) => sender.encrypt(Buffer.from(text)));
  if (!first || !second || !third) throw new Error('three messages');
  expect(receiver.decrypt(third).toString()).toBe('three');
  expect(receiver.decrypt(first).toString()).toBe('one');
  expect(receiver.decrypt(second).toString()).toBe('two');
  expect(() => receiver.decrypt(second)).toThrow('old counter');
});

test('cannot read what was said before it got the key, nor what somebody else says', () => {
  const sender = new OutgoingSenderKey();
  const before = sender.encrypt(Buffer.from('before'));
  const receiver = new IncomingSenderKeys();
  expect(() => receiver.decrypt(before)).toThrow('no sender key');
  receiver.learn(sender.distribution());
  expect(() => receiver.decrypt(before)).toThrow('old counter');
  expect(() => receiver.decrypt(new OutgoingSenderKey().encrypt(Buffer.from('who?')))).toThrow('no sender key');
});

test('refuses a message whose signature is false', () => {
  const sender = new OutgoingSenderKey();
  const receiver = new IncomingSenderKeys();
  receiver.learn(sender.distribution());
  const message = sender.encrypt(Buffer.from('signed'));
  message[message.length - 5] = (message[message.length - 5] ?? 0) ^ 1;
  expect(() => receiver.decrypt(message)).toThrow('false signature');
});

test('a key that is sent again does not turn the chain back', () => {
  const sender = new OutgoingSenderKey();
  const receiver = new IncomingSenderKeys();
  const distribution = sender.distribution();
  receiver.learn(distribution);
  const message = sender.encrypt(Buffer.from('once'));
  receiver.decrypt(message);
  receiver.learn(distribution);
  expect(() => receiver.decrypt(message)).toThrow('old counter');
});
