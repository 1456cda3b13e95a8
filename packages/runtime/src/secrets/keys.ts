import { createHash, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { link, open, readFile, unlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { makeHome } from '../folder.js';
import { StartError } from '../process/start-error.js';

export interface SecretKey {
  /** Derived from the key, so that the same key has the same id on every machine; 16 hex digits that tell nothing of it. */
  id: string;
  /** 32 bytes. Unlike a buffer it does not show itself when printed. */
  key: KeyObject;
}

/**
 * The keys that protect credentials at rest: those of the configuration, else the one under `home`, made now if there is none.
 *
 * @throws {StartError} when the file is not a key, or the folder can not be made.
 * @throws {Error} when the file can not be read or written.
 */
export async function secretKeys(configuration: {
  home: string;
  secretKeys: readonly KeyObject[] | null;
}): Promise<SecretKey[]> {
  const keys = configuration.secretKeys ?? [await keepKey(resolve(configuration.home))];
  return keys.map((key) => ({ id: deriveId(key), key }));
}

function deriveId(key: KeyObject): string {
  return createHash('sha256').update('pinwheel key id').update(key.export()).digest('hex').slice(0, 16);
}

async function keepKey(home: string): Promise<KeyObject> {
  const path = join(home, 'secret.key');
  return (await readKey(path)) ?? (await makeKey(home, path));
}

async function readKey(path: string): Promise<KeyObject | null> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  const bytes = Buffer.from(text.trim(), 'base64');
  if (bytes.length !== 32) {
    throw new StartError(
      `${path} is not a key of 32 bytes in base64`,
      'Restore it from a backup: without it, stored credentials can not be read',
    );
  }
  return createSecretKey(bytes);
}

/**
 * A link appears whole or not at all and never replaces: of several starters one wins and the others take its key.
 * Killed at any point this leaves at most a stray file with a key that was never used.
 */
async function makeKey(home: string, path: string): Promise<KeyObject> {
  await makeHome(home, 0o700);
  const draft = `${path}.${process.pid}-${randomBytes(4).toString('hex')}`;
  await writeDurably(draft, `${randomBytes(32).toString('base64')}\n`);
  await link(draft, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await unlink(draft);
  await syncFolder(home);
  return (await readKey(path))!;
}

async function writeDurably(path: string, text: string): Promise<void> {
  await using file = await open(path, 'wx', 0o600);
  await file.writeFile(text);
  await file.sync();
}

/** Windows can not open a folder; there the key's own sync has to do. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  await using folder = await open(path, 'r');
  await folder.sync();
}
