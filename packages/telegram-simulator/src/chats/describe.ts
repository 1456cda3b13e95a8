import type { Chat, Message, MessageOrigin, User } from '@grammyjs/types';
import { describePhoto, type StoredFile } from './files.js';
import type { Content, Conversation, StoredMessage } from './model.js';

type TelegramChat = Chat.PrivateChat | Chat.SupergroupChat;
/** What every message in a simulated chat has; the chats are never channels. */
export type DescribedMessage = Message & { chat: TelegramChat; from: User };

export function describeChat(conversation: Conversation): TelegramChat {
  const [person] = conversation.members;
  if (conversation.kind === 'private' && person) {
    const { first_name, username } = person.user;
    return { id: conversation.id, type: 'private', first_name, ...(username && { username }) };
  }
  return { id: conversation.id, type: 'supergroup', title: conversation.title };
}

/** The message as Telegram would tell it; a message replied to comes without its own reply. */
export function describeMessage(message: StoredMessage, withReply = true): DescribedMessage {
  const { content, replyTo } = message;
  return {
    message_id: message.id,
    from: message.from,
    chat: describeChat(message.conversation),
    date: message.date,
    ...(message.editDate !== undefined && { edit_date: message.editDate }),
    ...(message.forwardOrigin && { forward_origin: message.forwardOrigin }),
    ...(withReply && replyTo && !replyTo.deleted && { reply_to_message: describeReplied(replyTo) }),
    ...(message.isProtected && { has_protected_content: true }),
    ...(message.keyboard && { reply_markup: message.keyboard }),
    ...describeContent(content),
  };
}

function describeReplied(message: StoredMessage): NonNullable<Message['reply_to_message']> {
  return { ...describeMessage(message, false), reply_to_message: undefined };
}

type DescribedContent = Partial<
  Pick<Message, 'text' | 'entities' | 'photo' | 'document' | 'caption' | 'caption_entities'>
>;

function describeContent({ text, entities, photo, document }: Content): DescribedContent {
  const found = [...entities];
  if (!photo && !document) return { text, ...(found.length > 0 && { entities: found }) };
  return {
    ...(photo && { photo: describePhoto(photo) }),
    ...(document && { document: describeDocument(document) }),
    ...(text !== '' && { caption: text }),
    ...(found.length > 0 && { caption_entities: found }),
  };
}

function describeDocument(file: StoredFile): NonNullable<Message['document']> {
  return { file_id: file.id, file_unique_id: file.uniqueId, file_name: file.name, file_size: file.bytes.length };
}

export function originOf(message: StoredMessage): MessageOrigin {
  return message.forwardOrigin ?? { type: 'user', sender_user: message.from, date: message.date };
}
