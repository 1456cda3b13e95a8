import type { Faults } from '@pinwheel/whatsapp-simulator';
import { makeWASocket } from '@whiskeysockets/baileys';
import { expect, test, vi } from 'vitest';
import { isBaileysRejection } from '../src/index.js';
import { toBaileysLogger } from '../src/log.js';
import { createWorld, linkedInstance, silent, TestInstance } from './support/linked.js';
import { meddle } from './support/meddler.js';

test.each([
  ['is dropped', (faults: Faults) => faults.dropConnections(), 428],
  ['ends with 503', (faults: Faults) => faults.endStream(503), 503],
  ['ends with 500', (faults: Faults) => faults.endStream(500), 500],
] as const)('comes back after a pause when the connection %s, and sends', async (_how, fault, code) => {
  await using world = await createWorld();
  await using linked = await linkedInstance(world);
  const { told } = linked;
  fault(world.simulator.faults);
  const { delayMs } = (await told.until('the close', () =>
    told.closings.find((reason) => reason.kind === 'reconnecting' && reason.code === code),
  )) as { delayMs: number };
  expect(delayMs).toBeGreaterThan(0);
  expect(linked.instance.isOpen).toBe(false);
  expect(await linked.send({ kind: 'text', text: 'meanwhile' })).toEqual({ kind: 'unknown', why: 'not_connected' });
  await told.opening(2);
  expect(await linked.send({ kind: 'text', text: 'back' })).toEqual({ kind: 'acknowledged' });
});

test('comes back at once when WhatsApp asks for a restart', async () => {
  await using world = await createWorld();
  await using linked = await linkedInstance(world);
  await linked[Symbol.asyncDispose]();
  await using again = await linked.restarted().open({ pairing: null });
  await again.told.opening();
  world.simulator.faults.endStream(515);
  await again.told.opening(2);
  expect(again.told.closings).toEqual([{ kind: 'reconnecting', code: 515, delayMs: 0 }]);
});

test('does not come back when another socket took over', async () => {
  await using world = await createWorld();
  await using linked = await linkedInstance(world);
  await using second = await linked.restarted().open({ pairing: null });
  await second.told.opening();
  await linked.told.closing('replaced');
  expect(second.instance.isOpen).toBe(true);
  expect(linked.instance.isOpen).toBe(false);
  expect(world.simulator.connections).toBe(1);
});

test.each([
  ['logged_out', 401],
  ['logged_out', 403],
  ['version_too_old', 405],
  ['refused', 402],
] as const)('gives up as %s when the login fails with %i', async (kind, code) => {
  await using world = await createWorld();
  await using linked = await linkedInstance(world);
  world.simulator.faults.refuseLogins(code);
  world.simulator.faults.endStream(515);
  expect(await linked.told.closing(kind)).toEqual(kind === 'refused' ? { kind, code } : { kind });
});

test('gives up when the phone removes the companion', async () => {
  await using world = await createWorld();
  await using linked = await linkedInstance(world);
  world.simulator.faults.logOut(world.olga);
  await linked.told.closing('logged_out');
});

test('comes back when the upgrade was answered with an HTTP error, of which Baileys tells nothing', async () => {
  await using world = await createWorld();
  await using linked = await linkedInstance(world);
  world.simulator.faults.refuseUpgrades(502);
  world.simulator.faults.endStream(515);
  await linked.told.opening(2);
  expect(linked.told.closings).toMatchObject([{ code: 515 }, { code: 515 }, { kind: 'reconnecting', code: 503 }]);
});

test('gives up a server that takes the connection and says nothing, and tries again', async () => {
  await using world = await createWorld();
  world.simulator.faults.goSilent();
  await using instance = await new TestInstance(world).open({ watchdogMs: 300 });
  await instance.told.closing('reconnecting');
  world.simulator.faults.speakAgain();
  await instance.told.until('a QR', () => instance.told.qrs[0]);
});

test('notices a line that is dead but not cut, and ends the wait for a verdict with it', async () => {
  await using world = await createWorld();
  await using linked = await linkedInstance(world, { keepAliveMs: 200 });
  await linked.send({ kind: 'text', text: 'before' });
  world.simulator.faults.goSilent();
  const outcome = await linked.send({ kind: 'text', text: 'into the void' });
  expect(outcome).toEqual({ kind: 'unknown', why: 'connection_lost' });
  expect(await linked.told.until('the close', () => linked.told.closings[1])).toMatchObject({ kind: 'reconnecting' });
  world.simulator.faults.speakAgain();
  await linked.told.opening(2);
});

test('refuses a root certificate, and a plain socket, for any address that is not loopback', async () => {
  await using world = await createWorld();
  const instance = new TestInstance(world);
  await expect(instance.open({ socketUrl: 'wss://web.whatsapp.com/ws/chat' })).rejects.toThrow('loopback');
  await expect(instance.open({ socketUrl: 'ws://192.0.2.1/ws/chat', noiseRoot: undefined })).rejects.toThrow('wss:');
});

test('a frame that cannot be decrypted ends the socket, not the process, and a new one takes its place', async () => {
  await using world = await createWorld();
  await using meddler = await meddle(world.simulator.socketUrl);
  await using linked = await linkedInstance(world, { socketUrl: meddler.socketUrl });
  const unhandled = vi.fn<(reason: unknown) => void>();
  process.on('unhandledRejection', unhandled);
  meddler.injectFrame(Buffer.from('no frame of WhatsApp’s'));
  const isIt = (reason: { kind: string; code?: number }) => reason.kind === 'reconnecting' && reason.code === 500;
  await linked.told.until('the close', () => linked.told.closings.find(isIt));
  await linked.told.opening(2);
  process.off('unhandledRejection', unhandled);
  expect(unhandled).not.toHaveBeenCalled();
  expect(await linked.send({ kind: 'text', text: 'back' })).toEqual({ kind: 'acknowledged' });
});

test('a rejection that Baileys leaves to itself is known from one of ours', async () => {
  const socket = makeWASocket({
    waWebSocketUrl: 'ws://127.0.0.1:1',
    logger: toBaileysLogger(silent),
    auth: { creds: {} as never, keys: { get: () => ({}), set: () => {} } },
  });
  const closed = await socket.sendNode({ tag: 'iq', attrs: {} }).catch((error: unknown) => error);
  await socket.end(undefined);
  expect(isBaileysRejection(closed)).toBe(true);
  expect(isBaileysRejection(new Error('ours'))).toBe(false);
  expect(isBaileysRejection('nothing')).toBe(false);
});
