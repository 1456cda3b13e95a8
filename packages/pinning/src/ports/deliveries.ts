import type { Delivery, DeliveryState, Instant, Receipt } from '@pinwheel/domain';
import type { Wake } from './wake.js';
import type { StoredWebhook } from './webhooks.js';

/** An attempt that may begin: nobody else makes it. */
export interface ClaimedDelivery {
  delivery: Delivery;
  webhook: StoredWebhook;
  path: string;
  body: string;
}

/** A delivery with its place in the list: a cursor. */
export interface ShownDelivery extends Delivery {
  seq: number;
  instanceId: string;
  body: string;
  /** The source of the last replay, which is not done twice. */
  replayedBy: string | null;
}

export interface DeliveryQuery {
  /** Those of this instance's own webhooks; null: of all webhooks. */
  instanceId: string | null;
  webhookId?: string;
  state?: DeliveryState;
  /** The `seq` of the last one shown. */
  before?: number;
  limit: number;
}

export interface Deliveries {
  /**
   * The next attempt at this webhook, if one is due and fewer than `atOnce` are under way. Of one chat the oldest is
   * due, and nothing behind it.
   */
  claim(webhookId: string, now: Instant, atOnce: number): Promise<ClaimedDelivery | null>;
  /**
   * Saves how an attempt ended, if it is still the newest, and lets the next of its line step forward.
   * `switchOff`: the webhook goes with it, and what waits for it is dead.
   */
  settle(claimed: Delivery, settled: Delivery, options: { switchOff: boolean; now: Instant }): Promise<Wake[]>;
  /** Newest first. */
  list(query: DeliveryQuery): Promise<ShownDelivery[]>;
  find(id: string): Promise<ShownDelivery | null>;
  /** A dead or delivered one waits once more, behind what waits in its line; not twice for the same source. */
  replay(id: string, replay: { source: string; now: Instant; giveUpAt: Instant }): Promise<Wake[]>;
  count(): Promise<{ waiting: number; dead: number; oldestWaitingAt: Instant | null }>;
  /** Forgets what has ended before; at most `limit`. @returns how many */
  forget(before: { delivered: Instant; dead: Instant }, limit: number): Promise<number>;
}

/** One POST to another program. */
export interface Post {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** The port through which bodies reach other programs' servers. */
export interface Courier {
  /** Never rejects. The signal breaks it off. */
  post(post: Post, signal: AbortSignal): Promise<Receipt>;
}
