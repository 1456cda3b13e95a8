import { type Chat, chatObstacle, parseRef } from '@pinwheel/domain';
import type { Ask } from '../ask.js';
import type { Bot } from '../bot.js';
import type { Answer } from '../ui/buttons.js';
import { chatsNamed, chooseChat } from './choose-chat.js';
import { misunderstood } from './read-in-chat.js';

export type ChatsChoice = { kind: 'chats'; chats: readonly Chat[] } | { kind: 'answer'; answer: Answer };

/** The chats that a command means: those said, all in which we may pin, or the one that it means without a word. */
export async function chooseChats(bot: Bot, ask: Ask, said: readonly string[] | 'all' | null): Promise<ChatsChoice> {
  if (said === null || (said !== 'all' && said.length === 1)) {
    const choice = await chooseChat(bot, ask, said?.[0] ?? null);
    return choice.kind === 'chat' ? { kind: 'chats', chats: [choice.chat] } : choice;
  }
  const known = await bot.deps.store.chats(bot.deps.clock.now());
  if (said === 'all') {
    const chats = known.filter((chat) => chatObstacle(chat) === null);
    return chats.length > 0 ? { kind: 'chats', chats } : { kind: 'answer', answer: { text: ask.say.chats.noneYet() } };
  }
  const chosen = new Map<number, Chat>();
  for (const words of said) {
    const ref = parseRef(words);
    const [chat, ...others] = ref ? known.filter(({ id }) => id === ref.id) : chatsNamed(known, words);
    if (!chat) return misunderstood(ask, ref ? { kind: 'ref_gone', word: words } : { kind: 'no_such_chat', words });
    if (others.length > 0) return misunderstood(ask, { kind: 'several_chats', words });
    chosen.set(chat.id, chat);
  }
  return { kind: 'chats', chats: [...chosen.values()] };
}
