import type { Chat, ScheduledAction, Target } from '@pinwheel/domain';
import type { UnpinWhat } from '@pinwheel/pinning';
import type { Ask } from '../ask.js';
import type { Bot } from '../bot.js';
import { readSchedule, type SaidSchedule } from '../grammar/schedule-words.js';
import type { SaidTarget } from '../grammar/target.js';
import type { Answer } from '../ui/buttons.js';
import { misunderstood, readInChat } from './read-in-chat.js';
import { resolveTarget } from './resolve-target.js';
import { showSchedule } from './schedule-show.js';
import { planWish } from './schedule-wish.js';
import { everything, meaning } from './unpin.js';

type Thing =
  | { kind: 'pin'; target: Target }
  | { kind: 'unpin'; messageId: number }
  | { kind: 'unpin_all' }
  | { kind: 'swap'; out: number; target: Target };

/** `<when> [target] [options]`, `<when> unpin pN`, `<when> swap pN <target>`, each with clauses. */
export async function planSchedule(bot: Bot, ask: Ask): Promise<Answer> {
  if (ask.hasMedia) return { text: ask.say.talk.noMediaYet() };
  // Before the words are read: what was planned in time may lie in the past when the same update comes again.
  const planned = await bot.deps.store.findScheduleBySource(ask.source);
  if (planned) return { text: await showSchedule(bot, ask, planned, (await bot.deps.store.findChat(planned.chatId))!) };
  const understood = await readInChat(
    bot,
    ask,
    (understanding) => readSchedule(ask.text, ask.words, understanding),
    (said) => resolveThing(bot, ask, said),
  );
  if (understood.kind === 'answer') return understood.answer;
  const { value, meant } = understood;
  const { chat, thing } = meant;
  const { rule, words, clauses } = value;
  return planWish(bot, ask, { chatId: chat.id, rule, words, ...clauses, action: actionOf(thing, value, chat) });
}

type Meant = { chat: Chat; thing: Thing; answer?: never } | { kind: 'answer'; answer: Answer };

async function resolveThing(bot: Bot, ask: Ask, { what, out, rest }: SaidSchedule): Promise<Meant> {
  const { target, options } = rest;
  switch (what) {
    case 'pin': {
      const resolved = await resolveTarget(bot, ask, target, options.chat);
      if (resolved.kind === 'answer') return resolved;
      return { chat: resolved.chat, thing: { kind: 'pin', target: resolved.target } };
    }
    case 'unpin_all': {
      const choice = await everything(bot, ask, options.chat);
      return choice.kind === 'answer' ? choice : { chat: choice.chat, thing: { kind: 'unpin_all' } };
    }
    case 'unpin': {
      const going = await whatGoes(bot, ask, target, options.chat);
      if (going.answer) return going;
      return { chat: going.chat, thing: { kind: 'unpin', messageId: going.messageId } };
    }
    case 'swap': {
      const going = await whatGoes(bot, ask, out!, options.chat);
      if (going.answer) return going;
      const resolved = await resolveTarget(bot, { ...ask, chosenChatId: going.chat.id }, target, null);
      if (resolved.kind === 'answer') return resolved;
      return { chat: going.chat, thing: { kind: 'swap', out: going.messageId, target: resolved.target } };
    }
  }
}

type Going = { chat: Chat; messageId: number; answer?: never } | { kind: 'answer'; answer: Answer };

async function whatGoes(bot: Bot, ask: Ask, said: SaidTarget, chatSaid: string | null): Promise<Going> {
  const meant = await meaning(bot, ask, said, chatSaid);
  if (meant.kind === 'answer') return meant;
  const messageId = meant.what && (await messageOf(bot, meant.what));
  return messageId === null ? misunderstood(ask, { kind: 'missing', what: 'pin' }) : { chat: meant.chat, messageId };
}

async function messageOf({ deps }: Bot, what: UnpinWhat): Promise<number | null> {
  if (what.kind === 'message') return what.id;
  return what.kind === 'pin' ? ((await deps.store.findPin(what.id))?.messageId ?? null) : null;
}

/** The hold is the one read in the zone of the chat. */
function actionOf(thing: Thing, { rest }: SaidSchedule, chat: Chat): ScheduledAction {
  if (thing.kind === 'unpin' || thing.kind === 'unpin_all') return thing;
  const { hold, slot } = rest.options;
  return thing.kind === 'pin' ? { ...thing, hold: hold ?? chat.hold, slot } : { ...thing, hold: hold ?? chat.hold };
}
