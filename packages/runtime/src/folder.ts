import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { StartError } from './process/start-error.js';

/**
 * Makes a folder and those above it; `path` is absolute. `mkdir`'s own `recursive` never ends below a folder in which
 * nothing can be made, such as /proc (Node 20 and 24).
 *
 * @throws {StartError} naming PINWHEEL_HOME when there can be none.
 */
export async function makeHome(path: string, mode?: number): Promise<void> {
  try {
    await makeFolder(path, mode);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    throw new StartError(
      `PINWHEEL_HOME ${path} can not be made: ${code ?? message}`,
      'Set PINWHEEL_HOME to a folder in which you may write',
      { cause },
    );
  }
}

async function makeFolder(path: string, mode: number | undefined): Promise<void> {
  if (await isFolder(path)) return;
  const above = dirname(path);
  if (above !== path) await makeFolder(above, mode);
  await mkdir(path, { mode }).catch(async (error: unknown) => {
    // Of several starters one was faster.
    if (!(await isFolder(path))) throw error;
  });
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
