import type { Message, ReplyParameters } from '@grammyjs/types';
import { describeMessage, originOf } from '../chats/describe.js';
import type { StoredFile, StoredPhoto } from '../chats/files.js';
import type { Content, Conversation, StoredMessage } from '../chats/model.js';
import { messageOf, type World } from '../chats/world.js';
import { badRequest, NotPlayed, Refusal } from '../refusal.js';
import { Upload } from '../schema/upload.js';
import { readKeyboard } from './keyboard.js';
import type { Method, Payload } from './method.js';
import { readCaption, readText } from './text.js';

interface Envelope {
  readonly chat_id: number | string;
  readonly reply_parameters?: ReplyParameters;
  readonly reply_to_message_id?: number;
  readonly reply_markup?: object;
  readonly protect_content?: boolean;
}

const longestUpload = 50 * 1024 * 1024;

export const sendMessage: Method<'sendMessage'> = ({ world }, payload) =>
  describeMessage(post(world, payload, () => readText(payload))) as Message.TextMessage;

export const sendPhoto: Method<'sendPhoto'> = ({ world }, payload) =>
  describeMessage(
    post(world, payload, () => ({ ...readCaption(payload), photo: photoOf(world, payload.photo) })),
  ) as Message.PhotoMessage;

export const sendDocument: Method<'sendDocument'> = ({ world }, payload) =>
  describeMessage(
    post(world, payload, () => ({ ...readCaption(payload), document: documentOf(world, payload.document) })),
  ) as Message.DocumentMessage;

export const copyMessage: Method<'copyMessage'> = ({ world }, payload) => {
  const source = sourceOf(world, payload, 'copy');
  const caption = payload.caption === undefined ? {} : readCaption(payload);
  return { message_id: post(world, payload, () => ({ ...source.content, ...caption })).id };
};

export const forwardMessage: Method<'forwardMessage'> = ({ world }, payload) => {
  const source = sourceOf(world, payload, 'forward');
  const conversation = world.writable(chatId(payload.chat_id));
  const message = world.add({
    conversation,
    from: world.bot,
    content: source.content,
    forwardOrigin: originOf(source),
  });
  return describeMessage(message);
};

export const sendChatAction: Method<'sendChatAction'> = ({ world }, payload) => {
  world.writable(chatId(payload.chat_id));
  return true;
};

export function photoOf(world: World, source: Upload | string): StoredPhoto {
  if (source instanceof Upload) return world.files.keepPhoto(source.bytes);
  refuseAddress(source);
  return world.files.findPhoto(source);
}

export function documentOf(world: World, source: Upload | string): StoredFile {
  if (!(source instanceof Upload)) {
    refuseAddress(source);
    return world.files.find(source);
  }
  if (source.bytes.length > longestUpload) throw new Refusal(413, 'Request Entity Too Large');
  if (source.bytes.length === 0) throw badRequest('file must be non-empty');
  return world.files.keep('documents', source.name, source.bytes);
}

function refuseAddress(source: string): void {
  if (/^https?:/.test(source)) throw new NotPlayed('a file by its address');
}

export function chatId(id: number | string): number {
  const number = Number(id);
  if (id === '' || !Number.isSafeInteger(number)) throw badRequest('chat not found');
  return number;
}

function post(world: World, envelope: Envelope, content: () => Content): StoredMessage {
  const conversation = world.writable(chatId(envelope.chat_id));
  const replyTo = repliedTo(conversation, envelope);
  const keyboard = readKeyboard(envelope.reply_markup);
  return world.add({
    conversation,
    from: world.bot,
    content: content(),
    ...(keyboard && { keyboard }),
    ...(envelope.protect_content && { isProtected: true }),
    ...(replyTo && { replyTo }),
  });
}

function repliedTo(conversation: Conversation, envelope: Envelope): StoredMessage | undefined {
  const { reply_parameters: reply, reply_to_message_id: id } = envelope;
  if (reply?.chat_id !== undefined && Number(reply.chat_id) !== conversation.id) {
    throw new NotPlayed('a reply to another chat');
  }
  const wanted = reply?.message_id ?? id;
  if (wanted === undefined) return undefined;
  const message = messageOf(conversation, wanted);
  if (!message && !reply?.allow_sending_without_reply) throw badRequest('message to be replied not found');
  return message;
}

function sourceOf(
  world: World,
  payload: Payload<'copyMessage'> | Payload<'forwardMessage'>,
  purpose: 'copy' | 'forward',
): StoredMessage {
  const message = messageOf(world.conversation(chatId(payload.from_chat_id)), payload.message_id);
  if (!message) throw badRequest(`message to ${purpose} not found`);
  if (message.isProtected) throw badRequest(`message can't be ${purpose === 'copy' ? 'copied' : 'forwarded'}`);
  return message;
}
