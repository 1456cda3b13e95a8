import type { Chat, Hold, Target } from '@pinwheel/domain';
import { formatRef } from '@pinwheel/domain';
import { describeCommand, pinMessage, type PinReply, reportTo, type ShownPin } from '@pinwheel/pinning';
import type { Ask } from '../ask.js';
import type { Bot } from '../bot.js';
import { readTarget, type TargetGrammar } from '../grammar/target.js';
import { tellCommand } from '../reports/tell-command.js';
import type { Answer, Button } from '../ui/buttons.js';
import { type Html, rich, lines, paragraphs } from '../ui/html.js';
import { endLine, labelOf, showChat, showMessage, showText } from '../ui/show.js';
import type { Command } from './command.js';
import { readInChat } from './read-in-chat.js';
import { sayRefusal } from './refuse.js';
import { resolveTarget } from './resolve-target.js';

export const pin: Command = {
  name: 'pin',
  group: 'pin',
  role: 'editor',
  async run(bot, ask) {
    if (ask.hasMedia) return { text: ask.say.talk.noMediaYet() };
    const understood = await readInChat(
      bot,
      ask,
      (understanding) => readTarget(ask.text, ask.words, 0, grammar, understanding),
      ({ target, options }) => resolveTarget(bot, ask, target, options.chat),
    );
    if (understood.kind === 'answer') return understood.answer;
    const { value, meant } = understood;
    const { hold, slot, lock = false } = value.options;
    return startPin(bot, ask, { chat: meant.chat, target: meant.target, hold, slot, lock, replace: [] });
  },
};

const grammar: TargetGrammar = { refs: ['message'], texts: true, options: ['hold', 'slot', 'lock', 'chat'] };

export interface PinWish {
  chat: Chat;
  target: Target;
  hold: Hold | null;
  slot: number | null;
  lock?: boolean;
  replace: number[];
}

/** Asks for the pin; the answer is edited to the result once there is one. */
export async function startPin(bot: Bot, ask: Ask, { chat, ...wish }: PinWish): Promise<Answer> {
  const { source, actor } = ask;
  const reply = await pinMessage(bot.deps, { ...wish, source, actor, chatId: chat.id, reportTo: null });
  if (reply.kind === 'refused') return refused(bot, ask, { chat, ...wish }, reply.why);
  return underWay(bot, ask, { chat, ...wish }, reply);
}

async function underWay(
  bot: Bot,
  ask: Ask,
  { chat, target, slot, lock }: PinWish,
  { command: { command }, messageId, until, known }: Extract<PinReply, { kind: 'accepted' }>,
): Promise<Answer> {
  const ended = known ? await describeCommand(bot.deps, command.id) : null;
  if (ended && ended.state !== 'under_way') return tellCommand(bot, ended, ask);
  const message = await bot.deps.store.findMessage(messageId);
  const shown = message ? showMessage(message, ask) : formatRef('message', messageId);
  const what = target.kind === 'text' ? rich`${formatRef('message', messageId)} ${showText(target.text)}` : shown;
  const text = lines(
    ask.say.pins.pinning(rich`${what}`, showChat(chat)),
    endLine(until, chat.timeZone, ask),
    lock && slot !== null ? ask.say.pins.lockedNow(slot) : null,
    await connectionNote(bot, ask, chat),
  );
  return { text, shows: messageId, whenShown: (id) => reportWhere(bot, ask, command.id, id) };
}

/** Says that it will take a while, when it will. */
export async function connectionNote({ deps }: Bot, { say }: Ask, chat: Chat): Promise<Html | null> {
  const instance = await deps.instances.find(chat.instanceId);
  return instance?.connectedSince == null ? say.pins.waitsForWhatsApp() : null;
}

/** The message that says what is under way is edited to say how it ended; if nobody knows which it is, a new one is sent. */
export function reportWhere(bot: Bot, ask: Ask, commandId: string, messageId: number | null): Promise<void> {
  return reportTo(bot.deps, commandId, { chatId: ask.telegramChatId, messageId, language: ask.language });
}

async function refused(
  bot: Bot,
  ask: Ask,
  wish: PinWish,
  why: Extract<PinReply, { kind: 'refused' }>['why'],
): Promise<Answer> {
  const { say } = ask;
  const { chat } = wish;
  if (why.kind === 'board_full' && why.pins.length > 0)
    return whichGoes(
      bot,
      ask,
      wish,
      why.pins,
      say.pins.whichGoes(showChat(chat), why.slots, why.pins.length < why.slots),
    );
  if (why.kind === 'slot_taken' && why.pin)
    return whichGoes(bot, ask, wish, [why.pin], say.pins.slotTaken(why.slot, pinName(why.pin, ask)));
  const isLockedNow = wish.lock && why.kind === 'already_pinned' && why.pin.slot === wish.slot;
  return { text: lines(sayRefusal(why, chat, ask), isLockedNow ? say.pins.lockedNow(why.pin.slot) : null) };
}

async function whichGoes(
  bot: Bot,
  ask: Ask,
  wish: PinWish,
  pins: readonly ShownPin[],
  question: Html,
): Promise<Answer> {
  const { chat, ...rest } = wish;
  const { target } = wish;
  const message = target.kind === 'message' ? await bot.deps.store.findMessage(target.messageId) : null;
  const wanted = target.kind === 'text' ? showText(target.text) : message && showMessage(message, ask);
  const buttons = pins.map(({ id, message: shown }): Button => ({
    label: ask.say.pins.replace(formatRef('pin', id), labelOf(shown, ask.say)),
    action: { kind: 'pin', ...rest, chatId: chat.id, replace: [...wish.replace, id] },
  }));
  const leave: Button = { label: ask.say.pins.leave, action: { kind: 'leave' } };
  return {
    text: paragraphs(
      question,
      lines(...pins.map((each) => pinName(each, ask))),
      wanted && ask.say.pins.askedAt(wanted),
    ),
    buttons: [...buttons.map((button) => [button]), [leave]],
    question: true,
  };
}

const pinName = ({ id, message }: ShownPin, ask: Ask): Html =>
  rich`<b>${formatRef('pin', id)}</b> ${showMessage(message, ask)}`;
