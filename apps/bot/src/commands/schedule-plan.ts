import {
  type Chat,
  readWhen,
  type Rule,
  type ScheduledAction,
  type Target,
  type Understanding,
} from '@pinwheel/domain';
import { createSchedule, type UnpinWhat } from '@pinwheel/pinning';
import type { Ask } from '../ask.js';
import type { Bot } from '../bot.js';
import type { Misread } from '../grammar/misread.js';
import { subWordOf } from '../grammar/sub-words.js';
import { readTarget, type SaidPin, type TargetGrammar } from '../grammar/target.js';
import type { Answer } from '../ui/buttons.js';
import { pinOptions } from './pin.js';
import { misunderstood, readInChat } from './read-in-chat.js';
import { sayRefusal } from './refuse.js';
import { resolveTarget } from './resolve-target.js';
import { showSchedule } from './schedule-show.js';
import { everything, meaning } from './unpin.js';

interface Said {
  rule: Rule;
  words: string;
  what: 'pin' | 'unpin' | 'unpin_all';
  rest: SaidPin;
}

type Thing = { kind: 'pin'; target: Target } | { kind: 'unpin'; messageId: number } | { kind: 'unpin_all' };

const pinned: TargetGrammar = { refs: ['message'], texts: true, options: pinOptions };
const unpinned: TargetGrammar = { refs: ['pin', 'message'], texts: false, options: ['chat'] };

/** `<when> [target] [options]`, `<when> unpin pN`. */
export async function planSchedule(bot: Bot, ask: Ask): Promise<Answer> {
  if (ask.hasMedia) return { text: ask.say.talk.noMediaYet() };
  const understood = await readInChat(
    bot,
    ask,
    (understanding) => readPlan(ask, understanding),
    (said) => resolveThing(bot, ask, said),
  );
  if (understood.kind === 'answer') return understood.answer;
  const { value, meant } = understood;
  return save(bot, ask, meant.chat, value, actionOf(meant.thing, value, meant.chat));
}

function readPlan(
  { words, text }: Ask,
  understanding: Understanding,
): { kind: 'read'; value: Said } | { kind: 'misread'; misread: Misread } {
  const when = readWhen(words, 0, understanding);
  if (when.kind !== 'understood') return { kind: 'misread', misread: when };
  const verb = words[when.next];
  const unpins = subWordOf(verb) === 'unpin';
  const all = unpins && subWordOf(words[when.next + 1]) === 'all';
  const start = when.next + (unpins ? 1 : 0) + (all ? 1 : 0);
  const rest = readTarget(text, words, start, unpins ? unpinned : pinned, understanding);
  if (rest.kind === 'misread') return rest;
  const what = all ? 'unpin_all' : unpins ? 'unpin' : 'pin';
  return { kind: 'read', value: { rule: when.rule, words: when.words, what, rest: rest.value } };
}

type Meant = { chat: Chat; thing: Thing; answer?: never } | { kind: 'answer'; answer: Answer };

async function resolveThing(bot: Bot, ask: Ask, { what, rest }: Said): Promise<Meant> {
  const { target, options } = rest;
  if (what === 'pin') {
    const resolved = await resolveTarget(bot, ask, target, options.chat);
    return resolved.kind === 'answer'
      ? resolved
      : { chat: resolved.chat, thing: { kind: 'pin', target: resolved.target } };
  }
  if (what === 'unpin_all') {
    const choice = await everything(bot, ask, options.chat);
    return choice.kind === 'answer' ? choice : { chat: choice.chat, thing: { kind: 'unpin_all' } };
  }
  const meant = await meaning(bot, ask, target, options.chat);
  if (meant.kind === 'answer') return meant;
  const messageId = meant.what && (await messageOf(bot, meant.what));
  if (messageId === null) return misunderstood(ask, { kind: 'missing', what: 'pin' });
  return { chat: meant.chat, thing: { kind: 'unpin', messageId } };
}

async function messageOf({ deps }: Bot, what: UnpinWhat): Promise<number | null> {
  if (what.kind === 'message') return what.id;
  return what.kind === 'pin' ? ((await deps.store.findPin(what.id))?.messageId ?? null) : null;
}

/** The hold is the one read in the zone of the chat. */
function actionOf(thing: Thing, { rest }: Said, chat: Chat): ScheduledAction {
  if (thing.kind !== 'pin') return thing;
  const { hold, slot } = rest.options;
  return { ...thing, hold: hold ?? chat.hold, slot };
}

async function save(bot: Bot, ask: Ask, chat: Chat, { rule, words }: Said, action: ScheduledAction): Promise<Answer> {
  const { source, actor } = ask;
  const reportTo = { chatId: ask.telegramChatId, messageId: null, language: ask.language };
  const reply = await createSchedule(bot.deps, { source, actor, chatId: chat.id, words, rule, action, reportTo });
  if (reply.kind === 'refused') return { text: sayRefusal(reply.why, chat, ask) };
  return { text: await showSchedule(bot, ask, reply.schedule, reply.chat) };
}
