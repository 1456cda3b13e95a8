import { EventEmitter } from 'node:events';
import type { InlineKeyboardMarkup, MessageOrigin, User } from '@grammyjs/types';
import { badRequest, Refusal } from '../refusal.js';
import { FileStore } from './files.js';
import type { Content, Conversation, Person, StoredMessage } from './model.js';

export interface NewMessage {
  readonly conversation: Conversation;
  readonly from: User;
  readonly content: Content;
  readonly keyboard?: InlineKeyboardMarkup;
  readonly replyTo?: StoredMessage;
  readonly isProtected?: boolean;
  readonly forwardOrigin?: MessageOrigin;
}

/** The people, chats, messages and files that exist; `change` tells that a screen looks different now. */
export class World extends EventEmitter<{ change: [] }> {
  readonly bot: User & { username: string };
  readonly now: () => number;
  readonly files = new FileStore();
  readonly people = new Map<number, Person>();
  readonly conversations = new Map<number, Conversation>();
  #moment = 0;
  #nextUserId = 700_000_001;
  #nextGroupId = -1_001_900_000_001;

  constructor(bot: User & { username: string }, now: () => number) {
    super();
    this.setMaxListeners(0);
    this.bot = bot;
    this.now = now;
  }

  addPerson(details: { first_name: string; language_code?: string; username?: string }): Person {
    const id = this.#nextUserId++;
    const person: Person = { user: { id, is_bot: false, ...details }, started: false, blocked: false };
    this.people.set(id, person);
    this.#open({ id, kind: 'private', title: details.first_name, members: [person], admins: [] });
    return person;
  }

  addGroup(details: { title: string; members: readonly Person[]; admins: readonly Person[] }): Conversation {
    return this.#open({ id: this.#nextGroupId--, kind: 'supergroup', ...details });
  }

  #open(details: Omit<Conversation, 'messages' | 'pinned'>): Conversation {
    const conversation = { ...details, messages: [], pinned: [] };
    this.conversations.set(details.id, conversation);
    return conversation;
  }

  conversation(id: number): Conversation {
    const conversation = this.conversations.get(id);
    if (!conversation) throw badRequest('chat not found');
    return conversation;
  }

  /** The place in the order of everything shown so far. */
  get moment(): number {
    return this.#moment;
  }

  /** Unix time in seconds. */
  get date(): number {
    return Math.floor(this.now() / 1000);
  }

  add({ keyboard, ...details }: NewMessage): StoredMessage {
    const { messages } = details.conversation;
    const message: StoredMessage = {
      ...details,
      id: messages.length + 1,
      date: this.date,
      keyboard,
      deleted: false,
      versions: [],
    };
    messages.push(message);
    this.#show(message);
    return message;
  }

  edit(message: StoredMessage, content: Content, keyboard: InlineKeyboardMarkup | undefined): void {
    message.content = content;
    message.keyboard = keyboard;
    message.editDate = this.date;
    this.#show(message);
  }

  delete(message: StoredMessage): void {
    message.deleted = true;
    this.emit('change');
  }

  #show(message: StoredMessage): void {
    message.versions.push({ text: message.content.text, moment: ++this.#moment });
    this.emit('change');
  }

  /** The chat, if the bot may write there now. */
  writable(id: number): Conversation {
    const conversation = this.conversation(id);
    const [person] = conversation.members;
    if (conversation.kind === 'private' && person?.blocked) {
      throw new Refusal(403, 'Forbidden: bot was blocked by the user');
    }
    if (conversation.kind === 'private' && !person?.started) {
      throw new Refusal(403, "Forbidden: bot can't initiate conversation with a user");
    }
    return conversation;
  }
}

/** The message with this id, unless it is deleted. */
export function messageOf(conversation: Conversation, id: number | undefined): StoredMessage | undefined {
  const message = conversation.messages[(id ?? 0) - 1];
  return message?.deleted ? undefined : message;
}
