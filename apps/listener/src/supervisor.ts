import type { Instance, Lease, Leases, Linking } from '@pinwheel/pinning';
import type { InstanceDeps, RunningInstance } from './instance.js';
import { runInstance } from './instance.js';

export interface SupervisorDeps extends InstanceDeps {
  leases: Leases;
  /** Names this process among others. */
  holder: string;
}

export interface SupervisorPace {
  /** How often leases are renewed and wishes looked at, in ms. */
  everyMs: number;
  /** How long a lease lasts without renewal, in ms. */
  leaseMs: number;
}

/** The most instances that one process speaks for: each message costs CPU for its signature, and they share it. */
const instanceLimit = 50;

/** Speaks for every instance whose lease it holds, and for no other. */
export function superviseInstances(deps: SupervisorDeps, pace: SupervisorPace): AsyncDisposable {
  const house: House = { deps, running: new Map(), busy: new Map() };
  let stopped = false;
  let wakeUp = (): void => {};

  async function loop(): Promise<void> {
    while (!stopped) {
      await round(house, pace).catch((error: unknown) => deps.logger.error({ error }, 'supervision failed'));
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pace.everyMs);
        wakeUp = () => {
          clearTimeout(timer);
          resolve();
        };
        if (stopped) wakeUp();
      });
    }
  }

  const looping = loop();
  return {
    async [Symbol.asyncDispose]() {
      stopped = true;
      wakeUp();
      await looping;
      await Promise.all(house.busy.values());
      await Promise.all([...house.running.values()].map((instance) => stop(house, instance)));
    },
  };
}

interface House {
  deps: SupervisorDeps;
  running: Map<string, RunningInstance>;
  /** Instances that are being opened, closed or left; rounds go on meanwhile, or their leases would run out. */
  busy: Map<string, Promise<void>>;
}

async function round(house: House, pace: SupervisorPace): Promise<void> {
  const { deps, running, busy } = house;
  const held = await deps.leases.renew(deps.holder, pace.leaseMs);
  const epochs = new Map(held.map((lease) => [lease.instanceId, lease.epoch]));
  for (const instance of running.values())
    if (epochs.get(instance.lease.instanceId) !== instance.lease.epoch)
      attend(house, instance.lease.instanceId, () => abandon(house, instance));
  const taken = await deps.leases.take(deps.holder, pace.leaseMs, instanceLimit - held.length);
  for (const lease of [...held, ...taken])
    if (!busy.has(lease.instanceId)) attend(house, lease.instanceId, () => reconcile(house, lease));
}

function attend({ busy, deps }: House, instanceId: string, work: () => Promise<void>): void {
  const before = busy.get(instanceId) ?? Promise.resolve();
  const attending = before
    .then(work)
    .catch((error: unknown) => deps.logger.error({ error, instance: instanceId }, 'an instance could not be attended'))
    .finally(() => {
      if (busy.get(instanceId) === attending) busy.delete(instanceId);
    });
  busy.set(instanceId, attending);
}

/** Brings one instance in line with what is wanted of it. */
async function reconcile(house: House, lease: Lease): Promise<void> {
  const { deps, running } = house;
  const { instanceId } = lease;
  const [instance, linking] = await Promise.all([
    deps.instances.find(instanceId),
    deps.instances.openLinking(instanceId),
  ]);
  const current = running.get(instanceId);
  if (instance?.state === 'leaving') return leave(house, lease, current);
  if (!instance || !isWanted(instance, linking)) return current ? stop(house, current) : deps.leases.release(lease);
  if (current && !current.ended && (linking === null || linking.id === current.linkingId)) return;
  if (current) await abandon(house, current);
  running.set(instanceId, await runInstance(deps, lease, linking));
}

const isWanted = (instance: Instance, linking: Linking | null): boolean =>
  instance.state === 'linked' || linking !== null;

async function leave(house: House, lease: Lease, current: RunningInstance | undefined): Promise<void> {
  const instance = current ?? (await runInstance(house.deps, lease, null));
  house.running.set(lease.instanceId, instance);
  await instance.leave();
  await stop(house, instance);
}

async function stop(house: House, instance: RunningInstance): Promise<void> {
  await abandon(house, instance);
  await house.deps.leases.release(instance.lease);
}

async function abandon({ running, deps }: House, instance: RunningInstance): Promise<void> {
  running.delete(instance.lease.instanceId);
  try {
    await instance[Symbol.asyncDispose]();
  } catch (error) {
    deps.logger.error({ error, instance: instance.lease.instanceId }, 'an instance closed badly');
  }
}
