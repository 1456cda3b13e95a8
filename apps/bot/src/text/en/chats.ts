import type { MessageKind } from '@pinwheel/domain';
import { type Html, html } from '../../ui/html.js';
import type { NamesFor } from '../words.js';

export const chats = {
  title: (): Html => html`<b>Chats</b>`,
  line: (chat: Html, members: number | null, used: number, slots: number): Html =>
    html`${chat}${members === null ? '' : html` · ${members} ${members === 1 ? 'member' : 'members'}`} · ${used} of
    ${slots} slots used`,
  mayPin: (): Html => html`✅ we may pin here`,
  mayNotPin: (why: Html): Html => html`🚫 ${why}`,
  more: (count: number): Html => html`… and ${count} more: <code>/chats part of the name</code>`,
  tapToChoose: (): Html => html`Tap a chat to work in it.`,
  chosen: (chat: Html): Html => html`You are working in ${chat} now.`,
  noneYet: (): Html => html`There are no chats yet. They come by themselves once WhatsApp is linked: /link`,
  noneFound: (words: string): Html => html`No chat has “${words}” in its name.`,
  which: (): Html => html`Which chat?`,
  whichOf: (words: string): Html => html`“${words}” fits several chats. Which one?`,
  current: (chat: Html): Html => html`Chat: ${chat}`,
  notAnotherChat: (ref: string, own: Html, other: Html): Html => html`${ref} is in ${own}, not in ${other}.`,
};

export const messages = {
  title: (chat: Html): Html => html`<b>Messages</b> · ${chat}`,
  none: (): Html => html`No messages here yet.`,
  noneFound: (): Html => html`No message fits that.`,
  heardSince: (time: Html): Html => html`I have heard this chat since ${time}; nothing older is known.`,
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
