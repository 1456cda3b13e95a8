import type { AnnouncementRefusal } from '@pinwheel/pinning';
import { type Html, rich } from '../../ui/html.js';
import type { WordsFor } from '../words.js';

const refusals: WordsFor<AnnouncementRefusal> = {
  text_too_long: ({ limit }) => rich`That text is too long: WhatsApp takes ${limit} characters.`,
  no_chats: () => rich`There is no chat to announce it in.`,
  no_such_chat: ({ chatId }) => rich`g${chatId}: that is gone.`,
};

const chats = (count: number): string => `${count} ${count === 1 ? 'chat' : 'chats'}`;

export const announcements = {
  howTo: (): Html =>
    rich`What shall be announced? A text, and then where: <code>/announce "Water off on Tuesday" in g1,g2 for 24h</code>, or <code>in all</code>`,
  willBeIn: (count: number): Html => rich`To be posted and pinned in <b>${chats(count)}</b>:`,
  nowhere: (): Html => rich`It could be posted and pinned nowhere now.`,
  notIn: (count: number): Html => rich`⚠️ Not in ${chats(count)}, and left out:`,
  confirm: (count: number): string => `📣 Post and pin in ${chats(count)}`,
  more: (count: number): Html => rich`… and ${count} more`,
  noGroups: (): Html => rich`There are no groups yet. Name a chat: /chats`,
  counted: (done: number, failed: number, open: number, all: number): Html =>
    rich`<b>${done} of ${all} done</b>${failed > 0 ? `, ${failed} failed` : ''}${open > 0 ? `, ${open} on the way` : ''}`,
  retry: (count: number): string => `🔁 Try again in ${chats(count)}`,
  gone: (): Html => rich`That announcement does not exist any more.`,
  refusals,
};
