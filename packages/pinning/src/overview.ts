import { type Instant, instantOfWallTime, wallTimeAt } from '@pinwheel/domain';
import { agenda, type AgendaEntry } from './agenda.js';
import type { Deps } from './deps.js';
import type { Instance } from './ports/instance.js';

export interface Overview {
  instances: Instance[];
  /** `failedSince` counts from the beginning of today in the default zone. */
  operations: { waiting: number; failedSince: number };
  next: AgendaEntry | null;
}

const month = 31 * 86_400_000;

/** How everything stands, for /status and the health endpoint. */
export async function overview(deps: Deps): Promise<Overview> {
  const now = deps.clock.now();
  const [instances, operations, [next]] = await Promise.all([
    deps.instances.all(),
    deps.store.countOperations(startOfDay(now, deps.timeZone)),
    agenda(deps, { chatId: null, until: now + month, limit: 1, perCause: 1 }),
  ]);
  return { instances, operations, next: next ?? null };
}

function startOfDay(now: Instant, zone: string): Instant {
  return instantOfWallTime({ ...wallTimeAt(now, zone), hour: 0, minute: 0, second: 0 }, zone);
}
