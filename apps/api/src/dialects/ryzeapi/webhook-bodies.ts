import { type Chat, isViewChange } from '@pinwheel/domain';
import type { Happening, PinChange, Speaker } from '@pinwheel/pinning';
import { type Addresses, type Author, otherSideOf, ownerOf, pinnerOf, speakerOf } from '../../people.js';
import { whyEnded } from '../../why.js';
import { eventOf, isAskedFor, optionsOf } from './webhooks.js';

/**
 * What happened, in their envelope. The original sends the instance's token along; whoever reads a webhook's log could
 * then speak for the account, so this does not.
 */
export const speakRyzeApi =
  (baseUrl: string): Speaker =>
  (happening, webhooks) => {
    const event = eventOf(happening.kind);
    // A pinned chat or a favorite is no message.
    if (happening.kind === 'settled' && isViewChange(happening.operation.content)) return [];
    const instanceData = { baseUrl, instance: happening.instance.id };
    const body = JSON.stringify({ event, data: dataOf(happening), instanceData });
    return webhooks
      .filter((webhook) => isAskedFor(webhook, event))
      .map((webhook) => ({ webhookId: webhook.id, event, path: optionsOf(webhook).byEvents ? `/${event}` : '', body }));
  };

function dataOf(happening: Happening): object {
  switch (happening.kind) {
    case 'message':
      return said(happening);
    case 'pinned':
    case 'unpinned':
      return pinned(happening, happening.change);
    case 'settled':
      return status(happening);
    case 'connected':
    case 'disconnected':
      return { state: happening.kind, timestamp: timeOf(happening.at), jid: ownerOf(happening.instance).phone };
  }
}

function said(happening: Extract<Happening, { kind: 'message' }>): object {
  const { chat, instance, message } = happening;
  const author = speakerOf(instance, chat, message);
  const { kind, text, sentAt, key } = message;
  return envelope(
    happening,
    author,
    { id: key.id, at: sentAt },
    { type: kind, content: text === null ? {} : { text } },
  );
}

/** A pin has no event of its own there: it comes as a message, as it does in WhatsApp. */
function pinned(happening: Extract<Happening, { kind: 'pinned' | 'unpinned' }>, change: PinChange): object {
  const { instance, message, kind, at } = happening;
  const content = {
    pin: {
      pinned: kind === 'pinned',
      messageId: message.key.id,
      fromMe: message.key.fromMe,
      durationSeconds: change.durationSeconds,
    },
  };
  return envelope(happening, pinnerOf(instance, change), { id: change.wireId, at }, { type: 'message_pin', content });
}

function envelope(
  happening: Extract<Happening, { chat: Chat }>,
  author: Author,
  { id, at }: { id: string; at: number },
  { type, content }: { type: string; content: object },
): object {
  const { chat } = happening;
  return {
    id,
    message: {
      ...{ id, direction: author.fromMe ? 'outgoing' : 'incoming', timestamp: timeOf(at) },
      chat: { ...addressesOf(chat, happening), name: chat.name, type: typeOf(chat) },
      sender: { jid: author.phone ?? author.lid, lid: author.lid, name: author.name },
      ...{ type, content },
    },
  };
}

function addressesOf(chat: Chat, happening: Happening): { jid: string; lid: string | null } {
  const { phone, lid }: Addresses = chat.kind === 'private' ? otherSideOf(chat, happening) : { phone: null, lid: null };
  return { jid: phone ?? chat.jid, lid };
}

const typeOf = ({ kind }: Chat): string => (kind === 'channel' ? 'newsletter' : kind);

/** `sent`: WhatsApp's servers have it. What comes after that no linked device is told of a pin. */
function status({ chat, operation, at }: Extract<Happening, { kind: 'settled' }>): object {
  const acknowledged = operation.state === 'acknowledged';
  return {
    messageIds: [operation.wireId],
    ...{ chat: chat.jid, status: acknowledged ? 'sent' : 'server_error', timestamp: timeOf(at) },
    ...(!acknowledged && { error: whyEnded(operation) }),
  };
}

const timeOf = (at: number): string => new Date(at).toISOString();
