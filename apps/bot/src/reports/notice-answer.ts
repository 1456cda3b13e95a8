import { type Actor, formatRef, type PinObstacle } from '@pinwheel/domain';
import type { NoticeContent, PlanName } from '@pinwheel/pinning';
import type { Bot } from '../bot.js';
import { lossButtons } from '../commands/drift.js';
import { nameIn } from '../commands/names.js';
import type { NoticeShown } from '../text/notice-words.js';
import { say as speakOf } from '../text/words.js';
import type { Answer, Button } from '../ui/buttons.js';
import { type Html, lines, paragraphs, rich } from '../ui/html.js';
import { actorName, showChat, showMessage, type Shows } from '../ui/show.js';
import { showTime } from '../ui/time.js';
import type { ChatNotice } from './tell-notices.js';

/** An admin may be away for some days. */
const buttonLifetime = 7 * 86_400_000;

/** One message for several notices, chat by chat. */
export async function answerOf(bot: Bot, items: readonly ChatNotice[], shows: Shows): Promise<Answer> {
  const chats = new Map(items.map(({ chat }) => [chat.id, chat]));
  const perChat = [...chats.values()].map(async (chat) => {
    const own = items.filter((item) => item.chat.id === chat.id);
    return lines(showChat(chat), ...(await Promise.all(own.map((item) => wordsOf(bot, item, shows)))));
  });
  const text = paragraphs(...(await Promise.all(perChat)), hintOf(items, shows));
  const buttons = items.length === 1 ? buttonsOf(items[0]!.notice.content, shows) : [];
  return { text, buttons, buttonLifetime };
}

/** Whatever a notice may hold that is shown readably. */
type Named = Partial<{ messageId: number; at: number; by: Actor | null; obstacle: PinObstacle; plans: PlanName[] }>;

async function wordsOf({ deps }: Bot, { notice, chat }: ChatNotice, shows: Shows): Promise<Html> {
  const { content } = notice;
  const named: Named = content;
  const message = named.messageId === undefined ? null : await deps.store.findMessage(named.messageId);
  const shown: NoticeShown = {
    message: message ? showMessage(message, shows) : rich``,
    time: showTime(named.at ?? notice.foundAt, chat.timeZone, shows.language),
    who: named.by ? actorName(named.by, shows.say) : shows.say.pins.bySomebody,
    obstacle: named.obstacle ? speakOf(shows.say.refusals, named.obstacle) : rich``,
    plans: (named.plans ?? []).map(({ kind, id }) => formatRef(kind, id)).join(', '),
  };
  const speak = shows.say.notices[content.kind] as (it: NoticeContent, shown: NoticeShown) => Html;
  return speak(content, shown);
}

const buttonsOf = (content: NoticeContent, shows: Shows): Button[][] =>
  'pinId' in content ? [lossButtons(content.pinId, shows.say)] : [];

/** A tap answers a whole message, so of several each is decided on its board. */
function hintOf(items: readonly ChatNotice[], { say: words, language }: Shows): Html | null {
  const lost = items.filter(({ notice }) => 'pinId' in notice.content);
  if (items.length === 1 || lost.length === 0) return null;
  const refs = [...new Set(lost.map(({ chat }) => formatRef('chat', chat.id)))];
  return words.drift.decideThere(refs.map((ref) => `/${nameIn('pins', language)} in ${ref}`).join(', '));
}
