import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EmbeddedPostgresError, USE_YOUR_OWN } from './error.js';

/** Whom the server runs as. PostgreSQL refuses to run as root. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/**
 * The account to run the server as when we are root: `postgres` if the system has it, else `nobody`. Nothing is created
 * on the system. `undefined`: we are not root, so the server runs as we do.
 */
export async function serverAccount(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const found = accounts.find((fields) => fields[0] === name);
    // >>> 0: macOS writes nobody's id as -2.
    if (found) return { uid: Number(found[2]) >>> 0, gid: Number(found[3]) >>> 0 };
  }
  throw new EmbeddedPostgresError(
    'PostgreSQL does not run as root, and this system has neither an account "postgres" nor "nobody"',
    `Run as a normal user, or: ${USE_YOUR_OWN}`,
  );
}

/** Who owns `path`, if it exists and is not root's. */
export async function ownerOf(path: string): Promise<Account | undefined> {
  const owner = await stat(path).catch(() => undefined);
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : undefined;
}

/** Whether `account` may read `path`, by the permission bits of it and of every directory on the way. */
export async function isReachableBy(account: Account | undefined, path: string): Promise<boolean> {
  if (account === undefined) return true;
  const READ_AND_ENTER = 0o5;
  const ENTER = 0o1;
  const file = await stat(path);
  if (!grants(file, account, file.isDirectory() ? READ_AND_ENTER : 0o4)) return false;
  for (let below = path, above = dirname(path); above !== below; below = above, above = dirname(above)) {
    if (!grants(await stat(above), account, ENTER)) return false;
  }
  return true;
}

function grants(file: { uid: number; gid: number; mode: number }, account: Account, wanted: number): boolean {
  const shift = file.uid === account.uid ? 6 : file.gid === account.gid ? 3 : 0;
  return ((file.mode >> shift) & wanted) === wanted;
}
