import * as conversations from './conversations.js';
import * as edit from './edit.js';
import * as identity from './identity.js';
import type { Methods } from './method.js';
import * as send from './send.js';
import * as updates from './updates.js';

const { sendMessage, sendPhoto, sendDocument, copyMessage, forwardMessage, sendChatAction } = send;

/** The methods that are played; any other true one is answered with a 501. */
export const methods: Methods = {
  sendMessage,
  sendPhoto,
  sendDocument,
  copyMessage,
  forwardMessage,
  sendChatAction,
  getChat: conversations.getChat,
  getChatMember: conversations.getChatMember,
  getChatAdministrators: conversations.getChatAdministrators,
  getChatMemberCount: conversations.getChatMemberCount,
  pinChatMessage: conversations.pinChatMessage,
  unpinChatMessage: conversations.unpinChatMessage,
  unpinAllChatMessages: conversations.unpinAllChatMessages,
  ...edit,
  ...identity,
  ...updates,
};
