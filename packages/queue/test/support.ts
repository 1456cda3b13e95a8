import { connect, createServer, type Socket } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Logger } from '@pinwheel/pinning';
import { createTestDatabase, type QueueBackend, testRedisUrl } from '@pinwheel/testing';
import { connectQueues, type Queues } from '../src/index.js';

export interface Trial extends AsyncDisposable {
  /** A process of its own, as far as the store can tell. */
  join(through?: Outage): Promise<Queues>;
  readonly outage: Outage;
  readonly lines: LogLine[];
  readonly databaseUrl: string;
  readonly redisUrl: string | null;
}

export interface LogLine {
  level: string;
  message: string;
  error?: Error;
  omitted?: number;
}

/** A store of its own behind a cable that can be pulled. */
export async function createTrial(backend: QueueBackend): Promise<Trial> {
  const database = await createTestDatabase();
  const outage = await createOutage(backend === 'redis' ? testRedisUrl()! : database.url);
  const joined: Queues[] = [];
  const lines: LogLine[] = [];
  const databaseUrl = backend === 'redis' ? database.url : outage.url;
  const redisUrl = backend === 'redis' ? outage.url : null;
  return {
    outage,
    lines,
    databaseUrl,
    redisUrl,
    async join(through = outage) {
      const [clock, logger] = [{ now: Date.now }, noteIn(lines)];
      const store =
        backend === 'redis' ? { redisUrl: through.url, databaseUrl } : { redisUrl, databaseUrl: through.url };
      const queues = await connectQueues({ ...store, clock, logger });
      joined.push(queues);
      return queues;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(joined.map((queues) => queues[Symbol.asyncDispose]()));
      await outage[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}

export function noteIn(lines: LogLine[]): Logger {
  const at = (level: string) => (fields: object, message: string) => void lines.push({ level, message, ...fields });
  const logger: Logger = {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    child: () => logger,
  };
  return logger;
}

export interface Outage extends AsyncDisposable {
  readonly url: string;
  readonly connections: number;
  /** Cuts every connection and refuses new ones. */
  begin(): Promise<void>;
  /** Lets every connection stand, and no byte pass. */
  freeze(): void;
  end(): Promise<void>;
}

export async function createOutage(target: string): Promise<Outage> {
  const url = new URL(target);
  const [host, targetPort] = [url.hostname, Number(url.port)];
  const sockets = new Set<Socket>();
  let frozen = false;
  const server = createServer((near) => {
    if (frozen) near.pause();
    const far = connect(targetPort, host);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    }
    near.pipe(far).on('close', () => near.destroy());
    far.pipe(near).on('close', () => far.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  url.host = `127.0.0.1:${port}`;
  const begin = async () => {
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
    frozen = false;
  };
  return {
    url: url.href,
    get connections() {
      return sockets.size / 2;
    },
    begin,
    freeze() {
      frozen = true;
      for (const socket of sockets) socket.unpipe().pause();
    },
    async end() {
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
    },
    [Symbol.asyncDispose]: async () => (server.listening ? begin() : undefined),
  };
}
