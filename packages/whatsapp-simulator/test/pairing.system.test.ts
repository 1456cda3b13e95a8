import { generateMessageIDV2 } from '@whiskeysockets/baileys';
import { expect, test } from 'vitest';
import { startWhatsAppSimulator } from '../src/index.js';
import { BaileysClient } from './baileys-client.js';

test('pairs by QR, is told to restart, logs in, hears a member, and pins for everyone', async () => {
  await using simulator = await startWhatsAppSimulator();
  const olga = simulator.addPerson({ name: 'Olga', phone: '4915112345678' });
  const ann = simulator.addPerson({ name: 'Ann', phone: '4915187654321' });
  const bob = simulator.addPerson({ name: 'Bob', phone: '4915100000001' });
  const group = simulator.addGroup({ name: 'Garden', members: [olga, ann, bob], admins: [olga] });
  await using client = new BaileysClient(simulator).connect();
  await olga.scan(await client.qr());
  expect(await client.closed()).toBe(515);
  client.connect();
  await client.open();
  await simulator.waitForConnection(olga);
  const said = await ann.say(group, 'hello');
  const { message, type } = await client.message(said);
  expect(type).toBe('notify');
  expect(message.message?.conversation).toBe('hello');
  expect(message.key).toMatchObject({
    remoteJid: group.jid,
    fromMe: false,
    id: said,
    participant: ann.lid,
    participantAlt: ann.jid,
    addressingMode: 'lid',
  });
  const id = generateMessageIDV2(client.socket.user?.id);
  const ack = await client.acknowledged(id, () =>
    client.socket.sendMessage(group.jid, { pin: message.key, type: 1, time: 604800 }, { messageId: id }),
  );
  expect(ack.error).toBeUndefined();
  for (const person of [olga, ann, bob]) {
    expect(person.heard(group).at(-1)).toMatchObject({
      wireId: id,
      from: olga,
      copies: 1,
      pin: {
        type: 1,
        edit: '2',
        durationSeconds: 604800,
        key: { remoteJid: group.jid, fromMe: false, id: said, participant: ann.lid },
      },
    });
    expect(person.board(group)).toMatchObject([{ messageId: said, text: 'hello', pinnedBy: olga }]);
    expect(person.undecryptable(group)).toBe(0);
  }
  expect(simulator.unknownQueries()).toEqual([]);
});
