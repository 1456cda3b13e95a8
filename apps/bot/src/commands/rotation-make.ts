import { always } from '@pinwheel/domain';
import { createRotation } from '@pinwheel/pinning';
import type { Ask } from '../ask.js';
import type { Bot } from '../bot.js';
import { readNewRotation } from '../grammar/rotation-words.js';
import { readTarget, type TargetGrammar } from '../grammar/target.js';
import type { Answer } from '../ui/buttons.js';
import { rich } from '../ui/html.js';
import { showChat } from '../ui/show.js';
import { changePlans } from './change-plans.js';
import { chooseChats } from './choose-chats.js';
import { misunderstood, readInChat } from './read-in-chat.js';
import { sayRefusal } from './refuse.js';
import { resolveTarget } from './resolve-target.js';
import { goneRotation } from './rotation-change.js';
import { showRotation } from './rotation-show.js';

/** `create <name> every <when> [slot n] [shuffle] [in chats] [stagger 5m]` */
export async function createNamed(bot: Bot, ask: Ask): Promise<Answer> {
  const understood = await readInChat(
    bot,
    ask,
    (understanding) => readNewRotation(ask.words, 1, understanding),
    async ({ options }) => {
      const choice = await chooseChats(bot, ask, options.chats);
      return choice.kind === 'answer' ? choice : { chat: choice.chats[0]!, chats: choice.chats };
    },
  );
  if (understood.kind === 'answer') return understood.answer;
  const { chats } = understood.meant;
  const { name, rule, words, options } = understood.value;
  const reply = await createRotation(bot.deps, {
    ...{ source: ask.source, actor: ask.actor, name, words, rule, slot: options.slot },
    chatIds: chats.map(({ id }) => id),
    shuffled: options.shuffled ?? false,
    staggerMs: options.staggerMs ?? 0,
    reportTo: { chatId: ask.telegramChatId, messageId: null, language: ask.language },
  });
  if (reply.kind === 'created') return { text: await showRotation(bot, ask, reply.rotations) };
  const chat = chats.find(({ id }) => id === reply.chatId)!;
  const why = sayRefusal(reply.why, chat, ask);
  return { text: chats.length === 1 ? why : rich`${showChat(chat)}: ${why}` };
}

const items: TargetGrammar = { refs: ['message'], texts: true, options: ['weight', 'window', 'leastMs'] };

/** `add rN <target> [weight 3] [from 1/12 until 24/12] [at least 2 days]` */
export async function addToRotation(bot: Bot, ask: Ask, id: number): Promise<Answer> {
  if (ask.hasMedia) return { text: ask.say.talk.noMediaYet() };
  const { store } = bot.deps;
  const rotation = (await store.findRotation(id)).find(({ state }) => state !== 'deleted');
  const chat = rotation && (await store.findChat(rotation.chatId));
  if (!rotation || !chat) return goneRotation(ask, id);
  const reading = readTarget(ask.text, ask.words, 2, items, { now: ask.saidAt, zone: chat.timeZone });
  if (reading.kind === 'misread') return misunderstood(ask, reading.misread).answer;
  const { target: said, options } = reading.value;
  const resolved = await resolveTarget(bot, { ...ask, chosenChatId: chat.id }, said, null);
  if (resolved.kind === 'answer') return resolved.answer;
  const { target } = resolved;
  const { weight, window, leastMs } = options;
  const edit = { kind: 'add' as const, target, weight: weight ?? 1, window: window ?? always, leastMs };
  return changePlans(bot, ask, { kind: 'rotation', id, edit });
}
