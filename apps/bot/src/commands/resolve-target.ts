import { formatRef, type Chat, type Message, type Target } from '@pinwheel/domain';
import type { Ask } from '../ask.js';
import type { Bot } from '../bot.js';
import type { Misread } from '../grammar/misread.js';
import type { SaidTarget } from '../grammar/target.js';
import { showChat } from '../ui/show.js';
import { type ChatChoice, chooseChat } from './choose-chat.js';
import { misunderstood } from './read-in-chat.js';
import type { Answer } from '../ui/buttons.js';

export type Resolved = { kind: 'target'; chat: Chat; target: Target } | { kind: 'answer'; answer: Answer };

/** What is to be pinned, and where. A message replied to goes before whatever else could be meant. */
export async function resolveTarget(bot: Bot, ask: Ask, said: SaidTarget, chatSaid: string | null): Promise<Resolved> {
  const refuse = (misread: Misread) => misunderstood(ask, misread);
  const replied = await repliedMessage(bot, ask);
  if (replied !== null) {
    if (said.kind === 'ref' ? said.id !== replied : said.kind !== 'none')
      return refuse({ kind: 'stray_word', word: wordOf(said) });
    return messageTarget(bot, ask, replied, chatSaid);
  }
  switch (said.kind) {
    case 'none':
      return refuse(ask.replyTo === null ? { kind: 'no_target' } : { kind: 'not_relayed' });
    case 'ref':
      return messageTarget(bot, ask, said.id, chatSaid);
    case 'text':
    case 'last': {
      const choice = await chooseChat(bot, ask, chatSaid);
      if (choice.kind === 'answer') return choice;
      if (said.kind === 'text') return { kind: 'target', chat: choice.chat, target: { kind: 'text', text: said.text } };
      const last = await bot.deps.store.lastMessage(choice.chat.id);
      return last ? toMessage(choice.chat, last) : refuse({ kind: 'no_last' });
    }
  }
}

/** The WhatsApp message that is shown by the Telegram message replied to; null if it shows none, or several. */
export async function repliedMessage({ telegram }: Bot, { telegramChatId, replyTo }: Ask): Promise<number | null> {
  return replyTo === null ? null : telegram.relays.find(telegramChatId, replyTo);
}

/** The chat of a thing that has one: another one said is a contradiction. */
export async function chatOfThing(
  bot: Bot,
  ask: Ask,
  chatId: number,
  ref: string,
  chatSaid: string | null,
): Promise<ChatChoice> {
  const own = await bot.deps.store.findChat(chatId);
  if (!own) return misunderstood(ask, { kind: 'ref_gone', word: ref });
  if (chatSaid === null && ask.chosenChatId === null) return { kind: 'chat', chat: own };
  const choice = await chooseChat(bot, ask, chatSaid);
  if (choice.kind === 'answer' || choice.chat.id === own.id) return choice;
  return { kind: 'answer', answer: { text: ask.say.chats.notAnotherChat(ref, showChat(own), showChat(choice.chat)) } };
}

async function messageTarget(bot: Bot, ask: Ask, id: number, chatSaid: string | null): Promise<Resolved> {
  const ref = formatRef('message', id);
  const message = await bot.deps.store.findMessage(id);
  if (!message) return misunderstood(ask, { kind: 'ref_gone', word: ref });
  const choice = await chatOfThing(bot, ask, message.chatId, ref, chatSaid);
  return choice.kind === 'answer' ? choice : toMessage(choice.chat, message);
}

const toMessage = (chat: Chat, { id }: Message): Resolved => ({
  kind: 'target',
  chat,
  target: { kind: 'message', messageId: id },
});

function wordOf(said: SaidTarget): string {
  if (said.kind === 'text') return said.text;
  return said.kind === 'none' ? '' : said.word;
}
