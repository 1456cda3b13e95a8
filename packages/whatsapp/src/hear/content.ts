import type { MessageKind } from '@pinwheel/domain';
import { normalizeMessageContent } from '@whiskeysockets/baileys';
import type { proto } from '@whiskeysockets/baileys';

export interface MessageContent {
  kind: MessageKind;
  /** Text or caption. */
  text: string | null;
}

type Part = Record<string, unknown> & { viewOnce?: boolean | null };
type Reading = readonly [kind: MessageKind, text: (part: Part) => unknown];

const caption = (part: Part) => part['caption'];
const name = (part: Part) => part['name'];

/** What each part of a message is, and where its words stand; the first part that is present counts. */
const readings: Readonly<Record<string, Reading>> = {
  extendedTextMessage: ['text', (part) => part['text']],
  imageMessage: ['image', caption],
  videoMessage: ['video', caption],
  ptvMessage: ['video', caption],
  audioMessage: ['audio', () => null],
  documentMessage: ['document', (part) => part['caption'] || part['fileName']],
  stickerMessage: ['sticker', () => null],
  lottieStickerMessage: ['sticker', () => null],
  stickerPackMessage: ['sticker', name],
  pollCreationMessage: ['poll', name],
  pollCreationMessageV2: ['poll', name],
  pollCreationMessageV3: ['poll', name],
  pollCreationMessageV5: ['poll', name],
  locationMessage: ['location', (part) => part['name'] || part['address']],
  liveLocationMessage: ['location', caption],
  contactMessage: ['contact', (part) => part['displayName']],
  contactsArrayMessage: ['contact', (part) => part['displayName']],
  eventMessage: ['event', name],
  buttonsMessage: ['text', (part) => part['contentText']],
  listMessage: ['text', (part) => part['description'] || part['title']],
  templateButtonReplyMessage: ['text', (part) => part['selectedDisplayText']],
  buttonsResponseMessage: ['text', (part) => part['selectedDisplayText']],
  listResponseMessage: ['text', (part) => part['title']],
  groupInviteMessage: ['unknown', caption],
};

/** Parts that change or accompany other messages, or carry keys: nobody sees them as a message of their own. */
const accompanying = new Set([
  'protocolMessage',
  'senderKeyDistributionMessage',
  'fastRatchetKeySenderKeyDistributionMessage',
  'messageContextInfo',
  'reactionMessage',
  'encReactionMessage',
  'pinInChatMessage',
  'keepInChatMessage',
  'pollUpdateMessage',
  'encEventResponseMessage',
  'secretEncryptedMessage',
  'stickerSyncRmrMessage',
  'placeholderMessage',
  'messageHistoryBundle',
  'messageHistoryNotice',
  'chat',
  'call',
]);

const onceWrappers = ['viewOnceMessage', 'viewOnceMessageV2', 'viewOnceMessageV2Extension'] as const;
/** Wrappers that Baileys does not look into. */
const wrappers = ['groupMentionedMessage', 'pollCreationMessageV4', 'questionMessage', 'botForwardedMessage'] as const;

/** null for what is not a message: a reaction, a deletion, an edit, a pin, a key. */
export function readContent(message: proto.IMessage | null | undefined): MessageContent | null {
  const content = unwrap(message);
  if (!content) return null;
  if (typeof content.conversation === 'string' && content.conversation !== '')
    return { kind: 'text', text: content.conversation };
  const parts = Object.entries(content).filter(([, part]) => typeof part === 'object' && part !== null);
  const known = parts.find(([type]) => type in readings);
  if (!known) return parts.some(([type]) => !accompanying.has(type)) ? { kind: 'unknown', text: null } : null;
  const [type, part] = known as [string, Part];
  const [kind, words] = readings[type] as Reading;
  const text = words(part);
  return {
    kind: part.viewOnce || isWrappedOnce(message) ? 'view_once' : kind,
    text: typeof text === 'string' && text !== '' ? text : null,
  };
}

/** The content without what WhatsApp wraps around it: disappearing, view once, edited and others. */
export function unwrap(message: proto.IMessage | null | undefined): proto.IMessage | undefined {
  const content = normalizeMessageContent(message);
  const wrapped = wrappers.map((wrapper) => content?.[wrapper]?.message).find(Boolean);
  return wrapped ? unwrap(wrapped) : content;
}

function isWrappedOnce(message: proto.IMessage | null | undefined): boolean {
  const outer = message?.ephemeralMessage?.message ?? message;
  return onceWrappers.some((wrapper) => Boolean(outer?.[wrapper]));
}
