import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { locateBinaries } from './binaries.js';
import { NAME, openCluster } from './cluster.js';
import { EmbeddedPostgresError, USE_YOUR_OWN } from './error.js';
import { findPlace } from './place.js';
import { settledPostmaster } from './postmaster.js';
import { findFreePort, launchServer } from './server.js';

/** Where a person would look for it; taken by somebody else, any other does. */
const PREFERRED_PORT = 54320;
const RETRY_MS = 200;
/** A killed server lets go of its directory within about a second. */
const MOST_TRIES = 50;

export interface EmbeddedPostgresOptions {
  /** Holds the database, and outlives the process. Created if need be. */
  readonly home: string;
  /** For tests: nothing is flushed to the disk, and `home` is deleted when the server stops, however that comes about. */
  readonly volatile?: boolean;
  readonly onProgress?: (line: string) => void;
}

export interface EmbeddedPostgres extends AsyncDisposable {
  /** `postgres://…@127.0.0.1:<port>/pinwheel`; the role is a superuser. Holds the password: not for logs. */
  readonly url: string;
  /** Of the server, for example `18.4`. */
  readonly version: string;
}

/**
 * Starts the PostgreSQL of `home`, or attaches to it if another process has started it. Who started it stops it: when
 * disposed, and also when its process ends in any other way. Disposing an attached one leaves the server running, and
 * its connections end when the owner's do.
 *
 * @throws {EmbeddedPostgresError} when there can not be one here
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { volatile = false, onProgress = () => {} } = options;
  const place = await findPlace(options.home);
  const binaries = await locateBinaries(place.account, place.home);
  const cluster = await openCluster(place, binaries, {
    volatile,
    onCreate: () => onProgress(`creating a PostgreSQL ${binaries.version} database in ${place.directory}`),
  });
  const embedded = (port: number, dispose: () => Promise<void>): EmbeddedPostgres => ({
    url: `postgres://${NAME}:${cluster.password}@127.0.0.1:${port}/${NAME}`,
    version: binaries.version,
    [Symbol.asyncDispose]: dispose,
  });

  const log = join(place.directory, 'postgres.log');
  let preferredPort = volatile ? 0 : PREFERRED_PORT;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const running = await settledPostmaster(cluster.data);
    if (running) {
      onProgress(`PostgreSQL ${binaries.version} is running already on 127.0.0.1:${running.port}`);
      return embedded(running.port, async () => {});
    }
    const launch = await launchServer({
      postgres: binaries.postgres,
      data: cluster.data,
      log,
      account: place.account,
      port: await findFreePort(preferredPort),
      volatile,
      removeAfter: volatile ? [place.directory, place.home] : [],
    });
    switch (launch.kind) {
      case 'ready':
        onProgress(`PostgreSQL ${binaries.version} is ready on 127.0.0.1:${launch.port}`);
        return embedded(launch.port, launch.stop);
      case 'failed':
        throw failure(log, launch.reason);
      case 'port-taken':
        preferredPort = 0;
        break;
      case 'directory-taken':
        await sleep(RETRY_MS);
    }
  }
  throw failure(log, 'another server holds its directory');
}

function failure(log: string, reason: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(`PostgreSQL does not start: ${reason}`, `See ${log}, or: ${USE_YOUR_OWN}`);
}
