import { chmod, mkdtemp, open, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectDatabase, type Database, openPool, openTestRedis, startEmbeddedPostgres } from './pinwheel.js';
import { figure } from './table.js';
import { median, timed } from './statistics.js';

/** Where everything is measured: a PostgreSQL that syncs every commit, and a Redis if the system has the program. */
export interface Place extends AsyncDisposable {
  redisUrl: string | null;
  /** The machine and the servers in one line. */
  facts: string;
  /** @returns the url of a new, empty database */
  createDatabase(name: string): Promise<string>;
}

export async function openPlace(path: string | undefined): Promise<Place> {
  const home = await mkdtemp(join(tmpdir(), 'pinwheel-bench-'));
  // For root, whose server runs as somebody else.
  await chmod(home, 0o755);
  const syncMs = await timeSyncs(join(home, 'sync'));
  const postgres = await startEmbeddedPostgres({ home });
  // Not REDIS_URL: what is measured is a server that nobody else uses.
  const redis = await openTestRedis({ PATH: path });
  const server = openPool(postgres.url, 1);
  const facts = [
    `${cpus().length} cores (${cpus()[0]?.model.trim()})`,
    `load ${loadavg()[0]?.toFixed(1)} before the run`,
    `Node ${process.versions.node}`,
    `PostgreSQL ${postgres.version} (${await settingsOf(server.client)})`,
    redis.server === null ? 'no Redis' : 'Redis (hz 100, nothing on the disk)',
    `fdatasync of 8 KiB ${figure(syncMs)} ms`,
  ].join(', ');
  return {
    redisUrl: redis.server?.url ?? null,
    facts,
    async createDatabase(name) {
      await server.client.query(`create database ${name}`);
      return Object.assign(new URL(postgres.url), { pathname: `/${name}` }).href;
    },
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await Promise.all([redis[Symbol.asyncDispose](), postgres[Symbol.asyncDispose]()]);
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** With the tables, and the instance `main`, linked. */
export async function openDatabase(url: string): Promise<Database> {
  const database = await connectDatabase({ url, slots: 3, timeZone: 'Etc/UTC' });
  await database.migrate();
  await database.instances.create('main');
  await database.instances.update('main', { state: 'linked' });
  return database;
}

async function settingsOf(client: ReturnType<typeof openPool>['client']): Promise<string> {
  const names = ['fsync', 'synchronous_commit', 'full_page_writes'];
  const { rows } = await client.query<{ name: string; setting: string }>(
    'select name, setting from pg_settings where name = any($1) order by name',
    [names],
  );
  return rows.map(({ name, setting }) => `${name} ${setting}`).join(', ');
}

/** What a commit costs at least: the median time in ms until 8 KiB are on the disk. */
async function timeSyncs(path: string): Promise<number> {
  await using file = await open(path, 'w');
  const page = Buffer.alloc(8_192, 1);
  const taken: number[] = [];
  for (let count = 0; count < 50; count += 1) {
    await file.write(page);
    taken.push(await timed(() => file.datasync()));
  }
  return median(taken);
}
