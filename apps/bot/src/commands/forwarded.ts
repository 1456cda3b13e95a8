import type { Message } from 'grammy/types';
import type { Bot } from '../bot.js';

/** A ref of a message in whatever form: `m7`, `/pin_m7`. */
const anyRef = /(?<![\p{L}\d])m([1-9]\d{0,15})(?![\p{L}\d])/gu;
/** As we show a message: the ref, and then its text, time or kind. Examples in /help and in questions are none. */
const shownRef = /(?<![\p{L}\d_/])m[1-9]\d{0,15} (?:[“·(]|\p{Extended_Pictographic})/u;

/**
 * The WhatsApp message that a forwarded copy of a message of ours shows. null unless it is certain: exactly one ref is
 * in it, and that message we have shown by itself in this chat, or to this person.
 */
export async function forwardedMessage(bot: Bot, message: Message): Promise<number | null> {
  const { forward_origin: origin, text, chat, from } = message;
  if (origin?.type !== 'user' || origin.sender_user.id !== bot.id || !text || !shownRef.test(text)) return null;
  const ids = new Set([...text.matchAll(anyRef)].map(([, id]) => Number(id)));
  const [id] = ids;
  if (id === undefined || ids.size > 1) return null;
  const places = from ? [chat.id, from.id] : [chat.id];
  return (await bot.telegram.relays.isShown(places, id)) ? id : null;
}

/** From here on the forwarded copy that is replied to is as good as what it is a copy of. */
export async function relayForwarded(bot: Bot, chatId: number, replied: Message | undefined): Promise<void> {
  if (!replied?.forward_origin || (await bot.telegram.relays.find(chatId, replied.message_id)) !== null) return;
  const shown = await forwardedMessage(bot, replied);
  if (shown !== null) await bot.telegram.relays.save(chatId, replied.message_id, shown);
}
