import type { StoredUpdate } from '@pinwheel/db';
import { unlink } from '@pinwheel/pinning';
import type { CallbackQuery } from 'grammy/types';
import { CutShort } from '../api/ending.js';
import { type Ask, askOf } from '../ask.js';
import type { Bot } from '../bot.js';
import { readCommandLine } from '../grammar/line.js';
import type { Reception } from '../reception.js';
import { languageOf } from '../text/language.js';
import { messagesIn } from '../text/messages.js';
import type { Action, Answer } from '../ui/buttons.js';
import { replace } from '../ui/screen.js';
import { instanceName } from '../ui/show.js';
import { announceNow, retryNow } from './announce-now.js';
import { showAudit } from './audit.js';
import { confirmChange, requiredFor } from './change-plans.js';
import { chooseCurrentChat } from './chats.js';
import { acceptLoss, pinAgain } from './drift.js';
import { askBasics, give } from './give.js';
import { showPage } from './messages.js';
import { commandNamed } from './names.js';
import { maySay } from './permit.js';
import { startPin } from './pin.js';
import { confirmWish } from './schedule-wish.js';
import { commands } from './table.js';
import { startUnpin } from './unpin.js';

/** Carries out a tap. Its data is the client's word and only a key; what it does is what we wrote down. */
export async function tap(reception: Reception, update: StoredUpdate, query: CallbackQuery): Promise<void> {
  const { bot, admins } = reception;
  const words = messagesIn(languageOf(query.from.language_code));
  const admin = await admins.find(query.from);
  if (!admin) return answer(bot, query, words.access.private);
  const { message, data } = query;
  if (!message || !data) return answer(bot, query, words.taps.unknown);
  const tapped = { key: data, userId: admin.telegramId, chatId: message.chat.id, messageId: message.message_id };
  const outcome = await bot.telegram.actions.use({ ...tapped, updateId: update.updateId }, bot.deps.clock.now());
  if (outcome.kind !== 'good') return answer(bot, query, words.taps[outcome.kind]);
  const basics = { ...askBasics(bot, update, admin, message.chat), replyTo: null, chosenChatId: null };
  const ask = askOf({ ...basics, line: '', text: '', hasMedia: false });
  const shown = await act(bot, ask, outcome.action as Action);
  await replace(bot, shown, message.message_id, { chatId: message.chat.id, userId: admin.telegramId });
  await answer(bot, query, null);
}

/** The role is looked at now: it may be another than when the button was shown. */
async function act(bot: Bot, ask: Ask, action: Action): Promise<Answer> {
  if (!mayTap(ask, action)) return { text: ask.say.access.notYours() };
  switch (action.kind) {
    case 'say_again':
      return sayAgain(bot, ask, action);
    case 'choose_chat':
      return chooseCurrentChat(bot, ask, action.chatId);
    case 'show_messages':
      return showPage(bot, ask, action.page);
    case 'pin':
      return pinNow(bot, ask, action);
    case 'unpin':
      return unpinNow(bot, ask, action);
    case 'schedule':
      return confirmWish(bot, ask, action);
    case 'change_plans':
      return confirmChange(bot, ask, action);
    case 'announce':
      return announceNow(bot, ask, action);
    case 'retry_announcement':
      return retryNow(bot, ask, action.id);
    case 'show_audit':
      return showAudit(bot, ask, action.page);
    case 'pin_again':
      return pinAgain(bot, ask, action.pinId);
    case 'let_go':
      return acceptLoss(bot, ask, action.pinId);
    case 'unlink':
      return unlinkNow(bot, ask);
    case 'leave':
      return { text: ask.say.talk.cancelled() };
  }
}

const mayTap = ({ admin }: Ask, action: Action): boolean =>
  action.kind === 'change_plans'
    ? maySay(admin, requiredFor(action.change))
    : maySay(admin, commands[needs[action.kind]]);

/** The command whose role a button needs. */
const needs = {
  say_again: 'help',
  choose_chat: 'chats',
  show_messages: 'messages',
  pin: 'pin',
  unpin: 'unpin',
  schedule: 'schedule',
  announce: 'announce',
  retry_announcement: 'announce',
  show_audit: 'audit',
  pin_again: 'pin',
  let_go: 'unpin',
  unlink: 'link',
  leave: 'cancel',
} as const satisfies { [Kind in Exclude<Action['kind'], 'change_plans'>]: keyof typeof commands };

async function sayAgain(
  bot: Bot,
  ask: Ask,
  { line, replyTo, chatId }: Extract<Action, { kind: 'say_again' }>,
): Promise<Answer> {
  const said = readCommandLine(line);
  const name = said && commandNamed(said.name);
  if (!said || !name) return { text: ask.say.talk.onlyCommands() };
  return give(bot, askOf({ ...ask, line, text: said.rest, replyTo, chosenChatId: chatId }), name);
}

async function pinNow(
  bot: Bot,
  ask: Ask,
  { chatId, target, hold, slot, lock = false, replace: replaced }: Extract<Action, { kind: 'pin' }>,
): Promise<Answer> {
  const chat = await bot.deps.store.findChat(chatId);
  if (!chat) return { text: ask.say.refusals.chat_gone({ kind: 'chat_gone' }) };
  return startPin(bot, ask, { chat, target, hold, slot, lock, replace: replaced });
}

async function unpinNow(bot: Bot, ask: Ask, { chatId, what }: Extract<Action, { kind: 'unpin' }>): Promise<Answer> {
  const chat = await bot.deps.store.findChat(chatId);
  if (!chat) return { text: ask.say.refusals.chat_gone({ kind: 'chat_gone' }) };
  return startUnpin(bot, ask, chat, what);
}

async function unlinkNow({ deps }: Bot, ask: Ask): Promise<Answer> {
  const reply = await unlink(deps);
  if (reply.kind === 'not_linked') return { text: ask.say.linking.notLinked() };
  return { text: ask.say.linking.leaving(instanceName(reply.instance, ask.say)) };
}

/** Ends the waiting of the tap. One that Telegram has forgotten by now needs no answer any more. */
async function answer({ api, deps }: Bot, { id }: CallbackQuery, text: string | null): Promise<void> {
  try {
    await api.answerCallbackQuery(id, text === null ? {} : { text, show_alert: true });
  } catch (error) {
    if (error instanceof CutShort) throw error;
    deps.logger.info({ error }, 'a tap could not be answered');
  }
}
