import type { HappeningKind } from '@pinwheel/domain';
import type { Happening, StoredWebhook, Webhook, WordingWithId } from '@pinwheel/pinning';
import { type Fixture, start, unique } from './fixture.js';

export const webhookOf = (fields: Partial<StoredWebhook> = {}): StoredWebhook => ({
  ...{ id: unique('webhook'), instanceId: 'main', dialect: 'v1', label: unique('label'), url: 'https://example.com/' },
  ...{ enabled: true, about: ['message'] as HappeningKind[], options: {}, createdAt: start, problem: null },
  secrets: { keyId: 'key', bytes: Uint8Array.of(1) },
  ...fields,
});

export async function subscribe({ db }: Fixture, fields: Partial<StoredWebhook> = {}): Promise<StoredWebhook> {
  const webhook = webhookOf(fields);
  await db.webhooks.edit(webhook, start, () => ({ save: [webhook], result: null }));
  return webhook;
}

/** What happened, said as its kind and what it is about, to everybody who asked. */
export function sayPlainly(happening: Happening, webhooks: readonly Webhook[]): WordingWithId[] {
  const about = 'message' in happening ? happening.message?.text : null;
  return webhooks.map(({ id: webhookId }) => ({
    ...{ id: unique('delivery'), webhookId, event: happening.kind, path: '' },
    body: JSON.stringify({ kind: happening.kind, about }),
  }));
}

export const putIntoWords = ({ db }: Fixture, now = start) => db.happenings.putIntoWords('main', 100, now, sayPlainly);

/** Webhooks, what is to be said, and deliveries. */
export const forgetWebhooks = ({ db }: Fixture): Promise<unknown> =>
  db.drizzle.execute('truncate webhooks, happenings, deliveries');

/** What waits for a webhook, oldest first. */
export async function bodiesFor({ db }: Fixture, webhookId: string): Promise<unknown[]> {
  const found = await db.deliveries.list({ instanceId: null, webhookId, limit: 100 });
  return found.toReversed().map(({ body }) => JSON.parse(body) as unknown);
}
