import { inspect } from 'node:util';
import type { Logger } from '@pinwheel/pinning';
import { BufferJSON } from '@whiskeysockets/baileys';
import { expect, test, vi } from 'vitest';
import { guardConsole } from '../src/index.js';
import { createWorld, linkedInstance, type TestInstance } from './support/linked.js';

/** Everything that is logged or printed, at any level, as deep as it goes. */
function eavesdrop(): { logger: Logger; written(): string } {
  const lines: string[] = [];
  const write = (...args: unknown[]) => void lines.push(args.map((arg) => inspect(arg, { depth: 20 })).join(' '));
  const logger: Logger = { debug: write, info: write, warn: write, error: write, child: () => logger };
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((chunk) => lines.push(String(chunk)) > 0);
  return { logger, written: () => lines.join('\n') };
}

/** Every binary value of 16 bytes or more among the stored records, in the spellings of logs. */
function secretsOf({ records, sealer }: TestInstance): string[] {
  const secrets: Buffer[] = [];
  for (const [name, sealed] of records.stored) {
    const [type = '', ...id] = name.split('/');
    const text = Buffer.from(sealer.open(sealed, JSON.stringify(['whatsapp', 'one', type, id.join('/')]))).toString();
    JSON.parse(text, (_, value) => {
      const revived: unknown = BufferJSON.reviver('', value);
      if (Buffer.isBuffer(revived) && revived.length >= 16) secrets.push(revived);
      return revived;
    });
  }
  return secrets.flatMap((bytes) => {
    const start = bytes.subarray(0, 16);
    return [start.toString('hex'), start.toString('hex').replace(/..(?!$)/g, '$& '), bytes.toString('base64')];
  });
}

test('no key is logged or printed, by us or by what we use, and no content', async () => {
  const { logger, written } = eavesdrop();
  guardConsole(logger);
  await using world = await createWorld();
  const { olga, ann, group, simulator } = world;
  await using linked = await linkedInstance(world, { logger, acknowledgementMs: 500 });
  await linked.told.message(await ann.say(group, 'the treasure is under the tree'));
  await linked.told.message(await ann.sayPrivately(olga, 'dig at night'));
  await linked.send({ kind: 'text', text: 'bring a spade' }, ann.lid);
  linked.records.beforeWrite = (changes) => {
    if (changes.some(({ type }) => type === 'session')) throw new Error('disk full');
  };
  await linked.send({ kind: 'text', text: 'bring a lamp' }, ann.lid);
  linked.records.beforeWrite = () => {};
  await linked.send({ kind: 'text', text: 'bring a rope' }, ann.lid);
  simulator.faults.refuseMessages(479);
  await linked.send({ kind: 'text', text: 'bring a sack' });
  simulator.faults.dropConnections();
  await linked.told.opening(2);
  await linked[Symbol.asyncDispose]();
  const log = written();
  vi.restoreAllMocks();
  // What libsignal prints with the session's private keys beside it: without it the test shows nothing.
  expect(log).toContain('Closing session:');
  expect(log).toContain('sending failed');
  for (const content of ['treasure', 'dig at', 'bring a']) expect(log).not.toContain(content);
  const secrets = secretsOf(linked);
  expect(secrets.length).toBeGreaterThan(1_000);
  expect(secrets.filter((secret) => log.includes(secret))).toEqual([]);
});
