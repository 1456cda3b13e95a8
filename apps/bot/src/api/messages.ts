import type { Api } from 'grammy';
import type { InlineKeyboardMarkup } from 'grammy/types';
import { type Html, textOf } from '../ui/html.js';
import { isMarkupRefused, isNotEditable, isNotModified } from './errors.js';

export interface Place {
  chatId: number;
  /** A message of that chat to answer to, as in groups. */
  replyTo?: number | null;
}

const noPreview = { link_preview_options: { is_disabled: true } };

/** @returns the id of the new message */
export async function sendHtml(api: Api, to: Place, text: Html, keyboard?: InlineKeyboardMarkup): Promise<number> {
  const other = {
    ...noPreview,
    ...(to.replyTo && { reply_parameters: { message_id: to.replyTo, allow_sending_without_reply: true } }),
    ...(keyboard && { reply_markup: keyboard }),
  };
  const sent = await withOrWithoutMarkup(text, (body, mode) => api.sendMessage(to.chatId, body, { ...other, ...mode }));
  return sent.message_id;
}

/** @returns false if there is no such message to edit any more */
export async function editHtml(
  api: Api,
  { chatId, messageId }: { chatId: number; messageId: number },
  text: Html,
  keyboard?: InlineKeyboardMarkup,
): Promise<boolean> {
  const other = { ...noPreview, ...(keyboard && { reply_markup: keyboard }) };
  try {
    await withOrWithoutMarkup(text, (body, mode) =>
      api.editMessageText(chatId, messageId, body, { ...other, ...mode }),
    );
    return true;
  } catch (error) {
    if (isNotModified(error)) return true;
    if (isNotEditable(error)) return false;
    throw error;
  }
}

/** A text that Telegram cannot read as HTML is shown without its markup: better plain than not at all. */
async function withOrWithoutMarkup<T>(
  text: Html,
  call: (body: string, mode: { parse_mode?: 'HTML' }) => Promise<T>,
): Promise<T> {
  try {
    return await call(text.markup, { parse_mode: 'HTML' });
  } catch (error) {
    if (!isMarkupRefused(error)) throw error;
    return call(textOf(text), {});
  }
}
