import type { HappeningKind, Instant } from '@pinwheel/domain';
import type { Sealed } from './credentials.js';

/** An address of another program that asked to be told what happens. */
export interface Webhook {
  id: string;
  /** null: all instances. */
  instanceId: string | null;
  /** In whose words it is told: the name of a dialect, or `v1`. */
  dialect: string;
  /** Unique among those of its instance and dialect. */
  label: string;
  /** null where it is switched off and no address is kept. */
  url: string | null;
  enabled: boolean;
  about: HappeningKind[];
  /** The dialect's own settings. */
  options: Record<string, unknown>;
  createdAt: Instant;
  /** `gone`: its receiver answered 410, and we switched it off. */
  problem: 'gone' | null;
}

/** A webhook with the secrets that go with it: what signs its bodies, and its own `Authorization`. */
export interface StoredWebhook extends Webhook {
  secrets: Sealed;
}

/** To whom webhooks belong: an instance (or all of them) in one dialect. */
export interface WebhookOwner {
  instanceId: string | null;
  dialect: string;
}

export interface WebhookEdit<T> {
  /** New ones, or all of those that are there already. */
  save?: StoredWebhook[];
  /** Ids. Their deliveries go with them. */
  remove?: string[];
  result: T;
}

export interface Webhooks {
  /**
   * Reads those of an owner and writes what `work` makes of them; two edits of one owner never run at once. What waits
   * for a webhook that is switched off is dead.
   */
  edit<T>(owner: WebhookOwner, now: Instant, work: (own: StoredWebhook[]) => WebhookEdit<T>): Promise<T>;
  find(id: string): Promise<StoredWebhook | null>;
  /** By dialect and label. With an instance: those that are told of it, whichever owner's; null: all. */
  all(instanceId: string | null): Promise<StoredWebhook[]>;
}
