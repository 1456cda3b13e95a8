import { expect, test } from 'vitest';
import { isPaired } from '../src/index.js';
import { createWorld, linkedInstance, TestInstance } from './support/linked.js';

test('pairs by a QR, tells of it when the identity is stored, and opens', async () => {
  await using world = await createWorld();
  const { olga, simulator } = world;
  await using instance = new TestInstance(world);
  const { told, records, sealer } = instance;
  let stored = false;
  const tell = told.paired.bind(told);
  told.paired = (account) => {
    stored = records.stored.has('creds/creds');
    tell(account);
  };
  await instance.open();
  expect(await isPaired(records, sealer, 'one')).toBe(false);
  await olga.scan(await told.until('a QR', () => told.qrs[0]));
  expect(await told.opening()).toMatchObject({ jid: olga.jid, lid: olga.lid });
  expect(stored).toBe(true);
  const others = new Set(['heard', 'qr', 'caughtUp']);
  expect(told.told.filter((name) => !others.has(name))).toEqual(['paired', 'closed:reconnecting', 'opened']);
  expect(told.closings).toEqual([{ kind: 'reconnecting', code: 515, delayMs: 0 }]);
  expect(await isPaired(records, sealer, 'one')).toBe(true);
  expect(instance.instance.isOpen).toBe(true);
  await simulator.waitForConnection(olga);
});

test('logs in with what was stored after a restart, without a QR', async () => {
  await using world = await createWorld();
  await using first = await linkedInstance(world);
  await first[Symbol.asyncDispose]();
  expect(first.told.closings.at(-1)).toEqual({ kind: 'stopped' });
  await using second = await first.restarted().open({ pairing: null });
  expect(await second.told.opening()).toMatchObject({ jid: world.olga.jid, name: 'Olga' });
  expect(second.told.qrs).toEqual([]);
});

test('pairs by a code', async () => {
  await using world = await createWorld();
  const { olga } = world;
  await using instance = await new TestInstance(world).open({ pairing: { method: 'code', phone: olga.phone } });
  const { told } = instance;
  await olga.enterPairingCode(await told.until('a code', () => told.codes[0]));
  expect(await told.opening()).toMatchObject({ jid: olga.jid, lid: olga.lid });
  expect(told.qrs).toEqual([]);
});

test('shows a new code when the connection was lost before the first was typed, and that one works', async () => {
  await using world = await createWorld();
  const { olga, simulator } = world;
  await using instance = await new TestInstance(world).open({ pairing: { method: 'code', phone: olga.phone } });
  const { told } = instance;
  const first = await told.until('a code', () => told.codes[0]);
  simulator.faults.dropConnections();
  const second = await told.until('another code', () => told.codes[1]);
  expect(second).not.toBe(first);
  await olga.enterPairingCode(second);
  expect(await told.opening()).toMatchObject({ jid: olga.jid });
});

test('ends the pairing when nobody scans any of the QRs', async () => {
  await using world = await createWorld();
  await using instance = await new TestInstance(world).open({ qrMs: 20 });
  expect(await instance.told.closing('pairing_ended')).toEqual({ kind: 'pairing_ended', why: 'nobody_scanned' });
  expect(new Set(instance.told.qrs).size).toBe(6);
});

test('stores nothing of a pairing that did not come about', async () => {
  await using world = await createWorld();
  const { olga } = world;
  await using instance = await new TestInstance(world).open({ pairing: { method: 'code', phone: olga.phone } });
  await instance.told.until('a code', () => instance.told.codes[0]);
  await instance[Symbol.asyncDispose]();
  expect(instance.records.stored.size).toBe(0);
});

test('asks nobody about a phone number that cannot be one', async () => {
  await using world = await createWorld();
  await using instance = await new TestInstance(world).open({ pairing: { method: 'code', phone: '0151 12345' } });
  expect(instance.told.closings).toEqual([{ kind: 'pairing_ended', why: 'bad_phone' }]);
});

test('does not connect where nothing is linked and nothing shall be', async () => {
  await using world = await createWorld();
  await using instance = await new TestInstance(world).open({ pairing: null });
  expect(instance.told.closings).toEqual([{ kind: 'logged_out' }]);
});

test('never pairs over an identity that cannot be read', async () => {
  await using world = await createWorld();
  await using linked = await linkedInstance(world);
  await linked[Symbol.asyncDispose]();
  linked.records.corrupt('creds/creds');
  const before = [...linked.records.stored.values()];
  await using again = await linked.restarted().open();
  expect(again.told.closings).toEqual([{ kind: 'broken_credentials', record: 'creds/creds' }]);
  expect([...linked.records.stored.values()]).toEqual(before);
  expect(await isPaired(linked.records, linked.sealer, 'one')).toBe(true);
});

test('does not open records that belong to another instance', async () => {
  await using world = await createWorld();
  await using linked = await linkedInstance(world);
  await linked[Symbol.asyncDispose]();
  await using other = await linked.restarted().open({ instanceId: 'two' });
  expect(other.told.closings).toEqual([{ kind: 'broken_credentials', record: 'creds/creds' }]);
});

test('stops when a Signal key cannot be read, and names it', async () => {
  await using world = await createWorld();
  await using linked = await linkedInstance(world);
  const { key } = await linked.told.message(await world.ann.say(world.group, 'hello'));
  expect(await linked.send({ kind: 'unpin', key })).toEqual({ kind: 'acknowledged' });
  await linked[Symbol.asyncDispose]();
  const [user = ''] = world.olga.lid.split('@');
  const own = linked.records.names('sender-key').find((name) => name.includes(user)) ?? '';
  linked.records.corrupt(own);
  await using again = await linked.restarted().open({ pairing: null });
  await again.told.opening();
  await again.send({ kind: 'unpin', key });
  expect(await again.told.closing('broken_credentials')).toEqual({ kind: 'broken_credentials', record: own });
  expect(again.instance.isOpen).toBe(false);
});

test('logs out at WhatsApp', async () => {
  await using world = await createWorld();
  await using linked = await linkedInstance(world);
  await linked.instance.logOut();
  expect(await linked.told.closing('logged_out')).toEqual({ kind: 'logged_out' });
  await using again = await linked.restarted().open({ pairing: null });
  await again.told.closing('logged_out');
  await expect(again.instance.logOut()).rejects.toThrow('connection');
});
