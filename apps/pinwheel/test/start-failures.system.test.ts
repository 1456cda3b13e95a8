import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTestDatabase } from '@pinwheel/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));

function start(env: Record<string, string>, args: string[] = []) {
  const token = { TELEGRAM_BOT_TOKEN: `1:${'a'.repeat(35)}`, LOG_FORMAT: 'json', LOG_LEVEL: 'warn' };
  const given = { PATH: process.env['PATH'], ...token, ...env };
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { env: given, encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('a start that fails for a known reason', () => {
  let directory: string;
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  /** Somebody else's. */
  const taken = createServer();
  let port: number;
  beforeAll(async () => {
    await once(taken.listen(0, '127.0.0.1'), 'listening');
    ({ port } = taken.address() as AddressInfo);
    directory = await mkdtemp(join(tmpdir(), 'pinwheel-start-'));
    database = await createTestDatabase();
  });
  afterAll(async () => {
    taken.close();
    await rm(directory, { recursive: true });
    await database[Symbol.asyncDispose]();
  });

  const stores = () => ({ PINWHEEL_HOME: directory, DATABASE_URL: database.url });

  it.each<[string, () => Record<string, string>, () => RegExp]>([
    [
      'no PostgreSQL there',
      () => ({ ...stores(), DATABASE_URL: 'postgres://me:hush@localhost:1/x' }),
      () => /localhost:1 \(DATABASE_URL\).*ECONNREFUSED/,
    ],
    [
      'no Redis there',
      () => ({ ...stores(), REDIS_URL: 'redis://:hush@127.0.0.1:1' }),
      () => /Redis .*ECONNREFUSED.*REDIS_URL: 127\.0\.0\.1:1/,
    ],
    [
      'a port that is taken',
      () => ({ ...stores(), HTTP_PORT: String(port) }),
      () => new RegExp(`HTTP_PORT ${port} on 127.0.0.1 is taken`),
    ],
    [
      'a home that can not be made',
      () => ({ PINWHEEL_HOME: join(main, 'home') }),
      () => /PINWHEEL_HOME .*dist.main\.js.home can not be made/,
    ],
  ])(
    'is one line with the variable, the address and what to do, without stack and password: %s',
    (_, env, expected) => {
      const { status, stdout, stderr } = start(env());
      expect({ status, stdout, lines: stderr.trimEnd().split('\n').length }, stderr).toEqual({
        status: 1,
        stdout: '',
        lines: 1,
      });
      expect(stderr).toMatch(/^Could not start: /);
      expect(stderr).toMatch(expected());
      expect(stderr).not.toContain('hush');
    },
  );

  it('names an option that it does not know, and tells those that it knows', () => {
    expect(start({}, ['--onec'])).toEqual({
      status: 2,
      stdout: '',
      stderr: '"--onec" is not understood; --help says what is.\n',
    });
    expect(start({}, ['--help'])).toMatchObject({ status: 0, stderr: '' });
  });
});
