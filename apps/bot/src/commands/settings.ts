import type { Chat, ChatSettings } from '@pinwheel/domain';
import { changeSettings, lockSlot } from '@pinwheel/pinning';
import type { Ask } from '../ask.js';
import type { Bot } from '../bot.js';
import { readOptions } from '../grammar/options.js';
import { readSetting } from '../grammar/settings-words.js';
import type { Language } from '../text/language.js';
import { messagesIn } from '../text/messages.js';
import { say } from '../text/words.js';
import type { Answer, Button } from '../ui/buttons.js';
import { paragraphs } from '../ui/html.js';
import { chooseChat } from './choose-chat.js';
import type { Command } from './command.js';
import { nameIn } from './names.js';
import { maySay } from './permit.js';
import { misunderstood } from './read-in-chat.js';
import { sayRefusal } from './refuse.js';
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
    if (said.kind === 'lock') return lock(bot, ask, choice.chat, said);
    return change(bot, ask, choice.chat, said.settings);
  },
};

async function change(bot: Bot, ask: Ask, chat: Chat, wanted: Partial<ChatSettings>): Promise<Answer> {
  const reply = await changeSettings(bot.deps, { chatId: chat.id, settings: wanted });
  if (reply.kind === 'changed') {
    const card = showSettings(bot, ask, reply.chat, true);
    const kept = wanted.timeZone === undefined ? null : ask.say.settings.plansKeepTheirZone();
    return { ...card, text: paragraphs(ask.say.settings.changed(), kept, card.text) };
  }
  const { why } = reply;
  if (why.kind === 'chat_gone') return { text: ask.say.refusals.chat_gone(why) };
  const text = say(ask.say.settings.faults, why);
  if (why.kind !== 'no_such_zone') return { text };
  const meant = why.nearest.find((zone) => zone.toLowerCase() === why.zone.replaceAll(' ', '_').toLowerCase());
  if (meant !== undefined) return change(bot, ask, chat, { timeZone: meant });
  const buttons = why.nearest.map((zone): Button[] => [
    { label: zone, action: { kind: 'say_again', line: `/settings tz ${zone}`, replyTo: null, chatId: chat.id } },
  ]);
  const leave: Button = { label: ask.say.pins.leave, action: { kind: 'leave' } };
  return { text, buttons: [...buttons, [leave]], question: true };
}

async function lock(
  bot: Bot,
  ask: Ask,
  chat: Chat,
  { slot, locked }: { slot: number; locked: boolean },
): Promise<Answer> {
  const reply = await lockSlot(bot.deps, { chatId: chat.id, slot, locked });
  if (reply.kind === 'refused') return { text: sayRefusal(reply.why, chat, ask) };
  const card = showSettings(bot, ask, reply.chat, true);
  return {
    ...card,
    text: paragraphs(ask.say.settings.changed(), locked ? ask.say.pins.lockedNow(slot) : null, card.text),
  };
}

/** The admin's own, in every chat; null goes back to the language that Telegram was set to when last heard. */
async function chooseLanguage({ telegram }: Bot, { admin }: Ask, chosen: Language | null): Promise<Answer> {
  const language = chosen ?? admin.language;
  await telegram.admins.update(admin.telegramId, { language, languageChosen: chosen !== null });
  const words = messagesIn(language).settings;
  return { text: chosen === null ? words.languageOfTelegram() : words.languageChosen(nameIn('settings', language)) };
}
