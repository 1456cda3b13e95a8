import { once } from 'node:events';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { EmbeddedPostgresError, startEmbeddedPostgres } from '@pinwheel/embedded-postgres';
import { dataOf, postmasterOf, query, spawnApp, startApp, temporaryDirectory, until, usedHome } from './apps.js';

test('serves a UTF-8 database on loopback only, with a password nobody else can read', async () => {
  const home = temporaryDirectory();
  await using embedded = await startEmbeddedPostgres({ home });
  const [row] = await query(
    embedded.url,
    `
    SELECT lower('ÄÖ ИВАН') AS lowered, current_setting('listen_addresses') AS addresses,
      current_setting('unix_socket_directories') AS sockets, current_setting('max_connections') AS connections,
      current_setting('fsync') AS fsync, current_setting('server_version') AS version`,
  );
  expect(row).toEqual({
    lowered: 'äö иван',
    addresses: '127.0.0.1',
    sockets: '',
    connections: '200',
    fsync: 'on',
    version: embedded.version,
  });
  expect(statSync(join(home, 'pg18', 'password')).mode & 0o777).toBe(0o600);
  const wrong = new URL(embedded.url);
  wrong.password = 'guessed';
  await expect(query(wrong.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
});

test('lets a second start attach, and stops only with the one that started it', async () => {
  const home = usedHome();
  const owner = await startEmbeddedPostgres({ home });
  const attached = await startEmbeddedPostgres({ home });
  expect(attached.url).toBe(owner.url);
  await attached[Symbol.asyncDispose]();
  expect(postmasterOf(home)).toBeDefined();
  await owner[Symbol.asyncDispose]();
  await owner[Symbol.asyncDispose]();
  expect(postmasterOf(home)).toBeUndefined();
});

test('gives three apps that start for the first time at once one database', async () => {
  const home = temporaryDirectory();
  const apps = await Promise.all([1, 2, 3].map(() => startApp({ home })));
  expect(new Set(apps.map((app) => app.url)).size).toBe(1);
  expect(readdirSync(home).toSorted()).toEqual(['pg18', 'postgres.log']);
  await until('all three write', () => apps.every((app) => app.lastRow() > 0));
});

test('takes another port when its own is taken', async () => {
  // Servers of other tests come and go on it.
  const squatter = createServer();
  await eventuallyListens(squatter, 54320);
  await using embedded = await startEmbeddedPostgres({ home: usedHome() });
  expect(new URL(embedded.url).port).not.toBe('54320');
  squatter.close();
});

test('starts over a postmaster.pid whose process id has gone to somebody else', async () => {
  const home = usedHome();
  writeFileSync(join(dataOf(home), 'postmaster.pid'), `${process.pid}\n${dataOf(home)}\n0\n54320\n\n\n\nready\n`);
  await using embedded = await startEmbeddedPostgres({ home });
  expect(postmasterOf(home)).not.toBe(process.pid);
  expect(await query(embedded.url, 'SELECT 1')).toHaveLength(1);
});

test('deletes the home of a volatile server when it stops, also when its app is killed', async () => {
  const home = join(temporaryDirectory(), 'home');
  await (await startEmbeddedPostgres({ home, volatile: true }))[Symbol.asyncDispose]();
  expect(existsSync(home)).toBe(false);
  const app = await startApp({ home, volatile: true });
  app.process.kill('SIGKILL');
  await until('the home is gone', () => !existsSync(home));
});

test('says in one line why there can be no server, and what to do', async () => {
  const file = join(temporaryDirectory(), 'file');
  writeFileSync(file, '');
  const error = await startEmbeddedPostgres({ home: join(file, 'home') }).catch((reason) => reason);
  expect(error).toBeInstanceOf(EmbeddedPostgresError);
  expect(error.message).not.toContain('\n');
  expect(error.hint).toMatch(/PINWHEEL_HOME.*DATABASE_URL/);
});

test('reports what the server itself said when it refuses to start', async () => {
  const home = usedHome();
  writeFileSync(join(dataOf(home), 'PG_VERSION'), '9.6\n');
  await expect(startEmbeddedPostgres({ home })).rejects.toThrow(
    'PostgreSQL does not start: database files are incompatible with server',
  );
});

test('begins anew when it was killed while creating the database', async () => {
  const home = temporaryDirectory();
  const app = spawnApp({ home });
  await until('initdb is at work', () =>
    readdirSync(home).some((name) => existsSync(join(home, name, 'data', 'postgresql.conf'))),
  );
  app.kill('SIGKILL');
  await once(app, 'exit');
  expect(readdirSync(home).join()).toMatch(/^pg18\.new-/);
  await using embedded = await startEmbeddedPostgres({ home });
  expect(readdirSync(home).toSorted()).toEqual(['pg18', 'postgres.log']);
  expect(embedded.url).toContain('/pinwheel');
});

/** Or gives up: whoever keeps the port for so long is as good. */
async function eventuallyListens(server: Server, port: number): Promise<void> {
  for (const deadline = Date.now() + 8_000; Date.now() < deadline; await sleep(20)) {
    server.listen(port, '127.0.0.1');
    const [error] = await once(server, 'listening').catch((reason) => [reason]);
    if (error === undefined) return;
  }
}
