import type { User } from '@grammyjs/types';
import type { StoredMessage } from '../chats/model.js';

/** Privacy mode: in a group a bot hears commands, replies to its messages and mentions of its name, nothing else. */
export function isMeantForBot(message: StoredMessage, bot: User & { username: string }): boolean {
  if (message.conversation.kind === 'private') return true;
  if (message.replyTo?.from.id === bot.id) return true;
  const { text, entities } = message.content;
  return entities.some(({ type, offset, length }) => {
    const [command = '', addressee] = text.slice(offset, offset + length).split('@');
    const isForBot = addressee?.toLowerCase() === bot.username.toLowerCase();
    return type === 'bot_command'
      ? isForBot || addressee === undefined
      : type === 'mention' && command === '' && isForBot;
  });
}
