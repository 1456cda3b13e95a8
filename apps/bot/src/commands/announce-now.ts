import { announce, reportAnnouncementTo, retryAnnouncement } from '@pinwheel/pinning';
import type { Ask } from '../ask.js';
import type { Bot } from '../bot.js';
import { announcementCard } from '../reports/announcement-card.js';
import { say } from '../text/words.js';
import type { Action, Answer } from '../ui/buttons.js';

/** Makes the announcement that was confirmed; the message that asked shows from then on how it goes. */
export async function announceNow(
  bot: Bot,
  ask: Ask,
  { text, chatIds, hold }: Extract<Action, { kind: 'announce' }>,
): Promise<Answer> {
  const { source, actor } = ask;
  const reply = await announce(needsOf(bot), { source, actor, reportTo: null, text, chatIds, hold });
  if (reply.kind === 'refused') return { text: say(ask.say.announcements.refusals, reply.why) };
  return cardHere(bot, ask, reply.announcementId);
}

export async function retryNow(bot: Bot, ask: Ask, id: number): Promise<Answer> {
  await retryAnnouncement(needsOf(bot), { announcementId: id, source: ask.source, report: 'drawn_anew' });
  return cardHere(bot, ask, id);
}

/** Once it is on the screen this message is edited with each result. */
async function cardHere(bot: Bot, ask: Ask, id: number): Promise<Answer> {
  const { telegramChatId: chatId, language } = ask;
  return {
    ...(await announcementCard(bot, id, ask)),
    whenShown: (messageId) => reportAnnouncementTo(needsOf(bot), id, { chatId, messageId, language }),
  };
}

const needsOf = ({ deps, announcements }: Bot) => ({ ...deps, announcements });
