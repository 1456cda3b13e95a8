import type { Instant } from './time/index.js';

export type DeliveryState = 'waiting' | 'sending' | 'delivered' | 'dead';

/** What kept a receiver from answering, or what made its answer worthless. */
export type DeliveryProblem =
  /** Its address is none that we may call. */
  | 'address_forbidden'
  | 'name_not_found'
  | 'not_reached'
  | 'certificate_refused'
  | 'too_slow'
  /** It led nowhere, or on and on. */
  | 'redirect_refused'
  /** The webhook was switched off before it was delivered. */
  | 'switched_off'
  /** What signs it was sealed with a key that is not configured. */
  | 'secrets_unreadable';

/** How one attempt ended. */
export type Receipt =
  | { kind: 'answered'; status: number }
  | { kind: 'failed'; problem: DeliveryProblem }
  /** Our own process stopped meanwhile. */
  | { kind: 'broken_off' };

/** One body on its way to one webhook, and afterwards the record of how it went. */
export interface Delivery {
  id: string;
  webhookId: string;
  /** What its dialect calls the happening. */
  event: string;
  state: DeliveryState;
  /** Attempts so far. */
  attempt: number;
  createdAt: Instant;
  /** Whoever fails after this is not tried again. */
  giveUpAt: Instant;
  /** When somebody must look at this row; null once it has ended, and as long as others of its line come first. */
  wakeAt: Instant | null;
  settledAt: Instant | null;
  /** The last answer's HTTP status. */
  status: number | null;
  problem: DeliveryProblem | null;
}

/** How long a receiver may be down before what it missed counts as dead, in ms. */
export const deliveryPatience = 86_400_000;

/** An attempt that was not settled within this time belongs to a process that died, in ms. */
export const deliveryClaimTimeout = 45_000;

const firstRetry = 5_000;
const longestRetry = 3_600_000;

export const isDeliverySettled = ({ state }: Pick<Delivery, 'state'>): boolean =>
  state === 'delivered' || state === 'dead';

export const isGone = (receipt: Receipt): boolean => receipt.kind === 'answered' && receipt.status === 410;

/** In ms. `chance`, from 0 to 1, spreads those that failed together. */
export function retryDelay(attempt: number, chance: number): number {
  const longest = Math.min(firstRetry * 2 ** (attempt - 1), longestRetry);
  return Math.round(longest / 2 + (longest / 2) * chance);
}

export function claimDelivery(delivery: Delivery, now: Instant): Delivery {
  return { ...delivery, state: 'sending', attempt: delivery.attempt + 1, wakeAt: now + deliveryClaimTimeout };
}

/** What a receipt makes of the attempt under way. */
export function settleDelivery(delivery: Delivery, receipt: Receipt, now: Instant, chance: number): Delivery {
  if (receipt.kind === 'broken_off')
    return { ...delivery, state: 'waiting', attempt: delivery.attempt - 1, wakeAt: now };
  const status = receipt.kind === 'answered' ? receipt.status : null;
  const told = { ...delivery, status, problem: receipt.kind === 'failed' ? receipt.problem : null };
  if (status !== null && status >= 200 && status < 300) return endDelivery(told, 'delivered', now);
  if (isGone(receipt) || now >= delivery.giveUpAt) return endDelivery(told, 'dead', now);
  const retryAt = now + retryDelay(delivery.attempt, chance);
  return { ...told, state: 'waiting', wakeAt: Math.min(retryAt, delivery.giveUpAt) };
}

function endDelivery(delivery: Delivery, state: 'delivered' | 'dead', now: Instant): Delivery {
  return { ...delivery, state, wakeAt: null, settledAt: now };
}
