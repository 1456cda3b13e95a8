import { type Chat, formatRef, parseRef } from '@pinwheel/domain';
import type { ChatSummary } from '@pinwheel/pinning';
import type { Ask } from '../ask.js';
import type { Bot } from '../bot.js';
import { say } from '../text/words.js';
import type { Answer, Button } from '../ui/buttons.js';
import { inRows } from '../ui/buttons.js';
import { type Html, paragraphs } from '../ui/html.js';
import { folded } from './names.js';

export type ChatChoice = { kind: 'chat'; chat: Chat } | { kind: 'answer'; answer: Answer };

/** The chat that a command means: the one said, the current one, the only one; else the person is asked. */
export async function chooseChat(bot: Pick<Bot, 'deps'>, ask: Ask, said: string | null): Promise<ChatChoice> {
  const chats = await bot.deps.store.chats(bot.deps.clock.now());
  const chosen = chats.find(({ id }) => id === ask.chosenChatId);
  if (chosen) return { kind: 'chat', chat: chosen };
  if (said !== null) return saidChat(ask, chats, said);
  const current = chats.find(({ id }) => id === ask.admin.chatId) ?? (chats.length === 1 ? chats[0] : undefined);
  if (current) return { kind: 'chat', chat: current };
  if (chats.length === 0) return answer(ask.say.chats.noneYet());
  return askWhich(ask, chats, ask.say.chats.which());
}

/** Those whose name holds the words, in any case and with or without accents. */
export function chatsNamed<T extends Pick<Chat, 'name'>>(chats: readonly T[], words: string): T[] {
  const wanted = folded(words.trim());
  const exact = chats.filter(({ name }) => folded(name) === wanted);
  return exact.length > 0 ? exact : chats.filter(({ name }) => folded(name).includes(wanted));
}

function saidChat(ask: Ask, chats: readonly ChatSummary[], said: string): ChatChoice {
  const ref = parseRef(said);
  if (ref?.kind === 'chat') {
    const chat = chats.find(({ id }) => id === ref.id);
    return chat ? { kind: 'chat', chat } : answer(say(ask.say.misreadings, { kind: 'ref_gone', word: said }));
  }
  const named = chatsNamed(chats, said);
  if (named.length === 0) return answer(say(ask.say.misreadings, { kind: 'no_such_chat', words: said }));
  return named.length === 1 ? { kind: 'chat', chat: named[0]! } : askWhich(ask, named, ask.say.chats.whichOf(said));
}

/** More than these do not fit on a screen; /chats finds the others. */
const buttonLimit = 20;

function askWhich({ line, replyTo, say: words }: Ask, chats: readonly ChatSummary[], question: Html): ChatChoice {
  const buttons = chats.slice(0, buttonLimit).map(({ id, name }): Button => ({
    label: `${formatRef('chat', id)} ${name}`,
    action: { kind: 'say_again', line, replyTo, chatId: id },
  }));
  const leave: Button = { label: words.pins.leave, action: { kind: 'leave' } };
  return {
    kind: 'answer',
    answer: { text: paragraphs(question), buttons: [...inRows(buttons, 2), [leave]], question: true },
  };
}

const answer = (text: Html): ChatChoice => ({ kind: 'answer', answer: { text } });
