import { deliveryPatience, type DeliveryState } from '@pinwheel/domain';
import type { Deps } from './deps.js';
import { wakeAfterCommit } from './deps.js';
import type { Deliveries, ShownDelivery } from './ports/deliveries.js';
import type { Webhooks } from './ports/webhooks.js';

type DeliveryDeps = Pick<Deps, 'clock' | 'waker' | 'logger'> & { deliveries: Deliveries; webhooks: Webhooks };

export interface ListDeliveries {
  /** The one instance that the asker may speak for, of whose webhooks the deliveries are; null for all. */
  scope: string | null;
  webhookId?: string;
  state?: DeliveryState;
  /** The `seq` of the last one that the asker has seen. */
  before?: number;
  limit: number;
}

/** Newest first. */
export const listDeliveries = (
  { deliveries }: Pick<DeliveryDeps, 'deliveries'>,
  { scope, ...query }: ListDeliveries,
): Promise<ShownDelivery[]> => deliveries.list({ ...query, instanceId: scope });

type Asked = { id: string; scope: string | null };

async function findDelivery(
  { deliveries, webhooks }: Pick<DeliveryDeps, 'deliveries' | 'webhooks'>,
  { id, scope }: Asked,
): Promise<ShownDelivery | null> {
  const found = await deliveries.find(id);
  if (!found || scope === null) return found;
  return (await webhooks.find(found.webhookId))?.instanceId === scope ? found : null;
}

export type ReplayDeliveryReply =
  | { kind: 'replayed'; delivery: ShownDelivery }
  | { kind: 'not_found' }
  /** It is still on its way. */
  | { kind: 'under_way' }
  /** Its webhook is switched off. */
  | { kind: 'switched_off' };

export interface ReplayDelivery extends Asked {
  /** The same source as the last time is the same replay. */
  source: string;
}

/** Delivers once more, under the same id, what is dead or was delivered; behind what waits for that chat. */
export async function replayDelivery(
  deps: DeliveryDeps,
  { source, ...asked }: ReplayDelivery,
): Promise<ReplayDeliveryReply> {
  const { id } = asked;
  const found = await findDelivery(deps, asked);
  if (!found) return { kind: 'not_found' };
  if (found.replayedBy === source) return { kind: 'replayed', delivery: found };
  if (found.state === 'waiting' || found.state === 'sending') return { kind: 'under_way' };
  if (!(await deps.webhooks.find(found.webhookId))?.enabled) return { kind: 'switched_off' };
  const now = deps.clock.now();
  const wakes = await deps.deliveries.replay(id, { source, now, giveUpAt: now + deliveryPatience });
  await wakeAfterCommit(deps, wakes);
  return { kind: 'replayed', delivery: (await deps.deliveries.find(id)) ?? found };
}

/** In ms. */
const kept = { delivered: 7 * 86_400_000, dead: 30 * 86_400_000 };
const forgottenAtOnce = 5_000;

/** Forgets what was delivered a week ago, and what has been dead for a month. @returns how many */
export async function forgetDeliveries({
  deliveries,
  clock,
}: Pick<DeliveryDeps, 'deliveries' | 'clock'>): Promise<number> {
  const now = clock.now();
  const before = { delivered: now - kept.delivered, dead: now - kept.dead };
  let count = 0;
  for (let last = forgottenAtOnce; last === forgottenAtOnce; count += last)
    last = await deliveries.forget(before, forgottenAtOnce);
  return count;
}
