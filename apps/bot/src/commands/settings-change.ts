import type { ChatSettings, SettingFault } from '@pinwheel/domain';
import { changeSettings, type LockSlot, lockSlot } from '@pinwheel/pinning';
import type { Ask } from '../ask.js';
import type { Bot } from '../bot.js';
import { say } from '../text/words.js';
import type { Answer, Button } from '../ui/buttons.js';
import { paragraphs } from '../ui/html.js';
import { sayRefusal } from './refuse.js';
import { showSettings } from './settings-show.js';

/** Changes how a chat is set, and shows how it is set then. */
export async function alterSettings(
  bot: Bot,
  ask: Ask,
  chatId: number,
  settings: Partial<ChatSettings>,
): Promise<Answer> {
  const reply = await changeSettings(bot.deps, { chatId, settings });
  if (reply.kind === 'changed') {
    const card = showSettings(bot, ask, reply.chat, true);
    const kept = settings.timeZone === undefined ? null : ask.say.settings.plansKeepTheirZone();
    return { ...card, text: paragraphs(ask.say.settings.changed(), kept, card.text) };
  }
  const { why } = reply;
  return why.kind === 'chat_gone' ? { text: ask.say.refusals.chat_gone(why) } : explain(ask, chatId, why);
}

function explain(ask: Ask, chatId: number, fault: SettingFault): Answer {
  const text = say(ask.say.settings.faults, fault);
  if (fault.kind !== 'no_such_zone') return { text };
  const buttons = fault.nearest.map((zone): Button[] => [
    { label: zone, action: { kind: 'say_again', line: `/settings tz ${zone}`, replyTo: null, chatId } },
  ]);
  const leave: Button = { label: ask.say.pins.leave, action: { kind: 'leave' } };
  return { text, buttons: [...buttons, [leave]], question: true };
}

export async function alterLock(bot: Bot, ask: Ask, { chatId, slot, locked }: LockSlot): Promise<Answer> {
  const reply = await lockSlot(bot.deps, { chatId, slot, locked });
  if (reply.kind === 'refused') return { text: sayRefusal(reply.why, bot.deps, ask) };
  const card = showSettings(bot, ask, reply.chat, true);
  return {
    ...card,
    text: paragraphs(ask.say.settings.changed(), locked ? ask.say.pins.lockedNow(slot) : null, card.text),
  };
}
