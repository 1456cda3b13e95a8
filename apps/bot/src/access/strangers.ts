import type { User } from 'grammy/types';
import type { Bot } from '../bot.js';
import { languageOf } from '../text/language.js';
import { messagesIn } from '../text/messages.js';
import { type Html, rich } from '../ui/html.js';
import type { StartCode } from './start-code.js';

const hour = 3_600_000;
const day = 24 * hour;
const triesAnHour = 5;

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
  if (code === null) return (await strangers.tell(user.id, now - day, now)) ? rich`${access.private}` : null;
  if ((await strangers.countTry(user.id, now - hour, now)) > triesAnHour) return null;
  switch (await startCode.redeem(user, code)) {
    case 'redeemed':
      bot.deps.logger.info({ telegramId: user.id }, 'the start code was redeemed: the bot has an owner');
      return rich`${access.welcome(user.first_name)} ${access.linkFirst()} ${access.helpHint()}`;
    case 'used':
      return access.codeUsed();
    case 'expired':
      return access.codeExpired();
    case 'unknown':
      await strangers.tell(user.id, now, now);
      return rich`${access.private}`;
  }
}
