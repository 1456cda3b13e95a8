import type { User } from 'grammy/types';
import type { Bot } from '../bot.js';
import { languageOf } from '../text/language.js';
import { linkFirst } from '../linked.js';
import { messagesIn } from '../text/messages.js';
import { type Html, lines, rich } from '../ui/html.js';
import type { StartCode } from './start-code.js';

const hour = 3_600_000;
const day = 24 * hour;
const triesAnHour = 5;
/** Beyond these, of whom each leaves a row, nobody new is answered on that day. */
const newcomersADay = 1_000;

/** What somebody who is no admin is answered in private: next to nothing. null is silence. */
export async function answerStranger(
  bot: Bot,
  startCode: StartCode,
  user: User,
  code: string | null,
): Promise<Html | null> {
  const { access } = messagesIn(languageOf(user.language_code));
  const { strangers } = bot.telegram;
  const now = bot.deps.clock.now();
  if (await isCrowd(bot, user.id, now)) return code === null ? null : redeemOnly(bot, startCode, user, code);
  if (code === null) return (await strangers.tell(user.id, now - day, now)) ? rich`${access.private}` : null;
  if ((await strangers.countTry(user.id, now - hour, now)) > triesAnHour) return null;
  switch (await startCode.redeem(user, code)) {
    case 'redeemed':
      return welcome(bot, user);
    case 'used':
      return access.codeUsed();
    case 'expired':
      return access.codeExpired();
    case 'renewed':
      return access.codeRenewed();
    case 'unknown':
      await strangers.tell(user.id, now, now);
      return rich`${access.private}`;
  }
}

/** Whether so many strangers came within a day that one more is not even noted. */
async function isCrowd({ telegram }: Bot, telegramId: number, now: number): Promise<boolean> {
  return (await telegram.strangers.countOthers(telegramId, now - day)) >= newcomersADay;
}

/** A crowd must not lock the owner out: the right code works, and no other gets an answer. It cannot be guessed. */
async function redeemOnly(bot: Bot, startCode: StartCode, user: User, code: string): Promise<Html | null> {
  return (await startCode.redeem(user, code)) === 'redeemed' ? welcome(bot, user) : null;
}

async function welcome(bot: Bot, user: User): Promise<Html> {
  bot.deps.logger.info({ telegramId: user.id }, 'the start code was redeemed: the bot has an owner');
  const say = messagesIn(languageOf(user.language_code));
  return lines(say.access.welcome(user.first_name), await linkFirst(bot, say), say.access.helpHint());
}
