import { isViewChange } from '@pinwheel/domain';
import type { Happening, Speaker, Webhook, Wording } from '@pinwheel/pinning';
import { ownerOf, otherSideOf, userOf } from '../../people.js';
import { whyEnded } from '../../why.js';
import { authorOf, chatPhone, receivedCallback } from './webhook-received.js';
import { isToldOwn, type ZApiHook } from './webhooks.js';

type Settled = Extract<Happening, { kind: 'settled' }>;

/** What happened, for each address that was set for it. */
export const speakZApi: Speaker = (happening, webhooks) =>
  webhooks.flatMap((webhook): Wording[] => {
    const body = bodyFor(happening, webhook);
    return body === null ? [] : [{ webhookId: webhook.id, event: body.type, path: '', body: JSON.stringify(body) }];
  });

function bodyFor(happening: Happening, webhook: Webhook): { type: string } | null {
  switch (webhook.label as ZApiHook) {
    case 'received':
      return received(happening, webhook);
    case 'delivery':
      return isSending(happening) ? delivery(happening) : null;
    case 'message-status':
      return isSending(happening) && happening.operation.state === 'acknowledged' ? sent(happening) : null;
    case 'connected':
      return happening.kind === 'connected' ? connected(happening) : null;
    case 'disconnected':
      return happening.kind === 'disconnected' ? disconnected(happening) : null;
  }
}

/** Media would need an address where it can be fetched; Pinwheel keeps none. */
function received(happening: Happening, webhook: Webhook): { type: string } | null {
  if (happening.kind !== 'message' && happening.kind !== 'pinned' && happening.kind !== 'unpinned') return null;
  if (happening.kind === 'message' && happening.message.kind !== 'text') return null;
  const author = authorOf(happening);
  if (author.fromMe && !isToldOwn(webhook)) return null;
  return { ...receivedCallback(happening, author), type: 'ReceivedCallback' };
}

/** The end of something that was to be sent; a pinned chat or a favorite is the account's own matter. */
const isSending = (happening: Happening): happening is Settled =>
  happening.kind === 'settled' && !isViewChange(happening.operation.content);

/** `error` only where it came to nothing. */
const delivery = (happening: Settled) => ({
  phone: phoneIn(happening),
  zaapId: happening.operation.id,
  messageId: happening.operation.wireId,
  type: 'DeliveryCallback',
  instanceId: happening.instance.id,
  ...(happening.operation.state !== 'acknowledged' && { error: whyEnded(happening.operation) }),
});

/** WhatsApp's servers have it. That it was read no linked device is told of a pin. */
const sent = (happening: Settled) => ({
  instanceId: happening.instance.id,
  status: 'SENT',
  ids: [happening.operation.wireId],
  momment: happening.at,
  phoneDevice: 0,
  phone: phoneIn(happening),
  type: 'MessageStatusCallback',
  isGroup: happening.chat.kind === 'group',
});

const phoneIn = (happening: Settled): string => chatPhone(happening.chat, otherSideOf(happening.chat, happening));

function connected({ at, instance }: Happening) {
  const { phone } = ownerOf(instance);
  const { id: instanceId } = instance;
  return { type: 'ConnectedCallback', connected: true, momment: at, instanceId, phone: phone && userOf(phone) };
}

const disconnected = ({ at, instance }: Happening) => ({
  momment: at,
  error: 'Device has been disconnected',
  disconnected: true,
  type: 'DisconnectedCallback',
  instanceId: instance.id,
});
