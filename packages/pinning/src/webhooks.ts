import type { HappeningKind } from '@pinwheel/domain';
import { editWebhooks, type WebhookDeps, type WebhookRefusal, type WebhookSettings } from './edit-webhooks.js';
import type { StoredWebhook, Webhook } from './ports/webhooks.js';
import { openSecrets } from './webhook-secrets.js';

/** The webhooks that are made under /v1. */
const dialect = 'v1';

/** So many of an instance, and of the account, may be switched on. */
const enabledLimit = 10;

export interface CreateWebhook {
  label: string;
  /** null: all instances. */
  instanceId: string | null;
  url: string;
  about: readonly HappeningKind[];
  authorization: string | null;
  /** Where it was asked for, unique: the same source is the same webhook, also when a kill came before the reply. */
  source?: string;
}

export type CreateWebhookReply =
  | { kind: 'created'; webhook: Webhook; secret: string }
  | { kind: 'label_taken' }
  | { kind: 'no_such_instance' }
  | WebhookRefusal;

/** The secret that signs is in the reply; `showWebhookSecret` shows it again. */
export async function createWebhook(deps: WebhookDeps, wish: CreateWebhook): Promise<CreateWebhookReply> {
  const { instanceId, source, ...settings } = wish;
  if (instanceId !== null && !(await deps.instances.find(instanceId))) return { kind: 'no_such_instance' };
  const namesakes: Webhook[] = [];
  const change = (own: readonly Webhook[]): WebhookSettings[] => {
    namesakes.push(...own.filter(({ label }) => label === wish.label));
    return namesakes.length > 0 ? [] : [{ ...settings, enabled: true, ...(source && { options: { source } }) }];
  };
  const reply = await editWebhooks(deps, { instanceId, dialect }, change, { limit: enabledLimit });
  if (reply.kind !== 'saved') return reply;
  const [namesake] = namesakes;
  if (namesake && (source === undefined || namesake.options['source'] !== source)) return { kind: 'label_taken' };
  const created = reply.webhooks[0] ?? (await deps.webhooks.find(namesake!.id));
  const secrets = created && openSecrets(deps.sealer, created);
  return secrets
    ? { kind: 'created', webhook: withoutSecrets(created), secret: secrets.signing }
    : { kind: 'label_taken' };
}

/**
 * Those that are told of an instance, whatever dialect made them; null: all. By dialect and label.
 * `scope` everywhere here: the one instance that the asker may speak for; null for all.
 */
export async function listWebhooks(
  { webhooks }: Pick<WebhookDeps, 'webhooks'>,
  { scope }: { scope: string | null },
): Promise<Webhook[]> {
  const found = await webhooks.all(scope);
  return found.filter((webhook) => isVisible(webhook, scope)).map(withoutSecrets);
}

export async function findWebhook(
  deps: Pick<WebhookDeps, 'webhooks'>,
  asked: { id: string; scope: string | null },
): Promise<Webhook | null> {
  const found = await findStored(deps, asked);
  return found && withoutSecrets(found);
}

export interface ChangeWebhook {
  id: string;
  scope: string | null;
  /** What is not given stays. */
  change: Partial<Omit<WebhookSettings, 'label' | 'options'>>;
}

export type ChangeWebhookReply =
  | { kind: 'changed'; webhook: Webhook }
  | { kind: 'not_found' }
  /** Its dialect has rules of its own for these. */
  | { kind: 'set_elsewhere'; webhook: Webhook; fields: (keyof ChangeWebhook['change'])[] }
  | WebhookRefusal;

/**
 * A webhook that was switched on again is told of what happens from then on. One that a dialect made can only be
 * switched off here.
 */
export async function changeWebhook(
  deps: WebhookDeps,
  { id, scope, change }: ChangeWebhook,
): Promise<ChangeWebhookReply> {
  const found = await findStored(deps, { id, scope });
  if (!found) return { kind: 'not_found' };
  const foreign = found.dialect === dialect ? [] : fieldsOf(change).filter((field) => !isSwitchingOff(field, change));
  if (foreign.length > 0) return { kind: 'set_elsewhere', webhook: withoutSecrets(found), fields: foreign };
  const settings = (own: readonly Webhook[]): WebhookSettings[] =>
    own.filter((each) => each.id === id).map((each) => ({ ...settingsOf(each), ...given(change) }));
  const reply = await editWebhooks(deps, found, settings, { limit: enabledLimit });
  if (reply.kind !== 'saved') return reply;
  const [changed] = reply.webhooks;
  return changed ? { kind: 'changed', webhook: withoutSecrets(changed) } : { kind: 'not_found' };
}

const fieldsOf = (change: ChangeWebhook['change']) => Object.keys(given(change)) as (keyof ChangeWebhook['change'])[];

const isSwitchingOff = (field: string, { enabled }: ChangeWebhook['change']): boolean =>
  field === 'enabled' && enabled === false;

/** Its deliveries go with it. @returns whether there was one */
export async function deleteWebhook(
  deps: Pick<WebhookDeps, 'webhooks' | 'clock'>,
  { id, scope }: { id: string; scope: string | null },
): Promise<boolean> {
  const found = await findStored(deps, { id, scope });
  if (!found) return false;
  return deps.webhooks.edit(found, deps.clock.now(), (own) => {
    const there = own.some((each) => each.id === id);
    return { remove: there ? [id] : [], result: there };
  });
}

/** What signs its bodies; null if there is no such webhook, or the key that sealed it is not configured any more. */
export async function showWebhookSecret(
  deps: Pick<WebhookDeps, 'webhooks' | 'sealer'>,
  asked: { id: string; scope: string | null },
): Promise<string | null> {
  const found = await findStored(deps, asked);
  return found && (openSecrets(deps.sealer, found)?.signing ?? null);
}

async function findStored(
  { webhooks }: Pick<WebhookDeps, 'webhooks'>,
  { id, scope }: { id: string; scope: string | null },
): Promise<StoredWebhook | null> {
  const found = await webhooks.find(id);
  return found && isVisible(found, scope) ? found : null;
}

/** Who speaks for one instance neither sees nor changes what belongs to all of them. */
const isVisible = ({ instanceId }: Webhook, scope: string | null): boolean => scope === null || instanceId === scope;

function withoutSecrets(stored: StoredWebhook): Webhook {
  const { secrets: _, ...webhook } = stored;
  return webhook;
}

const settingsOf = ({ label, url, enabled, about, options }: Webhook): WebhookSettings => ({
  ...{ label, url, enabled, about, options },
});

const given = <T extends object>(change: T): T =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as T;
