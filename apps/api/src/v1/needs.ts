import type {
  Announcements,
  CommandEnds,
  Deps,
  IdempotencyKeys,
  Limits,
  Pages,
  Tokens,
  Trail,
  Webhook,
  WebhookDeps,
  WireIds,
} from '@pinwheel/pinning';

/** What our own API stands on. */
export interface V1Needs extends Deps, Pick<WebhookDeps, 'webhooks' | 'deliveries' | 'sealer' | 'targets'> {
  ends: CommandEnds;
  tokens: Tokens;
  wireIds: WireIds;
  limits: Limits;
  pages: Pages;
  announcements: Announcements;
  trail: Trail;
  idempotencyKeys: IdempotencyKeys;
  /** How many requests a minute are let through for each token; 300 where not given. */
  requestsAMinute?: number;
  /** How long a client may wait for WhatsApp's verdict, in ms; 15 s where not given. */
  verdictPatienceMs?: number;
  /** Where the webhooks of other dialects are set, by dialect: a method, an address and the like. */
  whereSet: ReadonlyMap<string, (webhook: Webhook) => string>;
  /** Places for pins in a chat. */
  slots: number;
}
