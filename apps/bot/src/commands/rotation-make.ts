import { createRotation } from '@pinwheel/pinning';
import type { Ask } from '../ask.js';
import type { Bot } from '../bot.js';
import { readNewRotation } from '../grammar/rotation-words.js';
import { readTarget, type TargetGrammar } from '../grammar/target.js';
import type { Answer } from '../ui/buttons.js';
import { chooseChat } from './choose-chat.js';
import { misunderstood, readInChat } from './read-in-chat.js';
import { sayRefusal } from './refuse.js';
import { resolveTarget } from './resolve-target.js';
import { alterRotation, goneRotation } from './rotation-change.js';
import { showRotation } from './rotation-show.js';

/** `create <name> every <when> [slot n] [in chat]` */
export async function createNamed(bot: Bot, ask: Ask): Promise<Answer> {
  const understood = await readInChat(
    bot,
    ask,
    (understanding) => readNewRotation(ask.words, 1, understanding),
    ({ options }) => chooseChat(bot, ask, options.chat),
  );
  if (understood.kind === 'answer') return understood.answer;
  const { meant, value } = understood;
  const { chat } = meant;
  const { name, rule, words, options } = value;
  const again = await ask.begin();
  const reportTo = { chatId: ask.telegramChatId, messageId: null, language: ask.language };
  const reply = await createRotation(bot.deps, {
    actor: ask.actor,
    chatId: chat.id,
    name,
    words,
    rule,
    slot: options.slot,
    reportTo,
  });
  if (reply.kind === 'created') return { text: await showRotation(bot, ask, reply.rotation, chat, []) };
  // The name that is taken may be taken by the run before this one.
  const own = again && reply.why.kind === 'name_taken' ? await rotationNamed(bot, chat.id, name) : undefined;
  return { text: own ? await showRotation(bot, ask, own, chat, []) : sayRefusal(reply.why, chat, ask) };
}

async function rotationNamed({ deps }: Bot, chatId: number, name: string) {
  const found = await deps.store.rotations(chatId);
  return found.find((rotation) => rotation.name.toLowerCase() === name.toLowerCase() && rotation.state !== 'deleted');
}

const items: TargetGrammar = { refs: ['message'], texts: true, options: [] };

/** `add rN <target>` */
export async function addToRotation(bot: Bot, ask: Ask, id: number): Promise<Answer> {
  if (ask.hasMedia) return { text: ask.say.talk.noMediaYet() };
  const { store, clock } = bot.deps;
  const rotation = await store.findRotation(id);
  const chat = rotation && (await store.findChat(rotation.chatId));
  if (!rotation || !chat || rotation.state === 'deleted') return goneRotation(ask, id);
  const reading = readTarget(ask.text, ask.words, 2, items, { now: clock.now(), zone: chat.timeZone });
  if (reading.kind === 'misread') return misunderstood(ask, reading.misread).answer;
  const resolved = await resolveTarget(bot, { ...ask, chosenChatId: chat.id }, reading.value.target, null);
  if (resolved.kind === 'answer') return resolved.answer;
  return alterRotation(bot, ask, id, { kind: 'add', target: resolved.target });
}
