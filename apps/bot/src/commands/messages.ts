import { type Chat, formatRef, type Message } from '@pinwheel/domain';
import type { MessageQuery } from '@pinwheel/pinning';
import type { Ask } from '../ask.js';
import type { Bot } from '../bot.js';
import { beginsOption, readOptions } from '../grammar/options.js';
import { subWordOf } from '../grammar/sub-words.js';
import type { Answer, Button, MessagePage } from '../ui/buttons.js';
import { excerpt, type Html, lines, paragraphs, rich } from '../ui/html.js';
import { quote, senderOf, showChat, tappable } from '../ui/show.js';
import { showTime, showTimeOnly } from '../ui/time.js';
import { chooseChat } from './choose-chat.js';
import type { Command } from './command.js';
import type { Misread } from '../grammar/misread.js';
import { misunderstood } from './read-in-chat.js';

export const messages: Command = {
  name: 'messages',
  group: 'look',
  role: 'viewer',
  async run(bot, ask) {
    const reading = readQuery(ask, bot.deps.clock.now(), bot.deps.timeZone);
    if ('misread' in reading) return misunderstood(ask, reading.misread).answer;
    const choice = await chooseChat(bot, ask, reading.chat);
    if (choice.kind === 'answer') return choice.answer;
    return showPage(bot, ask, { ...reading.query, chatId: choice.chat.id, offset: 0 });
  },
};

type Query = Pick<MessagePage, 'words' | 'from' | 'media' | 'size'>;

const pageSize = 5;
const mostOnAPage = 20;

function readQuery(
  { words }: Ask,
  now: number,
  zone: string,
): { query: Query; chat: string | null } | { misread: Misread } {
  const first = words[0]?.text ?? '';
  const verb = subWordOf(words[0]);
  const isNumber = /^\d{1,4}$/.test(first);
  const wants = verb === 'search' || verb === 'from' ? verb : null;
  const begin = wants || isNumber || verb === 'media' ? 1 : 0;
  let end = begin;
  while (wants && end < words.length && !beginsOption(words, end, ['chat'], { now, zone })) end += 1;
  const said = words.slice(begin, end).map(({ text }) => text);
  if (wants && said.length === 0) return { misread: { kind: 'missing', what: 'words' } };
  if (isNumber && (Number(first) < 1 || Number(first) > mostOnAPage))
    return { misread: { kind: 'not_a_number', word: first } };
  const options = readOptions(words, end, ['chat'], { now, zone });
  if (options.kind === 'misread') return options;
  const query: Query = {
    words: wants === 'search' ? said.join(' ') : null,
    from: wants === 'from' ? said.join(' ') : null,
    media: verb === 'media',
    size: isNumber ? Number(first) : pageSize,
  };
  return { query, chat: options.options.chat };
}

/** One page, newest first. */
export async function showPage(bot: Bot, ask: Ask, page: MessagePage): Promise<Answer> {
  const { store } = bot.deps;
  const chat = await store.findChat(page.chatId);
  if (!chat) return { text: ask.say.refusals.chat_gone({ kind: 'chat_gone' }) };
  const found = await store.messages(queryOf(page));
  const shown = found.slice(0, page.size);
  const hasOlder = found.length > page.size;
  const since = hasOlder ? null : await store.heardSince(chat.id);
  const words = ask.say.messages;
  return {
    text: paragraphs(
      words.title(showChat(chat)),
      ...shown.map((message) => showLine(message, chat, page, ask)),
      shown.length === 0 ? nothingWords(page, ask) : null,
      since === null ? null : words.heardSince(showTime(since, chat.timeZone, ask.language)),
    ),
    buttons: [pageButtons(page, hasOlder, ask)],
    shows: shown.length === 1 ? shown[0]!.id : null,
  };
}

function queryOf({ chatId, words, from, media, offset, size }: MessagePage): MessageQuery {
  return { chatId, offset, limit: size + 1, ...(words && { words }), ...(from && { from }), ...(media && { media }) };
}

const nothingWords = ({ words, from, media }: MessagePage, { say }: Ask): Html =>
  words || from || media ? say.messages.noneFound() : say.messages.none();

/** However long the texts are, a page fits into one message: a tap turns it in place. */
function showLine(message: Message, chat: Chat, { size }: MessagePage, ask: Ask): Html {
  const ref = formatRef('message', message.id);
  const time = showTimeOnly(message.sentAt, chat.timeZone, ask.language);
  return lines(
    rich`<b>${ref}</b> · ${time} · ${excerpt(senderOf(message, ask.say), 30)}`,
    quote(message, ask.say, size > pageSize ? 80 : 300),
    tappable('pin', ref, ask.language),
  );
}

function pageButtons(page: MessagePage, hasOlder: boolean, { say }: Ask): Button[] {
  const to = (offset: number) => ({ kind: 'show_messages' as const, page: { ...page, offset } });
  const newer: Button = { label: say.messages.newer, action: to(Math.max(0, page.offset - page.size)) };
  const older: Button = { label: say.messages.older, action: to(page.offset + page.size) };
  return [...(page.offset > 0 ? [newer] : []), ...(hasOlder ? [older] : [])];
}
