import { chatObstacle, formatRef, parseRef } from '@pinwheel/domain';
import type { ChatSummary } from '@pinwheel/pinning';
import type { Ask } from '../ask.js';
import type { Bot } from '../bot.js';
import { say } from '../text/words.js';
import type { Answer, Button } from '../ui/buttons.js';
import { inRows } from '../ui/buttons.js';
import { type Html, rich, lines, paragraphs } from '../ui/html.js';
import { excerpt } from '../ui/html.js';
import { showChat } from '../ui/show.js';
import { chatsNamed } from './choose-chat.js';
import type { Command } from './command.js';
import { misunderstood } from './read-in-chat.js';

/** More are found by a part of their name. */
const shownChats = 20;

export const chats: Command = {
  name: 'chats',
  group: 'look',
  role: 'viewer',
  async run(bot, ask) {
    const all = await bot.deps.store.chats(bot.deps.clock.now());
    if (all.length === 0) return { text: ask.say.chats.noneYet() };
    const ref = parseRef(ask.text);
    if (ref) return chooseByRef(bot, ask, all, ref.kind === 'chat' ? ref.id : 0);
    const found = ask.text === '' ? all : chatsNamed(all, ask.text);
    if (found.length === 0) return { text: ask.say.chats.noneFound(ask.text) };
    return showChats(bot, ask, found);
  },
};

async function chooseByRef(bot: Bot, ask: Ask, all: readonly ChatSummary[], id: number): Promise<Answer> {
  if (all.every((chat) => chat.id !== id)) return misunderstood(ask, { kind: 'ref_gone', word: ask.text }).answer;
  return chooseCurrentChat(bot, ask, id);
}

/** Makes it the chat that commands without one mean. */
export async function chooseCurrentChat({ deps, telegram }: Bot, ask: Ask, id: number): Promise<Answer> {
  const chat = await deps.store.findChat(id);
  if (!chat) return { text: ask.say.refusals.chat_gone({ kind: 'chat_gone' }) };
  await telegram.admins.update(ask.admin.telegramId, { chatId: id });
  return { text: ask.say.chats.chosen(showChat(chat)) };
}

function showChats({ config }: Bot, ask: Ask, found: readonly ChatSummary[]): Answer {
  const shown = found.slice(0, shownChats);
  const isCurrent = (chat: ChatSummary) => chat.id === ask.admin.chatId;
  const buttons = shown.map((chat): Button => ({
    label: `${isCurrent(chat) ? '✓ ' : ''}${formatRef('chat', chat.id)} ${excerpt(chat.name, 24)}`,
    action: { kind: 'choose_chat', chatId: chat.id },
  }));
  const more = found.length - shown.length;
  return {
    text: paragraphs(
      ask.say.chats.title(),
      ...shown.map((chat) => describeChat(chat, chat.slots ?? config.slots, isCurrent(chat), ask)),
      more > 0 ? ask.say.chats.more(more) : null,
      ask.say.chats.tapToChoose(),
    ),
    buttons: inRows(buttons, 2),
  };
}

function describeChat(chat: ChatSummary, slots: number, isCurrent: boolean, ask: Ask): Html {
  const obstacle = chatObstacle(chat);
  return lines(
    rich`${isCurrent ? '👉 ' : ''}${ask.say.chats.line(showChat(chat), chat.members, chat.slotsUsed, slots)}`,
    obstacle ? ask.say.chats.mayNotPin(say(ask.say.refusals, obstacle)) : ask.say.chats.mayPin(),
  );
}
