import type { Database } from '@pinwheel/db';
import type { Deps } from '@pinwheel/pinning';
import type { Queues } from '@pinwheel/queue';
import type { FastifyInstance } from 'fastify';

interface HealthDeps {
  database: Pick<Database, 'ping'>;
  queues: Pick<Queues, 'ping' | 'backend'>;
  deps: Pick<Deps, 'instances' | 'logger'>;
}

/** A store that does not answer within this time counts as down, in ms. */
const patience = 2_000;

/**
 * `GET /healthz`: the process is alive. `GET /readyz`: database and queue answer (else 503), and how each instance
 * stands; an instance that is not connected does not make the process unready, since its operations wait for it.
 */
export function addHealth(server: FastifyInstance, { database, queues, deps }: HealthDeps): void {
  server.get('/healthz', async () => ({ status: 'alive' }));
  server.get('/readyz', async (_request, reply) => {
    const [databaseUp, queueUp] = await Promise.all([answers(database.ping()), answers(queues.ping())]);
    const instances = databaseUp ? await deps.instances.all() : [];
    const ready = databaseUp && queueUp;
    return reply.code(ready ? 200 : 503).send({
      status: ready ? 'ready' : 'not ready',
      database: databaseUp ? 'up' : 'down',
      queue: { backend: queues.backend, state: queueUp ? 'up' : 'down' },
      instances: instances.map(({ id, state, connectedSince, problem }) => ({
        ...{ id, state, problem },
        connectedSince: connectedSince === null ? null : new Date(connectedSince).toISOString(),
      })),
    });
  });
}

async function answers(ping: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), patience);
  });
  const answer = ping.then(
    () => true,
    () => false,
  );
  return Promise.race([answer, silence]).finally(() => clearTimeout(timer));
}
