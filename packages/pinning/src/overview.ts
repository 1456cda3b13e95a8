import { type Instant, instantOfWallTime, wallTimeAt } from '@pinwheel/domain';
import { causesOf } from './chat-plans.js';
import type { Deps } from './deps.js';
import { foreseeCauses, type PlannedEntry } from './foresee.js';
import type { Instance } from './ports/instance.js';

export interface Overview {
  instances: Instance[];
  /** `failedSince` counts from the beginning of today in the default zone. */
  operations: { waiting: number; failedSince: number };
  /** What comes first in any chat, if anything does within a month. */
  next: PlannedEntry | null;
}

const month = 31 * 86_400_000;

/** How everything stands, for /status and the health endpoint. */
export async function overview(deps: Deps): Promise<Overview> {
  const now = deps.clock.now();
  const [instances, operations, next] = await Promise.all([
    deps.instances.all(),
    deps.store.countOperations(startOfDay(now, deps.timeZone)),
    nextEntry(deps, now),
  ]);
  return { instances, operations, next };
}

async function nextEntry(deps: Deps, now: Instant): Promise<PlannedEntry | null> {
  const chats = await deps.store.chats(now);
  const foreseen = (
    await Promise.all(
      chats.map(async (chat) => foreseeCauses(deps, await causesOf(deps, chat), { until: now + month, most: 1 })),
    )
  ).flat(2);
  const [next] = foreseen.filter(({ at }) => at <= now + month).toSorted((a, b) => a.at - b.at);
  return next?.entry ?? null;
}

function startOfDay(now: Instant, zone: string): Instant {
  return instantOfWallTime({ ...wallTimeAt(now, zone), hour: 0, minute: 0, second: 0 }, zone);
}
