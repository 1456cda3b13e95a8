import { isGone, type Receipt, settleDelivery } from '@pinwheel/domain';
import type { Deps } from './deps.js';
import { wakeAfterCommit } from './deps.js';
import type { Sealer } from './ports/credentials.js';
import type { ClaimedDelivery, Courier, Deliveries } from './ports/deliveries.js';
import { headersOf } from './sign.js';
import { openSecrets } from './webhook-secrets.js';

export interface DeliverDeps extends Pick<Deps, 'clock' | 'waker' | 'logger'> {
  deliveries: Deliveries;
  sealer: Sealer;
  courier: Courier;
}

/** When to stop. */
export interface Ending {
  /** Nothing new is begun. */
  closing: AbortSignal;
  /** What is under way is broken off. */
  closed: AbortSignal;
}

/** Attempts under way at one webhook, of all processes together: a slow receiver holds no more than these. */
const atOnce = 4;

/**
 * Delivers what is due at one webhook, several chats at once, each in its order. Killed after a POST and before its
 * settlement, the same delivery goes out again under the same id when its claim has run out.
 */
export async function deliver(deps: DeliverDeps, webhookId: string, ending: Ending): Promise<void> {
  const lanes = new Set<Promise<void>>();
  const open = (): void => {
    const lane = work().finally(() => lanes.delete(lane));
    lanes.add(lane);
  };
  const work = async (): Promise<void> => {
    while (!ending.closing.aborted) {
      const claimed = await deps.deliveries.claim(webhookId, deps.clock.now(), atOnce);
      if (!claimed) return;
      if (lanes.size < atOnce) open();
      await attempt(deps, claimed, ending.closed);
    }
  };
  open();
  while (lanes.size > 0) await Promise.all(lanes);
}

async function attempt(deps: DeliverDeps, claimed: ClaimedDelivery, closed: AbortSignal): Promise<void> {
  const { delivery } = claimed;
  const receipt = await post(deps, claimed, closed);
  const now = deps.clock.now();
  const settled = settleDelivery(delivery, receipt, now, Math.random());
  const wakes = await deps.deliveries.settle(delivery, settled, { switchOff: isGone(receipt), now });
  const { id, webhookId, attempt: number } = delivery;
  deps.logger.info(
    { delivery: id, webhook: webhookId, attempt: number, state: settled.state, receipt },
    'delivered or not',
  );
  // What is due at once is this lane's own next step.
  await wakeAfterCommit(
    deps,
    wakes.filter(({ at }) => at > now),
  );
}

function post(
  { sealer, clock, courier, logger }: DeliverDeps,
  claimed: ClaimedDelivery,
  closed: AbortSignal,
): Receipt | Promise<Receipt> {
  const { webhook, path, body } = claimed;
  const secrets = openSecrets(sealer, webhook);
  if (secrets === null) {
    logger.error({ webhook: webhook.id }, 'the secrets of a webhook were sealed with a key that is not configured');
    return { kind: 'failed', problem: 'secrets_unreadable' };
  }
  const headers = headersOf(claimed, secrets, clock.now());
  return courier.post({ url: withPath(webhook.url!, path), headers, body }, closed);
}

/** Before the query, if there is one. */
function withPath(address: string, path: string): string {
  if (path === '') return address;
  const url = new URL(address);
  url.pathname = `${url.pathname.replace(/\/$/, '')}${path}`;
  return url.href;
}
