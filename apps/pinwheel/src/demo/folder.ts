import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';

/** The demo's own directory: the database's home for as long as it runs, and the log. */
export interface Folder extends AsyncDisposable {
  readonly home: string;
  readonly logFile: string;
  readonly log: WriteStream;
  /** Leaves the log behind: somebody will want to read it. */
  keepLog(): void;
}

export async function openFolder(say: (text: string) => void): Promise<Folder> {
  const directory = await mkdtemp(join(tmpdir(), 'pinwheel-demo-'));
  const logFile = join(directory, 'log');
  const log = createWriteStream(logFile, { mode: 0o600 });
  // A full disk is no reason to break the demo off.
  log.on('error', () => {});
  let keeps = false;
  return {
    ...{ home: join(directory, 'home'), logFile, log },
    keepLog: () => {
      keeps = true;
    },
    async [Symbol.asyncDispose]() {
      log.end();
      await finished(log).catch(() => {});
      if (keeps) say(`The log is kept: ${logFile}`);
      else await rm(directory, { recursive: true, force: true });
    },
  };
}
