import type { Database } from '@pinwheel/db';
import type { Deps } from '@pinwheel/pinning';
import type { Queues } from '@pinwheel/queue';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';

interface MetricsDeps {
  queues: Pick<Queues, 'counts'>;
  deps: Pick<Deps, 'instances' | 'store' | 'clock'>;
  database: Pick<Database, 'deliveries'>;
}

/** `GET /metrics`: Prometheus text, read from the stores at each scrape. */
export function addMetrics(server: FastifyInstance, { queues, database, deps }: MetricsDeps): void {
  const registers = [new Registry()];
  collectDefaultMetrics({ register: registers[0]! });
  new Gauge({
    ...{ name: 'pinwheel_queue_jobs', help: 'Jobs in each queue by state', labelNames: ['queue', 'state'], registers },
    async collect() {
      this.reset();
      for (const [queue, counts] of Object.entries(await queues.counts()))
        for (const [state, count] of Object.entries(counts)) this.set({ queue, state }, count);
    },
  });
  new Gauge({
    ...{
      name: 'pinwheel_instance_connected',
      help: '1 while the WhatsApp socket is open',
      labelNames: ['instance'],
      registers,
    },
    async collect() {
      this.reset();
      for (const { id, connectedSince } of await deps.instances.all())
        this.set({ instance: id }, connectedSince === null ? 0 : 1);
    },
  });
  new Gauge({
    ...{ name: 'pinwheel_operations_waiting', help: 'Operations that we owe WhatsApp', registers },
    async collect() {
      this.set((await deps.store.countOperations(deps.clock.now())).waiting);
    },
  });
  new Gauge({
    ...{ name: 'pinwheel_deliveries', help: 'Deliveries to webhooks by state', labelNames: ['state'], registers },
    async collect() {
      const { waiting, dead } = await database.deliveries.count();
      this.set({ state: 'waiting' }, waiting);
      this.set({ state: 'dead' }, dead);
    },
  });
  new Gauge({
    ...{ name: 'pinwheel_deliveries_oldest_seconds', help: 'Age of the oldest delivery that waits', registers },
    async collect() {
      const { oldestWaitingAt } = await database.deliveries.count();
      this.set(oldestWaitingAt === null ? 0 : (deps.clock.now() - oldestWaitingAt) / 1_000);
    },
  });
  server.get('/metrics', async (_request, reply) =>
    reply.type(registers[0]!.contentType).send(await registers[0]!.metrics()),
  );
}
