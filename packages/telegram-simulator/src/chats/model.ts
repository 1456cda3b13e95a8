import type { InlineKeyboardMarkup, MessageEntity, MessageOrigin, User } from '@grammyjs/types';
import type { StoredFile, StoredPhoto } from './files.js';

export interface Person {
  readonly user: User;
  /** The bot may write only after the person has written first. */
  started: boolean;
  blocked: boolean;
}

export interface Conversation {
  readonly id: number;
  readonly kind: 'private' | 'supergroup';
  readonly title: string;
  readonly members: readonly Person[];
  readonly admins: readonly Person[];
  readonly messages: StoredMessage[];
  readonly pinned: StoredMessage[];
}

export interface Content {
  /** The text, or the caption. */
  readonly text: string;
  readonly entities: readonly MessageEntity[];
  readonly photo?: StoredPhoto;
  readonly document?: StoredFile;
}

export interface StoredMessage {
  readonly conversation: Conversation;
  readonly id: number;
  readonly from: User;
  /** Unix time in seconds. */
  readonly date: number;
  readonly replyTo?: StoredMessage;
  readonly forwardOrigin?: MessageOrigin;
  content: Content;
  keyboard: InlineKeyboardMarkup | undefined;
  editDate?: number;
  deleted: boolean;
  /** It can be neither forwarded nor copied. */
  readonly isProtected?: boolean;
  /** Every text it has shown, with its place in the order of everything shown in this world. */
  readonly versions: { readonly text: string; readonly moment: number }[];
}
