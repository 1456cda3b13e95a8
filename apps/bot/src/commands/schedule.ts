import { type Chat, parseRef, readWhen, type Rule, type ScheduledAction, type Understanding } from '@pinwheel/domain';
import { createSchedule } from '@pinwheel/pinning';
import type { Ask } from '../ask.js';
import type { Bot } from '../bot.js';
import { readOptions } from '../grammar/options.js';
import { readTarget, type TargetGrammar, type TargetReading } from '../grammar/target.js';
import type { Answer } from '../ui/buttons.js';
import type { ChatChoice } from './choose-chat.js';
import type { Command } from './command.js';
import { folded } from './names.js';
import { pinOptions } from './pin.js';
import { misunderstood, readInChat } from './read-in-chat.js';
import { sayRefusal } from './refuse.js';
import { resolveTarget } from './resolve-target.js';
import { alterSchedule, isChange } from './schedule-change.js';
import { listSchedules, showSchedule } from './schedule-show.js';
import { meaning, saysAll } from './unpin.js';

export const schedule: Command = {
  name: 'schedule',
  group: 'plan',
  role: 'editor',
  async run(bot, ask) {
    const [first, second] = ask.words;
    if (!first && ask.replyTo === null) return listSchedules(bot, ask, null);
    if (!first) return misunderstood(ask, { kind: 'no_when' }).answer;
    if (!first.quoted && isList(first.text)) return list(bot, ask);
    const ref = first.quoted ? null : parseRef(first.text);
    if (!ref) return plan(bot, ask);
    if (ref.kind !== 'schedule')
      return misunderstood(ask, { kind: 'wrong_ref', word: first.text, wanted: 'schedule' }).answer;
    if (ask.words.length > 2) return misunderstood(ask, { kind: 'stray_word', word: ask.words[2]!.text }).answer;
    const change = second && folded(second.text);
    if (change !== undefined && !isChange(change))
      return misunderstood(ask, { kind: 'stray_word', word: second!.text }).answer;
    return alterSchedule(bot, ask, ref.id, change ?? null);
  },
};

const isList = (word: string): boolean => ['list', 'lista', 'listar'].includes(folded(word));

async function list(bot: Bot, ask: Ask): Promise<Answer> {
  const { deps } = bot;
  const reading = readOptions(ask.words, 1, ['chat'], { now: deps.clock.now(), zone: deps.timeZone });
  if (reading.kind === 'misread') return misunderstood(ask, reading.misread).answer;
  return listSchedules(bot, ask, reading.options.chat);
}

interface Said {
  rule: Rule;
  words: string;
  what: 'pin' | 'unpin' | 'unpin_all';
  rest: Extract<TargetReading, { kind: 'read' }>;
}

const pinned: TargetGrammar = { refs: ['message'], texts: true, options: pinOptions };
const unpinned: TargetGrammar = { refs: ['pin', 'message'], texts: false, options: ['chat'] };
const unpinWords = new Set(['unpin', 'desafixar']);

/** `<when> [target] [options]`, `<when> unpin pN`. */
async function plan(bot: Bot, ask: Ask): Promise<Answer> {
  if (ask.hasMedia) return { text: ask.say.talk.noMediaYet() };
  let action: ScheduledAction | null = null;
  const understood = await readInChat(
    bot,
    ask,
    (understanding) => readPlan(ask, understanding),
    async (said) => {
      const meant = await actionOf(bot, ask, said);
      if (meant.kind === 'chat') action = meant.action(meant.chat);
      return meant;
    },
  );
  if (understood.kind === 'answer') return understood.answer;
  return save(bot, ask, understood.chat, understood.value, action!);
}

function readPlan(ask: Ask, understanding: Understanding) {
  const { words, text } = ask;
  const when = readWhen(words, 0, understanding);
  if (when.kind !== 'understood') return { kind: 'misread' as const, misread: when };
  const verb = words[when.next];
  const unpins = verb !== undefined && !verb.quoted && unpinWords.has(folded(verb.text));
  const all = unpins && saysAll(words[when.next + 1]?.text);
  const start = when.next + (unpins ? 1 : 0) + (all ? 1 : 0);
  const rest = readTarget(text, words, start, unpins ? unpinned : pinned, understanding);
  if (rest.kind === 'misread') return rest;
  const what: Said['what'] = all ? 'unpin_all' : unpins ? 'unpin' : 'pin';
  return { kind: 'read' as const, value: { rule: when.rule, words: when.words, what, rest } };
}

type Meant =
  | Exclude<ChatChoice, { kind: 'chat' }>
  | { kind: 'chat'; chat: Chat; action: (chat: Chat) => ScheduledAction };

async function actionOf(bot: Bot, ask: Ask, { what, rest }: Said): Promise<Meant> {
  const { target, options } = rest;
  if (what === 'pin') {
    const resolved = await resolveTarget(bot, ask, target, options.chat);
    if (resolved.kind === 'answer') return resolved;
    const { hold, slot } = options;
    return {
      ...resolved,
      kind: 'chat',
      action: (chat) => ({ kind: 'pin', target: resolved.target, hold: hold ?? chat.hold, slot }),
    };
  }
  const meant = await meaning({ ...bot }, what === 'unpin_all' ? { ...ask, replyTo: null } : ask, target, options.chat);
  if (meant.kind === 'answer') return meant;
  if (what === 'unpin_all') return { ...meant, action: () => ({ kind: 'unpin_all' }) };
  if (meant.what === null) return misunderstood(ask, { kind: 'wrong_ref', word: 'unpin', wanted: 'pin' });
  const messageId =
    meant.what.kind === 'pin'
      ? (await bot.deps.store.findPin(meant.what.id))!.messageId
      : meant.what.kind === 'message'
        ? meant.what.id
        : 0;
  return { ...meant, action: () => ({ kind: 'unpin', messageId }) };
}

async function save(bot: Bot, ask: Ask, chat: Chat, { rule, words }: Said, action: ScheduledAction): Promise<Answer> {
  const { source, actor } = ask;
  const reportTo = { chatId: ask.telegramChatId, messageId: null, language: ask.language };
  const reply = await createSchedule(bot.deps, { source, actor, chatId: chat.id, words, rule, action, reportTo });
  if (reply.kind === 'refused') return { text: sayRefusal(reply.why, chat, ask) };
  return { text: await showSchedule(bot, ask, reply.schedule, reply.chat) };
}
