import { randomBytes } from 'node:crypto';
import { PNG } from 'pngjs';
import { toBuffer } from 'qrcode';
import { expect, test } from 'vitest';
import { startWhatsAppSimulator } from '../src/index.js';
import { BaileysClient } from './baileys-client.js';
import { linkedClient, smallWorld } from './small-world.js';

test('pairs by the text of a QR code, tells the client to restart, and knows it at the next logins', async () => {
  await using world = await smallWorld();
  const { simulator, olga } = world;
  await using client = new BaileysClient(simulator).connect();
  await olga.scan(await client.qr());
  expect(await client.closed()).toBe(515);
  for (const login of ['after pairing', 'later']) {
    await client.connect().open();
    await simulator.waitForConnection(olga);
    expect(simulator.connections, login).toBe(1);
    await client.until('the push name', () => client.creds.me?.name === 'Olga');
    await client.socket.end(undefined);
  }
  expect(client.socket.user?.id).toBe(`${olga.phone}:1@s.whatsapp.net`);
  expect(simulator.unknownQueries()).toEqual([]);
});

test('pairs by a photo of the QR code', async () => {
  await using world = await smallWorld();
  const { simulator, olga } = world;
  await using client = new BaileysClient(simulator).connect();
  await olga.scanPhoto(await toBuffer(await client.qr()));
  expect(await client.closed()).toBe(515);
  await client.connect().open();
  await simulator.waitForConnection(olga);
});

test('refuses a photo without a QR code', async () => {
  await using world = await smallWorld();
  const photo = new PNG({ width: 64, height: 64, fill: true });
  await expect(world.olga.scanPhoto(PNG.sync.write(photo))).rejects.toThrow('no QR code');
});

test('refuses a QR code whose client is gone', async () => {
  await using world = await smallWorld();
  const client = new BaileysClient(world.simulator).connect();
  const qr = await client.qr();
  await client.socket.end(undefined);
  await expect(world.olga.scan(qr)).rejects.toThrow('no longer valid');
});

test('refuses a QR code that shows other keys than the client registered with', async () => {
  await using world = await smallWorld();
  await using client = new BaileysClient(world.simulator).connect();
  const parts = (await client.qr()).split(',');
  parts[2] = randomBytes(32).toString('base64');
  await expect(world.olga.scan(parts.join(','))).rejects.toThrow('other keys');
});

test('pairs by a code that is typed on the phone', async () => {
  await using world = await smallWorld();
  const { simulator, olga } = world;
  await using client = new BaileysClient(simulator).connect();
  await client.qr();
  const code = await client.socket.requestPairingCode(olga.phone);
  await olga.enterPairingCode(code);
  expect(await client.closed()).toBe(515);
  await client.connect().open();
  await simulator.waitForConnection(olga);
  expect(simulator.unknownQueries()).toEqual([]);
});

test('refuses a wrong pairing code', async () => {
  await using world = await smallWorld();
  await using client = new BaileysClient(world.simulator).connect();
  await client.qr();
  await client.socket.requestPairingCode(world.olga.phone, 'ABCD1234');
  await expect(world.olga.enterPairingCode('ZZZZ9999')).rejects.toThrow('wrong pairing code');
  await expect(world.ann.enterPairingCode('ABCD1234')).rejects.toThrow('no client');
});

test('turns away a client that was unlinked, also when it comes back later', async () => {
  await using world = await smallWorld();
  await using client = await linkedClient(world, world.olga);
  world.olga.unlinkCompanions();
  expect(await client.closed()).toBe(401);
  client.connect();
  expect(await client.closed()).toBe(401);
});

test('forgets a client that logs itself out', async () => {
  await using world = await smallWorld();
  await using client = await linkedClient(world, world.olga);
  await client.socket.logout();
  client.connect();
  expect(await client.closed()).toBe(401);
});

test('leaves nothing behind when it is closed during pairing', async () => {
  const simulator = await startWhatsAppSimulator();
  const olga = simulator.addPerson({ name: 'Olga', phone: '4915112345678' });
  await using client = new BaileysClient(simulator).connect();
  const qr = await client.qr();
  const waiting = simulator.waitForConnection(olga).catch(String);
  await simulator[Symbol.asyncDispose]();
  expect(await waiting).toContain('no companion of Olga');
  expect(await client.closed()).toBe(428);
  await expect(olga.scan(qr)).rejects.toThrow('no longer valid');
});
