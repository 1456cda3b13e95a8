import type { Admin, StoredUpdate } from '@pinwheel/db';
import { formatRef } from '@pinwheel/domain';
import type { Message, Update } from 'grammy/types';
import type { Admins } from '../access/admins.js';
import { answerStranger } from '../access/strangers.js';
import { isNobodyThere } from '../api/errors.js';
import { askOf } from '../ask.js';
import { type CommandLine, readCommandLine } from '../grammar/line.js';
import type { Bot } from '../bot.js';
import type { Reception } from '../reception.js';
import { languageOf } from '../text/language.js';
import { messagesIn } from '../text/messages.js';
import type { Answer } from '../ui/buttons.js';
import type { Html } from '../ui/html.js';
import { show } from '../ui/screen.js';
import { tappable } from '../ui/show.js';
import { forwardedMessage, relayForwarded } from './forwarded.js';
import { allowedTo, askBasics, give, repliesOf } from './give.js';
import { commandNamed } from './names.js';
import { suggestCommand } from './suggest.js';
import { tap } from './tap.js';

/** Carries out what somebody wrote or tapped. Whatever happens it answers in one way, or not at all. */
export async function carryOut(reception: Reception, update: StoredUpdate): Promise<void> {
  const { message, callback_query: query } = update.body as Update;
  try {
    if (message) await hear(reception, update, message);
    else if (query) await tap(reception, update, query);
  } catch (error) {
    if (!isNobodyThere(error)) throw error;
    reception.bot.deps.logger.info({ updateId: update.updateId }, 'whoever asked cannot be answered any more');
  }
}

async function hear(reception: Reception, update: StoredUpdate, message: Message): Promise<void> {
  const { bot, admins } = reception;
  const { from } = message;
  const line = readCommandLine(message.text ?? message.caption ?? '');
  // A sender_chat hides the person: an anonymous admin of a group of anybody's.
  if (!from || from.is_bot || message.sender_chat || isForAnother(reception, line)) return;
  const isPrivate = message.chat.type === 'private';
  if (!isPrivate && !line) return;
  const admin = await findAdmin(admins, from, line);
  const to = { chatId: message.chat.id, userId: from.id, replyTo: isPrivate ? null : message.message_id };
  const replies = repliesOf(bot, update);
  if (admin) {
    const answer = await answerTo(reception, update, message, admin, line);
    if (answer) await show(bot, answer, to, replies);
  } else if (isPrivate) {
    const text = await answerStranger(bot, reception.startCode, from, codeOf(line));
    if (text) await show(bot, { text }, to, replies);
  }
}

/** /status is answered also while the database is down, to those who are known. */
async function findAdmin(
  admins: Admins,
  user: NonNullable<Message['from']>,
  line: CommandLine | null,
): Promise<Admin | null> {
  try {
    return await admins.find(user);
  } catch (error) {
    const known = line && commandNamed(line.name) === 'status' ? admins.remembered(user) : null;
    if (known) return known;
    throw error;
  }
}

async function answerTo(
  { bot, username }: Reception,
  update: StoredUpdate,
  message: Message,
  admin: Admin,
  line: CommandLine | null,
): Promise<Answer | null> {
  const words = messagesIn(admin.language).talk;
  if (!line) return answerToWords(bot, message, admin);
  const name = commandNamed(line.name);
  if (!name) {
    const forUs = message.chat.type === 'private' || line.addressee?.toLowerCase() === username;
    return forUs
      ? { text: words.unknownCommand(line.name, suggestCommand(line.name, allowedTo(admin), admin.language)) }
      : null;
  }
  await relayForwarded(bot, message.chat.id, message.reply_to_message);
  const ask = askOf({
    ...askBasics(bot, update, admin, message.chat),
    line: message.text ?? message.caption ?? '',
    text: line.rest,
    replyTo: message.reply_to_message?.message_id ?? null,
    chosenChatId: null,
    hasMedia: isMedia(message),
  });
  return give(bot, ask, name);
}

async function answerToWords(bot: Bot, message: Message, { language }: Admin): Promise<Answer | null> {
  const { talk } = messagesIn(language);
  if (!isSaid(message)) return null;
  if (isMedia(message)) return { text: talk.noMediaYet() };
  const shown = message.forward_origin ? await forwardedMessage(bot, message) : null;
  if (shown === null) return { text: talk.onlyCommands() };
  return { text: talk.forwarded(tappable('pin', formatRef('message', shown), language)), shows: shown };
}

/** Tells whoever asked that it failed, and under which id the log has it. */
export async function giveUp({ bot }: Reception, update: StoredUpdate, id: string): Promise<void> {
  const { message, callback_query: query } = update.body as Update;
  const user = message?.from ?? query?.from;
  const chat = message?.chat ?? query?.message?.chat;
  if (!user || !chat) return;
  const words = messagesIn(languageOf(user.language_code));
  if (query) await bot.api.answerCallbackQuery(query.id, { text: words.taps.failed, show_alert: true }).catch(() => {});
  const text: Html = words.talk.trouble(id);
  await show(bot, { text }, { chatId: chat.id, userId: user.id }, repliesOf(bot, update));
}

function isForAnother({ username }: Reception, line: CommandLine | null): boolean {
  return line?.addressee != null && line.addressee.toLowerCase() !== username;
}

/** The code behind /start, if that is what was sent. */
function codeOf(line: CommandLine | null): string | null {
  return line && commandNamed(line.name) === 'start' && line.rest !== '' ? line.rest : null;
}

const isMedia = (message: Message): boolean =>
  [
    message.photo,
    message.video,
    message.document,
    message.audio,
    message.voice,
    message.sticker,
    message.animation,
    message.video_note,
    message.poll,
  ].some((part) => part !== undefined);

/** Not a notice of Telegram's, like a message that was pinned here. */
const isSaid = (message: Message): boolean => message.text !== undefined || isMedia(message);
