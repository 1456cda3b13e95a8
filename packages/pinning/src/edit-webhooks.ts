import type { HappeningKind } from '@pinwheel/domain';
import type { Deps } from './deps.js';
import type { Deliveries } from './ports/deliveries.js';
import type { Sealer } from './ports/credentials.js';
import type { TargetRefusal, Targets } from './ports/targets.js';
import type { StoredWebhook, Webhook, WebhookOwner, Webhooks } from './ports/webhooks.js';
import { newSigningSecret, openSecrets, sealSecrets } from './webhook-secrets.js';

export interface WebhookDeps extends Pick<Deps, 'clock' | 'ids' | 'instances' | 'logger' | 'waker'> {
  webhooks: Webhooks;
  deliveries: Deliveries;
  sealer: Sealer;
  targets: Targets;
}

/** What a webhook shall be like. */
export interface WebhookSettings {
  label: string;
  /** null where it is switched off. */
  url: string | null;
  enabled: boolean;
  about: readonly HappeningKind[];
  options?: Record<string, unknown>;
  /** The value of its `Authorization` header; left as it is where not given. */
  authorization?: string | null;
}

/** Every kind has words. */
export type WebhookRefusal =
  | { kind: 'bad_url'; url: string; why: TargetRefusal }
  | { kind: 'url_missing' }
  /** Not what a header can hold. */
  | { kind: 'bad_authorization' }
  | { kind: 'bad_label'; limit: number }
  /** So many may be switched on. */
  | { kind: 'too_many'; limit: number };

export type EditReply = { kind: 'saved'; webhooks: StoredWebhook[] } | WebhookRefusal;

const longestLabel = 100;
const printable = /^\P{Cc}+$/u;
const headerValue = /^[\x20-\x7e]{1,4096}$/;

/**
 * Saves what `change` makes of an owner's webhooks, by label: one that is there already is overwritten. All or nothing.
 * `limit`: how many may be switched on.
 */
export function editWebhooks(
  deps: WebhookDeps,
  owner: WebhookOwner,
  change: (own: readonly Webhook[]) => readonly WebhookSettings[],
  { limit = Infinity } = {},
): Promise<EditReply> {
  return deps.webhooks.edit<EditReply>(owner, deps.clock.now(), (own) => {
    const wanted = change(own);
    const refusal = wanted.map((settings) => refusalOf(deps, settings)).find((each) => each !== null);
    if (refusal) return { result: refusal };
    const save = wanted.map((settings) => withSettings(deps, owner, own, settings));
    const after = new Map([...own, ...save].map(({ label, enabled }) => [label, enabled]));
    const enabled = [...after.values()].filter(Boolean).length;
    if (enabled > limit && save.some((each) => each.enabled)) return { result: { kind: 'too_many', limit } };
    return { save, result: { kind: 'saved', webhooks: save } };
  });
}

export function refusalOf(
  { targets }: Pick<WebhookDeps, 'targets'>,
  { label, url, enabled, authorization }: WebhookSettings,
): WebhookRefusal | null {
  if (label.length > longestLabel || !printable.test(label) || !label.isWellFormed())
    return { kind: 'bad_label', limit: longestLabel };
  if (enabled && url === null) return { kind: 'url_missing' };
  const why = url === null ? null : targets.judge(url);
  if (url !== null && why) return { kind: 'bad_url', url, why };
  return authorization != null && !headerValue.test(authorization) ? { kind: 'bad_authorization' } : null;
}

function withSettings(
  { sealer, clock, ids }: WebhookDeps,
  owner: WebhookOwner,
  own: readonly StoredWebhook[],
  { label, url, enabled, about, options, authorization }: WebhookSettings,
): StoredWebhook {
  const current = own.find((each) => each.label === label);
  const { instanceId, dialect } = owner;
  const id = current?.id ?? ids.unique();
  // Those that cannot be read any more are made anew: saving it is how a webhook comes back to life.
  const known = current && openSecrets(sealer, current);
  const signing = known?.signing ?? newSigningSecret();
  const kept = authorization === undefined ? (known?.authorization ?? null) : authorization;
  const secrets = sealSecrets(sealer, id, { signing, authorization: kept });
  return {
    ...{ id, instanceId, dialect, label, url, enabled, secrets, about: [...about], problem: null },
    options: options ?? current?.options ?? {},
    createdAt: current?.createdAt ?? clock.now(),
  };
}
