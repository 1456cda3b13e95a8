import { randomBytes } from 'node:crypto';
import type { InlineKeyboardButton, InlineKeyboardMarkup } from 'grammy/types';
import { isAnswerLost } from '../api/errors.js';
import { editHtml, type Place, sendHtml } from '../api/messages.js';
import type { Bot } from '../bot.js';
import type { Answer, Button } from './buttons.js';
import type { Html } from './html.js';
import { split } from './split.js';

/** Buttons work for a day: what they were about is another thing by then. */
const buttonLifetime = 86_400_000;

export interface Audience extends Place {
  /** Whose buttons these are. */
  userId: number;
}

/** The messages that answer an update: kept, so that a second run edits them instead of sending again. */
export interface Replies {
  /** 0 for one that was sent, but nobody knows under which id. */
  ids: number[];
  save(ids: readonly number[]): Promise<void>;
}

/** Puts an answer on the screen, on several messages if it is long. */
export async function show(bot: Bot, answer: Answer, to: Audience, replies: Replies): Promise<void> {
  const card = await saveCard(bot, answer, to);
  const parts = split(answer.text);
  for (const [index, part] of parts.entries())
    await showPart(bot, part, index === parts.length - 1 ? card?.keyboard : undefined, to, replies, index);
  await settle(bot, answer, to.chatId, replies.ids[parts.length - 1] || null, card);
}

/** Puts an answer in the place of a message that is on the screen already. */
export async function replace(bot: Bot, answer: Answer, messageId: number, to: Audience): Promise<void> {
  const card = await saveCard(bot, answer, to);
  const [text] = split(answer.text);
  const edited =
    text !== undefined && (await editHtml(bot.api, { chatId: to.chatId, messageId }, text, card?.keyboard));
  const shownAs = edited || !text ? messageId : await sendHtml(bot.api, to, text, card?.keyboard);
  await settle(bot, answer, to.chatId, shownAs, card);
}

async function showPart(
  { api, deps }: Bot,
  part: Html,
  keyboard: InlineKeyboardMarkup | undefined,
  to: Audience,
  replies: Replies,
  index: number,
): Promise<void> {
  const earlier = replies.ids[index];
  if (earlier === 0) return;
  if (earlier !== undefined && (await editHtml(api, { chatId: to.chatId, messageId: earlier }, part, keyboard))) return;
  replies.ids[index] = await sendHtml(api, to, part, keyboard).catch((error: unknown) => {
    // It may have arrived. Nobody is to read an answer twice, so it is not sent again.
    if (!isAnswerLost(error)) throw error;
    deps.logger.warn({ error, chat: to.chatId }, 'whether an answer arrived is not known');
    return 0;
  });
  await replies.save(replies.ids);
}

async function settle(
  bot: Bot,
  answer: Answer,
  chatId: number,
  messageId: number | null,
  card: Card | null,
): Promise<void> {
  const { actions, relays } = bot.telegram;
  if (messageId !== null) {
    if (card) await actions.bind(card.id, messageId);
    if (answer.shows) await relays.save(chatId, messageId, answer.shows);
    // It may have shown one before.
    else await relays.remove(chatId, messageId);
  }
  await answer.whenShown?.(messageId);
}

interface Card {
  id: string;
  keyboard: InlineKeyboardMarkup;
}

/** The rows of the buttons exist before the message does: a tap can come at once. */
async function saveCard({ telegram, deps }: Bot, answer: Answer, to: Audience): Promise<Card | null> {
  if (!answer.buttons?.some((row) => row.length > 0)) return null;
  const card = randomKey();
  const created: { key: string; action: unknown }[] = [];
  const keyboard = answer.buttons.map((row) =>
    row.map((button) =>
      toTelegram(button, (action) => {
        const key = randomKey();
        created.push({ key, action });
        return key;
      }),
    ),
  );
  await telegram.actions.create({
    card,
    actions: created,
    userId: to.userId,
    chatId: to.chatId,
    question: answer.question ?? false,
    expiresAt: deps.clock.now() + (answer.buttonLifetime ?? buttonLifetime),
  });
  return { id: card, keyboard: { inline_keyboard: keyboard } };
}

function toTelegram(button: Button, keyOf: (action: unknown) => string): InlineKeyboardButton {
  if ('copies' in button) return { text: button.label, copy_text: { text: button.copies } };
  const style = button.style && { style: button.style };
  return { text: button.label, callback_data: keyOf(button.action), ...style };
}

/** 96 bits: nobody finds one by trying. */
const randomKey = (): string => randomBytes(12).toString('base64url');
