import type { ChatFullInfo, ChatMember } from '@grammyjs/types';
import { describeChat } from '../chats/describe.js';
import type { Conversation, Person } from '../chats/model.js';
import { messageOf, type World } from '../chats/world.js';
import { badRequest } from '../refusal.js';
import type { Method } from './method.js';
import { chatId } from './send.js';

export const getChat: Method<'getChat'> = ({ world }, payload) => {
  const conversation = world.conversation(chatId(payload.chat_id));
  return {
    ...describeChat(conversation),
    accent_color_id: 0,
    max_reaction_count: 11,
    accepted_gift_types: {
      unlimited_gifts: false,
      limited_gifts: false,
      unique_gifts: false,
      premium_subscription: false,
      gifts_from_channels: false,
    },
  } as ChatFullInfo;
};

export const getChatMember: Method<'getChatMember'> = ({ world }, payload) => {
  const conversation = world.conversation(chatId(payload.chat_id));
  if (payload.user_id === world.bot.id) return { status: 'member', user: world.bot };
  const person = world.people.get(payload.user_id);
  if (!person) throw badRequest('PARTICIPANT_ID_INVALID');
  return describeMember(conversation, person);
};

export const getChatAdministrators: Method<'getChatAdministrators'> = ({ world }, payload) => {
  const conversation = group(world, payload.chat_id, 'there are no administrators in the private chat');
  return conversation.admins.map((person) => describeMember(conversation, person)) as Administrator[];
};

export const getChatMemberCount: Method<'getChatMemberCount'> = ({ world }, payload) =>
  world.conversation(chatId(payload.chat_id)).members.length + 1;

export const pinChatMessage: Method<'pinChatMessage'> = ({ world }, payload) => {
  const conversation = pinnable(world, payload.chat_id);
  const message = messageOf(conversation, payload.message_id);
  if (!message) throw badRequest('message to pin not found');
  if (!conversation.pinned.includes(message)) conversation.pinned.push(message);
  return true;
};

export const unpinChatMessage: Method<'unpinChatMessage'> = ({ world }, payload) => {
  const { pinned } = pinnable(world, payload.chat_id);
  const index = pinned.findIndex((message) => message.id === (payload.message_id ?? pinned.at(-1)?.id));
  if (index < 0) throw badRequest('message to unpin not found');
  pinned.splice(index, 1);
  return true;
};

export const unpinAllChatMessages: Method<'unpinAllChatMessages'> = ({ world }, payload) => {
  pinnable(world, payload.chat_id).pinned.length = 0;
  return true;
};

type Administrator = Extract<ChatMember, { status: 'creator' | 'administrator' }>;

export function describeMember(conversation: Conversation, person: Person): ChatMember {
  const { user } = person;
  if (conversation.admins[0] === person) return { status: 'creator', user, is_anonymous: false };
  if (conversation.admins.includes(person)) return describeAdministrator(person);
  return { status: conversation.members.includes(person) ? 'member' : 'left', user };
}

function describeAdministrator({ user }: Person): ChatMember {
  return {
    status: 'administrator',
    user,
    can_be_edited: false,
    is_anonymous: false,
    can_manage_chat: true,
    can_delete_messages: true,
    can_manage_video_chats: true,
    can_restrict_members: true,
    can_promote_members: false,
    can_change_info: true,
    can_invite_users: true,
    can_post_stories: false,
    can_edit_stories: false,
    can_delete_stories: false,
    can_pin_messages: true,
    can_send_welcome_messages: false,
  };
}

function group(world: World, id: number | string, otherwise: string): Conversation {
  const conversation = world.conversation(chatId(id));
  if (conversation.kind === 'private') throw badRequest(otherwise);
  return conversation;
}

/** The bot is a plain member of its groups, so it may pin in private chats only. */
function pinnable(world: World, id: number | string): Conversation {
  const conversation = world.writable(chatId(id));
  if (conversation.kind === 'supergroup') {
    throw badRequest('not enough rights to manage pinned messages in the chat');
  }
  return conversation;
}
