import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readlink, realpath, rmdir, stat, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isReachableBy, ownerOf, serverAccount, type Account } from './account.js';
import { SYSTEM_DIRECTORY } from './binaries.js';
import { EmbeddedPostgresError, USE_YOUR_OWN } from './error.js';

/** The directory of the cluster; a later major version of PostgreSQL can not read it, and gets one of its own. */
export const CLUSTER = 'pg18';

/** Where the cluster of a home is, and whom it belongs to. */
export interface Place {
  readonly home: string;
  /** Holds the cluster's directory: the home itself, or one elsewhere that the account can reach. */
  readonly directory: string;
  readonly account: Account | undefined;
}

/**
 * A home in a directory that the server's account can not enter (a repository in root's own home) gets a link `postgres`
 * to a directory under /var/lib/pinwheel. The link is what ties the two together: with the home goes its database.
 */
export async function findPlace(wantedHome: string): Promise<Place> {
  try {
    await mkdir(wantedHome, { recursive: true });
    const home = await realpath(wantedHome);
    const account = await serverAccount();
    const directory = (await linkedDirectory(home)) ?? (await directoryFor(home, account));
    return { home, directory, account: account && ((await ownerOf(join(directory, CLUSTER))) ?? account) };
  } catch (cause) {
    if (cause instanceof EmbeddedPostgresError) throw cause;
    const message = `The embedded PostgreSQL can not use ${wantedHome}: ${(cause as Error).message}`;
    throw new EmbeddedPostgresError(message, `Set PINWHEEL_HOME to a directory you may write to, or: ${USE_YOUR_OWN}`, {
      cause,
    });
  }
}

async function linkedDirectory(home: string): Promise<string | undefined> {
  const link = join(home, 'postgres');
  const directory = await readlink(link).catch(() => undefined);
  if (directory === undefined) return undefined;
  if (await isDirectory(directory)) return directory;
  throw new EmbeddedPostgresError(
    `The database of ${home} was kept in ${directory}, which is gone`,
    `Restore it, or delete ${link} to begin with an empty database`,
  );
}

async function directoryFor(home: string, account: Account | undefined): Promise<string> {
  if (await isReachableBy(account, home)) return home;
  if (await isDirectory(join(home, CLUSTER))) {
    throw new EmbeddedPostgresError(
      `${join(home, CLUSTER)} holds a database that PostgreSQL's account can no longer reach`,
      `Let others enter the directories on the way (chmod o+x), or: ${USE_YOUR_OWN}`,
    );
  }
  return createLinkedDirectory(home);
}

async function createLinkedDirectory(home: string): Promise<string> {
  await mkdir(SYSTEM_DIRECTORY, { recursive: true });
  await chmod(SYSTEM_DIRECTORY, 0o755);
  const hash = createHash('sha256').update(home).digest('hex').slice(0, 8);
  const directory = await mkdtemp(join(SYSTEM_DIRECTORY, `${basename(home).replace(/^\.+/, '')}-${hash}-`));
  await chmod(directory, 0o755);
  try {
    await symlink(directory, join(home, 'postgres'));
    return directory;
  } catch (error) {
    await rmdir(directory);
    // A start at the same moment was faster: its directory is the one.
    const theirs = await linkedDirectory(home);
    if (theirs === undefined) throw error;
    return theirs;
  }
}

function isDirectory(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
