import type { MessageKind } from '@pinwheel/domain';
import { type Html, rich } from '../../ui/html.js';
import type { NamesFor } from '../words.js';

export const chats = {
  title: (): Html => rich`<b>Chats</b>`,
  line: (chat: Html, members: number | null, used: number, slots: number): Html =>
    rich`${chat}${members === null ? '' : rich` · ${members} ${members === 1 ? 'member' : 'members'}`} · ${used} of ${slots} slots used`,
  mayPin: (): Html => rich`✅ we may pin here`,
  mayNotPin: (why: Html): Html => rich`🚫 ${why}`,
  more: (count: number): Html => rich`… and ${count} more: <code>/chats part of the name</code>`,
  tapToChoose: (): Html => rich`Tap a chat to work in it.`,
  chosen: (chat: Html): Html => rich`You are working in ${chat} now.`,
  noneYet: (): Html => rich`There are no chats yet. They come by themselves once WhatsApp is linked: /link`,
  noneFound: (words: string): Html => rich`No chat has “${words}” in its name.`,
  which: (): Html => rich`Which chat?`,
  whichOf: (words: string): Html => rich`“${words}” fits several chats. Which one?`,
  current: (chat: Html): Html => rich`Chat: ${chat}`,
  notAnotherChat: (ref: string, own: Html, other: Html): Html => rich`${ref} is in ${own}, not in ${other}.`,
};

export const messages = {
  title: (chat: Html): Html => rich`<b>Messages</b> · ${chat}`,
  none: (): Html => rich`No messages here yet.`,
  noneFound: (): Html => rich`No message fits that.`,
  heardSince: (time: Html): Html => rich`I have heard this chat since ${time}; nothing older is known.`,
  newer: '« Newer',
  older: 'Older »',
  nobody: 'unknown sender',
  us: 'we',
  deleted: '(deleted)',
  /** Also said of a message that was pinned before we heard it. */
  noText: '(text not known)',
};

export const messageKinds: NamesFor<MessageKind> = {
  text: 'text',
  image: '🖼 photo',
  video: '🎬 video',
  audio: '🎤 audio',
  document: '📄 document',
  sticker: 'sticker',
  poll: '📊 poll',
  location: '📍 location',
  contact: '👤 contact',
  event: '📅 event',
  view_once: 'view-once message',
  system: 'notice of WhatsApp',
  unknown: 'message of a kind not known',
};
