import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { connectDatabase, type Database } from '@pinwheel/db';
import { startEmbeddedPostgres } from '@pinwheel/embedded-postgres';
import { recogniseToken } from '@pinwheel/pinning';
import { createTestDatabase } from '@pinwheel/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));

async function tokens(env: Record<string, string>, ...words: string[]) {
  const given = { PATH: process.env['PATH'], LOG_LEVEL: 'debug', LOG_FORMAT: 'json', ...env };
  const child = spawn(process.execPath, [main, 'tokens', ...words], { env: given, stdio: ['ignore', 'pipe', 'pipe'] });
  const [[status], out, err] = await Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)]);
  return { status: status as number, out, err };
}

const logger = { debug() {}, info() {}, warn() {}, error() {}, child: () => logger };
const recognise = (db: Database, secret: string) =>
  recogniseToken({ tokens: db.tokens, clock: { now: Date.now }, logger }, secret);
const connect = (url: string) => connectDatabase({ url, slots: 3, timeZone: 'UTC' });

describe('tokens on the command line', () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let db: Database;
  let env: Record<string, string>;
  beforeAll(async () => {
    database = await createTestDatabase();
    db = await connect(database.url);
    await db.migrate();
    await db.instances.create('main');
    env = { DATABASE_URL: database.url };
  });
  afterAll(async () => {
    await db[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  });

  it('are printed once, alone on standard output, and open what they were made for', async () => {
    expect(await tokens(env, 'list')).toMatchObject({ status: 0, out: '', err: expect.stringMatching(/no token/) });
    const { status, out, err } = await tokens(env, 'create', 'shop', 'main');
    expect({ status, out }).toEqual({ status: 0, out: expect.stringMatching(/^[\w-]{43}\n$/) });
    expect(err).toMatch(/The token "shop", for main/);
    expect(err).not.toContain(out.trim());
    expect(await recognise(db, out.trim())).toMatchObject({ name: 'shop', instanceId: 'main' });
    const list = await tokens(env, 'list');
    expect(list).toMatchObject({ status: 0, err: '' });
    expect(list.out).toMatch(
      /^NAME +INSTANCE +CREATED +LAST USED\nshop +main +\d{4}-\d\d-\d\dT\d\d:\d\dZ +\d{4}.*Z\n$/,
    );
    expect(await tokens(env, 'revoke', 'Shop')).toMatchObject({
      status: 0,
      out: '',
      err: '"shop" opens nothing any more.\n',
    });
    expect(await recognise(db, out.trim())).toBeNull();
  }, 60_000);

  it('say what is wrong, in one line, and end with a status of their own', async () => {
    expect((await tokens(env, 'create', 'office')).status).toBe(0);
    const taken = await tokens(env, 'create', 'Office');
    expect(taken).toMatchObject({ status: 1, out: '', err: expect.stringMatching(/"Office" already.*\n$/) });
    const stray = await tokens(env, 'create', 'shop', 'branch');
    expect(stray).toEqual({ status: 1, out: '', err: 'There is no instance "branch". There are: main\n' });
    expect(await tokens(env, 'revoke', 'nobody')).toEqual({ status: 1, out: '', err: 'There is no token "nobody".\n' });
    expect(await tokens(env, 'banana')).toMatchObject({ status: 2, out: '' });
    const unreachable = await tokens({ DATABASE_URL: 'postgres://me:hush@localhost:1/x' }, 'list');
    expect(unreachable.status).toBe(1);
    expect(unreachable.err).toMatch(/^Could not start: .*localhost:1 \(DATABASE_URL\).*\n$/);
    expect(unreachable.err).not.toContain('hush');
  }, 60_000);

  it('are made in the database that comes with Pinwheel, also beside a Pinwheel that runs on it', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'pinwheel-tokens-'));
    const home = { PINWHEEL_HOME: join(directory, 'home') };
    try {
      const first = await tokens(home, 'create', 'shop');
      expect(first, first.err).toMatchObject({ status: 0, out: expect.stringMatching(/^[\w-]{43}\n$/) });
      await using server = await startEmbeddedPostgres({ home: home.PINWHEEL_HOME });
      const beside = await tokens(home, 'create', 'office');
      expect(beside, beside.err).toMatchObject({ status: 0 });
      await using running = await connect(server.url);
      for (const { out } of [first, beside]) expect(await recognise(running, out.trim())).not.toBeNull();
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  }, 60_000);
});
