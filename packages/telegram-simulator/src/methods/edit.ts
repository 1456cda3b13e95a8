import type { Message, Update } from '@grammyjs/types';
import { isDeepStrictEqual } from 'node:util';
import { describeMessage } from '../chats/describe.js';
import type { Content, StoredMessage } from '../chats/model.js';
import { messageOf, type World } from '../chats/world.js';
import { badRequest, NotPlayed } from '../refusal.js';
import { readKeyboard } from './keyboard.js';
import type { Method } from './method.js';
import { chatId, documentOf, photoOf } from './send.js';
import { readCaption, readText } from './text.js';

interface Target {
  readonly chat_id?: number | string;
  readonly message_id?: number;
  readonly reply_markup?: object;
}

export const editMessageText: Method<'editMessageText'> = ({ world }, payload) => {
  const { text } = payload;
  if (text === undefined) throw new NotPlayed('rich messages');
  return edit(world, payload, ({ photo, document }) => {
    if (photo || document) throw badRequest('there is no text in the message to edit');
    return readText({ ...payload, text });
  }) as Update.Edited & Message.TextMessage;
};

export const editMessageCaption: Method<'editMessageCaption'> = ({ world }, payload) =>
  edit(world, payload, (content) => {
    if (!content.photo && !content.document) throw badRequest('there is no caption in the message to edit');
    return { ...content, ...readCaption(payload) };
  });

export const editMessageMedia: Method<'editMessageMedia'> = ({ world }, payload) =>
  edit(world, payload, () => {
    const { media } = payload;
    if (media.type === 'photo') return { ...readCaption(media), photo: photoOf(world, media.media) };
    if (media.type === 'document') return { ...readCaption(media), document: documentOf(world, media.media) };
    throw new NotPlayed(`media of type ${media.type}`);
  });

export const editMessageReplyMarkup: Method<'editMessageReplyMarkup'> = ({ world }, payload) =>
  edit(world, payload, (content) => content);

export const deleteMessage: Method<'deleteMessage'> = ({ world }, payload) => {
  world.delete(deletable(world, payload));
  return true;
};

/** Telegram skips those of the messages that it does not find. */
export const deleteMessages: Method<'deleteMessages'> = ({ world }, payload) => {
  const conversation = world.conversation(chatId(payload.chat_id));
  for (const message_id of payload.message_ids) {
    if (messageOf(conversation, message_id)) world.delete(deletable(world, { chat_id: payload.chat_id, message_id }));
  }
  return true;
};

const deletableForMs = 48 * 3600 * 1000;

function deletable(world: World, payload: { chat_id: number | string; message_id: number }): StoredMessage {
  const conversation = world.conversation(chatId(payload.chat_id));
  const message = messageOf(conversation, payload.message_id);
  if (!message) throw badRequest('message to delete not found');
  const isOthers = conversation.kind === 'supergroup' && message.from.id !== world.bot.id;
  if (isOthers || world.now() - message.date * 1000 > deletableForMs) throw badRequest("message can't be deleted");
  return message;
}

function edit(world: World, target: Target, change: (content: Content) => Content): Update.Edited & Message {
  if (target.chat_id === undefined) throw badRequest('chat_id is empty');
  const message = messageOf(world.writable(chatId(target.chat_id)), target.message_id);
  if (!message) throw badRequest('message to edit not found');
  if (message.from.id !== world.bot.id || message.forwardOrigin) throw badRequest("message can't be edited");
  const keyboard = readKeyboard(target.reply_markup);
  const content = change(message.content);
  if (isDeepStrictEqual([content, keyboard], [message.content, message.keyboard])) {
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    );
  }
  world.edit(message, content, keyboard);
  return { ...describeMessage(message), edit_date: world.date };
}
