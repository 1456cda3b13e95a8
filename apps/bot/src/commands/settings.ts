import { type ChatSettings, settingFault } from '@pinwheel/domain';
import type { Ask } from '../ask.js';
import type { Bot } from '../bot.js';
import { readOptions } from '../grammar/options.js';
import { readSetting } from '../grammar/settings-words.js';
import type { Language } from '../text/language.js';
import { messagesIn } from '../text/messages.js';
import type { Answer } from '../ui/buttons.js';
import { changePlans } from './change-plans.js';
import { chooseChat } from './choose-chat.js';
import type { Command } from './command.js';
import { nameIn } from './names.js';
import { maySay } from './permit.js';
import { misunderstood } from './read-in-chat.js';
import { showSettings } from './settings-show.js';

/** Everybody may look, and choose a language. */
const mayChange = { role: 'manager' } as const;

export const settings: Command = {
  name: 'settings',
  group: 'setup',
  role: 'viewer',
  async run(bot, ask) {
    const { deps } = bot;
    const understanding = { now: deps.clock.now(), zone: deps.timeZone };
    const said = readSetting(ask.words, understanding);
    if (said.kind === 'misread') return misunderstood(ask, said.misread).answer;
    if (said.kind === 'no_value') return { text: ask.say.settings.howTo[said.setting]() };
    const reading = readOptions(ask.words, said.next, ['chat'], understanding);
    if (reading.kind === 'misread') return misunderstood(ask, reading.misread).answer;
    if (said.kind === 'language') return chooseLanguage(bot, ask, said.language);
    const choice = await chooseChat(bot, ask, reading.options.chat);
    if (choice.kind === 'answer') return choice.answer;
    if (said.kind === 'show') return showSettings(bot, ask, choice.chat, maySay(ask.admin, mayChange));
    if (!maySay(ask.admin, mayChange)) return { text: ask.say.access.notYours() };
    const chatId = choice.chat.id;
    if (said.kind === 'lock') {
      const { slot, locked } = said;
      return changePlans(bot, ask, { kind: 'lock', chatId, slot, locked });
    }
    return changePlans(bot, ask, { kind: 'settings', chatId, settings: spelled(said.settings) });
  },
};

/** A zone is meant in any case, and with spaces, too. */
function spelled(wanted: Partial<ChatSettings>): Partial<ChatSettings> {
  const fault = settingFault(wanted);
  if (fault?.kind !== 'no_such_zone') return wanted;
  const said = fault.zone.replaceAll(' ', '_').toLowerCase();
  const meant = fault.nearest.find((zone) => zone.toLowerCase() === said);
  return meant === undefined ? wanted : { timeZone: meant };
}

/** The admin's own, in every chat; null goes back to the language that Telegram was set to when last heard. */
async function chooseLanguage({ telegram }: Bot, { admin }: Ask, chosen: Language | null): Promise<Answer> {
  const language = chosen ?? admin.language;
  await telegram.admins.update(admin.telegramId, { language, languageChosen: chosen !== null });
  const words = messagesIn(language).settings;
  return { text: chosen === null ? words.languageOfTelegram() : words.languageChosen(nameIn('settings', language)) };
}
