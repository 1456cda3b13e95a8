import type { Chat, HappeningKind, Operation, OperationContent } from '@pinwheel/domain';
import { formatRef } from '@pinwheel/domain';
import type { Happening, Speaker } from '@pinwheel/pinning';
import { pinnerOf, speakerOf } from '../people.js';
import { whyEnded } from '../why.js';

/** What /v1 calls what happens. */
export const v1Events = {
  message: 'message.heard',
  pinned: 'message.pinned',
  unpinned: 'message.unpinned',
  settled: 'operation.settled',
  connected: 'instance.connected',
  disconnected: 'instance.disconnected',
} as const satisfies Record<HappeningKind, string>;

export type V1Event = (typeof v1Events)[HappeningKind];

export const kindOfEvent = (event: V1Event): HappeningKind =>
  (Object.keys(v1Events) as HappeningKind[]).find((kind) => v1Events[kind] === event)!;

/** One body for all webhooks of /v1. */
export const speakV1: Speaker = (happening, webhooks) => {
  const event = v1Events[happening.kind];
  const { id, name, jid } = happening.instance;
  const body = JSON.stringify({
    ...{ event, at: timeOf(happening.at), instance: { id, name, jid } },
    ...dataOf(happening),
  });
  return webhooks.map((webhook) => ({ webhookId: webhook.id, event, path: '', body }));
};

type InChat = Extract<Happening, { chat: Chat }>;

function dataOf(happening: Happening): object {
  if (!('chat' in happening)) return {};
  const place = { chat: chatOf(happening), message: messageOf(happening) };
  switch (happening.kind) {
    case 'message':
      return place;
    case 'settled':
      return { ...place, operation: operationOf(happening.operation), actor: happening.actor };
    case 'pinned':
    case 'unpinned': {
      const { wireId, durationSeconds, by } = happening.change;
      const { phone, lid, name, fromMe } = pinnerOf(happening.instance, happening.change);
      return { ...place, pin: { wireId, durationSeconds, by: { phone, lid, name, fromMe, actor: by.actor } } };
    }
  }
}

const chatOf = ({ chat: { id, jid, kind, name } }: InChat): object => ({ ref: formatRef('chat', id), jid, kind, name });

function messageOf({ instance, chat, message }: InChat): object | null {
  if (!message) return null;
  const { phone, lid, name, fromMe } = speakerOf(instance, chat, message);
  const { id, key, kind, text, sentAt } = message;
  const sender = { phone, lid, name, fromMe };
  return { ref: formatRef('message', id), wireId: key.id, kind, text, sentAt: timeOf(sentAt), sender };
}

function operationOf(operation: Operation): object {
  const { id, commandId, content, wireId, state, attempt } = operation;
  const why = state === 'acknowledged' ? {} : { why: whyEnded(operation) };
  return { id, commandId, ...changeOf(content), wireId, state, attempts: attempt, ...why };
}

function changeOf(content: OperationContent): object {
  switch (content.kind) {
    case 'pin_chat':
      return { kind: content.kind, pinned: content.pinned };
    case 'favorite_chat':
    case 'favorite_message':
      return { kind: content.kind, favorite: content.favorite };
    default:
      return { kind: content.kind };
  }
}

const timeOf = (at: number): string => new Date(at).toISOString();
