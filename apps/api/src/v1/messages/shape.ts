import { formatRef, type Message } from '@pinwheel/domain';
import { z } from 'zod';
import { instantOf, instantShape, maybeInstant } from '../json.js';
import { refShape } from '../refs.js';

const kinds = [
  ...['text', 'image', 'video', 'audio', 'document', 'sticker', 'poll', 'location', 'contact', 'event'],
  ...['view_once', 'system', 'unknown'],
] as const;

export const messageShape = z
  .object({
    id: refShape('message'),
    chat: refShape('chat'),
    wireId: z.string().meta({ description: 'WhatsApp’s id.' }),
    fromMe: z.boolean(),
    sender: z.object({ name: z.string().nullable(), jid: z.string().nullable() }),
    kind: z.string().meta({ examples: [...kinds] }),
    text: z.string().nullable().meta({ description: 'Text or caption.' }),
    sentAt: instantShape,
    revokedAt: instantShape.nullable().meta({ description: 'When its sender deleted it for everyone.' }),
    arrived: z.boolean().meta({ description: 'False for a text of ours that WhatsApp has yet to acknowledge.' }),
  })
  .meta({ id: 'Message' });

export const showMessage = (message: Message): z.infer<typeof messageShape> => ({
  id: formatRef('message', message.id),
  chat: formatRef('chat', message.chatId),
  wireId: message.key.id,
  fromMe: message.key.fromMe,
  sender: { name: message.senderName, jid: message.key.participant ?? null },
  kind: message.kind,
  text: message.text,
  sentAt: instantOf(message.sentAt),
  revokedAt: maybeInstant(message.revokedAt),
  arrived: message.arrived,
});
