import type { NoticeContent } from '@pinwheel/pinning';
import type { Bot } from '../bot.js';
import type { NoticeShown } from '../text/notice-words.js';
import type { Answer } from '../ui/buttons.js';
import { type Html, lines, paragraphs, rich } from '../ui/html.js';
import { actorName, showChat, showMessage, type Shows } from '../ui/show.js';
import { showTime } from '../ui/time.js';
import type { ChatNotice } from './tell-notices.js';

/** One message for several notices, chat by chat. */
export async function answerOf(bot: Bot, items: readonly ChatNotice[], shows: Shows): Promise<Answer> {
  const chats = new Map(items.map(({ chat }) => [chat.id, chat]));
  const perChat = [...chats.values()].map(async (chat) => {
    const own = items.filter((item) => item.chat.id === chat.id);
    return lines(showChat(chat), ...(await Promise.all(own.map((item) => wordsOf(bot, item, shows)))));
  });
  return { text: paragraphs(...(await Promise.all(perChat))) };
}

async function wordsOf({ deps }: Bot, { notice, chat }: ChatNotice, shows: Shows): Promise<Html> {
  const { content } = notice;
  const named: { messageId?: number; at?: number; by?: Parameters<typeof actorName>[0] } = content;
  const message = named.messageId === undefined ? null : await deps.store.findMessage(named.messageId);
  const shown: NoticeShown = {
    message: message ? showMessage(message, shows) : rich``,
    time: showTime(named.at ?? notice.foundAt, chat.timeZone, shows.language),
    who: named.by ? actorName(named.by, shows.say) : shows.say.pins.bySomebody,
  };
  const speak = shows.say.notices[content.kind] as (it: NoticeContent, shown: NoticeShown) => Html;
  return speak(content, shown);
}
