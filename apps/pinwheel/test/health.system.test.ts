import { afterEach, expect, it } from 'vitest';
import { describeOnQueueBackends, eventually } from '@pinwheel/testing';
import { answer, type House, link, openHouse, say } from './house.js';
import { readMetric } from './metrics.js';

describeOnQueueBackends('health', (backend) => {
  let house: House;
  afterEach(() => house[Symbol.asyncDispose]());

  async function readiness(): Promise<{ status: number; body: unknown }> {
    const response = await fetch(`${house.url()}/readyz`);
    return { status: response.status, body: await response.json() };
  }

  it('is ready with both stores, linked or not, and says how each account stands', async () => {
    house = await openHouse(backend);
    const stores = { status: 'ready', database: 'up', queue: { backend, state: 'up' } };
    expect(await readiness()).toEqual({ status: 200, body: { ...stores, instances: [] } });

    await link(house);
    const instance = { id: 'main', state: 'linked', problem: null, connectedSince: expect.any(String) };
    await eventually(async () =>
      expect(await readiness()).toEqual({ status: 200, body: { ...stores, instances: [instance] } }),
    );

    house.town.whatsapp.faults.holdConnections();
    house.town.whatsapp.faults.dropConnections();
    const disconnected = expect.objectContaining({ id: 'main', state: 'linked', connectedSince: null });
    await eventually(async () =>
      expect(await readiness()).toEqual({ status: 200, body: { ...stores, instances: [disconnected] } }),
    );
  });

  it('is alive but not ready when the database is gone', async () => {
    house = await openHouse(backend);
    await house.stores[Symbol.asyncDispose]();
    await eventually(async () =>
      expect(await readiness()).toMatchObject({ status: 503, body: { status: 'not ready', database: 'down' } }),
    );
    const { queue } = (await readiness()).body as { queue: unknown };
    expect(queue).toEqual({ backend, state: backend === 'redis' ? 'up' : 'down' });
    expect((await fetch(`${house.url()}/healthz`)).status).toBe(200);
  });

  it('measures what waits: connections, operations, jobs', async () => {
    house = await openHouse(backend);
    await link(house);
    const { ref } = await say(house, 'Measured');
    const metric = (name: string) => readMetric(house.url(), name);
    expect(await metric('pinwheel_instance_connected')).toEqual([{ labels: 'instance="main"', value: 1 }]);
    expect(await metric('pinwheel_operations_waiting')).toEqual([{ labels: '', value: 0 }]);

    await answer(house, `/schedule in 1h ${ref} for 24h`, /\bs\d+\b/);
    expect(await metric('pinwheel_queue_jobs')).toContainEqual({ labels: 'queue="ticks",state="delayed"', value: 1 });

    const { whatsapp } = house.town;
    whatsapp.faults.holdConnections();
    whatsapp.faults.dropConnections();
    await eventually(async () =>
      expect(await metric('pinwheel_instance_connected')).toEqual([{ labels: 'instance="main"', value: 0 }]),
    );
    await answer(house, `/pin ${ref} for 24h`, /pinning/i);
    expect(await metric('pinwheel_operations_waiting')).toEqual([{ labels: '', value: 1 }]);
    expect(await metric('process_resident_memory_bytes')).toHaveLength(1);
  });
});
