import { randomBytes } from 'node:crypto';
import type { Sealed, Sealer } from './ports/credentials.js';
import type { StoredWebhook } from './ports/webhooks.js';

export interface WebhookSecrets {
  /** What signs its bodies. */
  signing: string;
  /** The value of its own `Authorization` header. */
  authorization: string | null;
}

const signingBytes = 32;

export const newSigningSecret = (): string => randomBytes(signingBytes).toString('base64url');

const contextOf = (webhookId: string): string => `webhook ${webhookId}`;

export const sealSecrets = (sealer: Sealer, webhookId: string, secrets: WebhookSecrets): Sealed =>
  sealer.seal(Buffer.from(JSON.stringify(secrets)), contextOf(webhookId));

/** null when the key that sealed them is not configured any more. */
export function openSecrets(sealer: Sealer, { id, secrets }: StoredWebhook): WebhookSecrets | null {
  try {
    return JSON.parse(Buffer.from(sealer.open(secrets, contextOf(id))).toString()) as WebhookSecrets;
  } catch {
    return null;
  }
}
