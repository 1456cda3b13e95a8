import type { HappeningKind } from '@pinwheel/domain';
import type { Webhook, WebhookSettings } from '@pinwheel/pinning';

/** What an address can be set for. Each is a webhook under this label. */
export const zApiHooks = {
  received: ['message', 'pinned', 'unpinned'],
  delivery: ['settled'],
  'message-status': ['settled'],
  connected: ['connected'],
  disconnected: ['disconnected'],
} as const satisfies Record<string, readonly HappeningKind[]>;

export type ZApiHook = keyof typeof zApiHooks;

/**
 * Of `received` there are two addresses: while what the account itself does is told too, the one that was set for that
 * comes first.
 */
export interface ReceivedOptions {
  /** Set by update-webhook-received. */
  others: string | null;
  /** Set by update-webhook-received-delivery. */
  all: string | null;
  notifySentByMe: boolean;
}

const none: ReceivedOptions = { others: null, all: null, notifySentByMe: false };

export const receivedOptionsOf = (own: readonly Webhook[]): ReceivedOptions => ({
  ...none,
  ...own.find(({ label }) => label === 'received')?.options,
});

/** Whoever wants it otherwise puts it there. */
export const whereZApiSets = ({ instanceId, label }: Webhook): string =>
  `PUT /instances/${instanceId}/token/…/update-webhook-${label}`;

export const isToldOwn = ({ options }: Webhook): boolean => options['notifySentByMe'] === true;

export function receivedSettings(options: ReceivedOptions): WebhookSettings {
  const url = options.notifySentByMe ? (options.all ?? options.others) : options.others;
  return { ...settings('received', url), options: { ...options } };
}

export const settings = (label: ZApiHook, url: string | null): WebhookSettings => ({
  ...{ label, url, enabled: url !== null, about: zApiHooks[label] },
});
