import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startEmbeddedPostgres } from '@pinwheel/embedded-postgres';
import { kill, postmasterOf, query, startApp, supervisorOf, until, usedHome } from './apps.js';

test('shuts the server down cleanly when the app is killed', async () => {
  const home = usedHome();
  const app = await startApp({ home });
  await kill(app.process);
  await until('the server is gone', () => postmasterOf(home) === undefined);
  // It removes its file a moment before its last word.
  const log = (): string => readFileSync(join(home, 'postgres.log'), 'utf8');
  await until('it has shut down in order', () => log().endsWith('database system is shut down\n'));
});

test('starts again at once after the app is killed, and never attaches to the server that goes down', async () => {
  const home = usedHome();
  for (let round = 0; round < 3; round++) {
    const app = await startApp({ home });
    await until('rows are written', () => app.lastRow() > 0);
    await kill(app.process);
  }
  await using embedded = await startEmbeddedPostgres({ home });
  expect(await query(embedded.url, 'SELECT 1 FROM written LIMIT 1')).toHaveLength(1);
});

test('loses no acknowledged row when app, supervisor and server are killed together', async () => {
  const home = usedHome();
  for (let round = 0; round < 2; round++) {
    const app = await startApp({ home });
    await until('rows are written', () => app.lastRow() > 50 * (round + 1));
    for (const pid of [supervisorOf(home), postmasterOf(home)!]) process.kill(pid, 'SIGKILL');
    await kill(app.process);
    const acknowledged = app.lastRow();

    const embedded = await startEmbeddedPostgres({ home });
    const count = `SELECT count(*)::int AS count FROM written WHERE number <= ${acknowledged}`;
    expect(await query(embedded.url, count)).toEqual([{ count: acknowledged }]);
    await embedded[Symbol.asyncDispose]();
  }
});

test('takes over from a server that outlived both its app and its supervisor', async () => {
  const home = usedHome();
  const app = await startApp({ home });
  const orphan = postmasterOf(home)!;
  process.kill(supervisorOf(home), 'SIGKILL');
  await kill(app.process);
  await using embedded = await startEmbeddedPostgres({ home });
  expect(postmasterOf(home)).not.toBe(orphan);
  expect(readFileSync(join(home, 'postgres.log'), 'utf8')).toContain('database system is shut down');
  expect(embedded.url).toContain('/pinwheel');
});

test('stops a server whose supervisor was killed', async () => {
  const home = usedHome();
  const embedded = await startEmbeddedPostgres({ home });
  process.kill(supervisorOf(home), 'SIGKILL');
  await embedded[Symbol.asyncDispose]();
  expect(postmasterOf(home)).toBeUndefined();
});

test('brings a server back that was killed alone, at the same address', async () => {
  const home = usedHome();
  await using embedded = await startEmbeddedPostgres({ home });
  const killed = postmasterOf(home)!;
  process.kill(killed, 'SIGKILL');
  await until('the server answers again', () =>
    query(embedded.url, 'SELECT 1').then(
      () => postmasterOf(home) !== killed,
      () => false,
    ),
  );
});
