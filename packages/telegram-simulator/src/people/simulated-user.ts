import type { BotCommand } from '@grammyjs/types';
import { describeMember } from '../methods/conversations.js';
import type { CallbackAnswer } from '../methods/callback-queries.js';
import { describeChat, describeMessage, originOf } from '../chats/describe.js';
import type { Content, Conversation, Person, StoredMessage } from '../chats/model.js';
import { messageOf } from '../chats/world.js';
import type { BotContext } from '../methods/method.js';
import { findEntities, trim } from '../text/entities.js';
import { isMeantForBot } from './privacy.js';
import { type SeesOptions, Screen } from './screen.js';
import { renderChat, show, type ShownMessage } from './shown-message.js';

/** A group that the bot is a plain member of, with privacy mode on. */
export interface SimulatedGroup {
  readonly id: number;
  readonly title: string;
}

export interface SendOptions {
  readonly replyTo?: ShownMessage;
  readonly in?: SimulatedGroup;
  /** The message is a forward of this one and shows its content instead of the text. */
  readonly forward?: ShownMessage;
}

const answerTimeoutMs = 10_000;

/** A person with a phone: writes, taps and looks at the screen. */
export class SimulatedUser {
  readonly #bot: BotContext;
  readonly #person: Person;
  readonly #screen: Screen;

  constructor(bot: BotContext, person: Person) {
    this.#bot = bot;
    this.#person = person;
    this.#screen = new Screen(bot.world, person);
  }

  get id(): number {
    return this.#person.user.id;
  }

  get firstName(): string {
    return this.#person.user.first_name;
  }

  /** Entities are found as Telegram finds them: bot commands, mentions, links, e-mail addresses, hashtags. */
  send(text: string, options: SendOptions = {}): ShownMessage {
    if (text.trim() === '' && !options.forward) throw new Error('Telegram sends no empty message');
    return this.#write(findEntities(trim({ text, entities: [] })), options);
  }

  /** PNG, JPEG, GIF or WebP. */
  sendPhoto(bytes: Buffer, caption = '', options: SendOptions = {}): ShownMessage {
    const { files } = this.#bot.world;
    return this.#write(
      { ...findEntities(trim({ text: caption, entities: [] })), photo: files.keepPhoto(bytes) },
      options,
    );
  }

  sendDocument(bytes: Buffer, name: string, caption = '', options: SendOptions = {}): ShownMessage {
    const document = this.#bot.world.files.keep('documents', name, bytes);
    return this.#write({ ...findEntities(trim({ text: caption, entities: [] })), document }, options);
  }

  /**
   * Taps a button and waits for answerCallbackQuery.
   * @throws Error if the button is not on the screen now, does not call back, or is not answered within 10 s.
   */
  async tap(message: ShownMessage, label: string | RegExp): Promise<CallbackAnswer> {
    const current = messageOf(this.#conversation(message.chatId), message.id);
    if (!current) throw new Error(`Message #${message.id} is not on ${this.firstName}'s screen now`);
    const shown = show(current);
    const button = shown.buttons
      .flat()
      .find((candidate) =>
        typeof label === 'string' ? candidate.label === label : candidate.label.search(label) >= 0,
      );
    if (!button) throw new Error(`No button ${String(label)} on the screen now:\n${renderChat([shown])}`);
    if (button.data === undefined) throw new Error(`The button ${button.label} does not call the bot`);
    return this.press(message, button.data);
  }

  /** Sends callback data that no button needs to have: forged, or of a keyboard that is gone. */
  press(message: ShownMessage, data: string): Promise<CallbackAnswer> {
    const conversation = this.#conversation(message.chatId);
    const stored = messageOf(conversation, message.id);
    const { queue, callbacks } = this.#bot;
    return callbacks.ask(
      (id) =>
        queue.add({
          callback_query: {
            id,
            from: this.#person.user,
            message: stored
              ? describeMessage(stored)
              : { chat: describeChat(conversation), message_id: message.id, date: 0 },
            chat_instance: String(Math.abs(conversation.id)),
            data,
          },
        }),
      answerTimeoutMs,
      `${this.firstName}'s press of "${data}" on message #${message.id}`,
    );
  }

  /** What is on the screen now. */
  chat(inGroup?: SimulatedGroup): ShownMessage[] {
    const { messages } = this.#conversation(inGroup?.id ?? this.id);
    return messages.filter((message) => !message.deleted).map(show);
  }

  /** The commands that the menu offers, as Telegram resolves scopes and language. */
  menu(inGroup?: SimulatedGroup): readonly BotCommand[] {
    const conversation = this.#conversation(inGroup?.id ?? this.id);
    const { profile } = this.#bot;
    const chat_id = conversation.id;
    const isAdmin = conversation.admins.includes(this.#person);
    const language = this.#person.user.language_code;
    if (!inGroup) {
      return profile.menu([{ type: 'chat', chat_id }, { type: 'all_private_chats' }, { type: 'default' }], language);
    }
    return profile.menu(
      [
        { type: 'chat_member', chat_id, user_id: this.id },
        ...(isAdmin ? [{ type: 'chat_administrators', chat_id } as const] : []),
        { type: 'chat', chat_id },
        ...(isAdmin ? [{ type: 'all_chat_administrators' } as const] : []),
        { type: 'all_group_chats' },
        { type: 'default' },
      ],
      language,
    );
  }

  /**
   * Waits until a message of the bot, in private or in a group, shows or has shown a text or caption that matches.
   * @throws Error with the screen in it after `timeoutMs` (10 s if absent).
   */
  sees(pattern: RegExp | string, options: SeesOptions = {}): Promise<ShownMessage> {
    return this.#screen.sees(pattern, options);
  }

  seesPhoto(options: SeesOptions = {}): Promise<{ message: ShownMessage; png: Buffer }> {
    return this.#screen.seesPhoto(options);
  }

  /** @throws Error if the bot writes, edits or deletes a message on this screen within the time. */
  seesNothing(ms: number): Promise<void> {
    return this.#screen.seesNothing(ms);
  }

  block(): void {
    this.#person.blocked = true;
    this.#tellMembership('member', 'kicked');
  }

  unblock(): void {
    this.#person.blocked = false;
    this.#tellMembership('kicked', 'member');
  }

  #write(content: Content, options: SendOptions): ShownMessage {
    const { world, queue } = this.#bot;
    if (!options.in && this.#person.blocked) throw new Error(`${this.firstName} has blocked the bot`);
    const conversation = this.#conversation(options.in?.id ?? this.id);
    if (!options.in) this.#person.started = true;
    const forwarded = options.forward && this.#stored(options.forward);
    if (forwarded?.isProtected) throw new Error(`Message #${forwarded.id} is protected from forwarding`);
    const replyTo = options.replyTo && this.#stored(options.replyTo);
    const message = world.add({
      conversation,
      from: this.#person.user,
      content: forwarded?.content ?? content,
      ...(forwarded && { forwardOrigin: originOf(forwarded) }),
      ...(replyTo && { replyTo }),
    });
    if (isMeantForBot(message, world.bot)) queue.add({ message: describeMessage(message) });
    return show(message);
  }

  #tellMembership(from: 'member' | 'kicked', to: 'member' | 'kicked'): void {
    const { world, queue } = this.#bot;
    const member = (status: 'member' | 'kicked') =>
      status === 'member'
        ? ({ status, user: world.bot } as const)
        : ({ status, user: world.bot, until_date: 0 } as const);
    queue.add({
      my_chat_member: {
        chat: describeChat(this.#conversation(this.id)),
        from: this.#person.user,
        date: world.date,
        old_chat_member: member(from),
        new_chat_member: member(to),
      },
    });
  }

  #conversation(id: number): Conversation {
    const conversation = this.#bot.world.conversation(id);
    if (describeMember(conversation, this.#person).status === 'left') {
      throw new Error(`${this.firstName} is not in ${conversation.title}`);
    }
    return conversation;
  }

  #stored(message: ShownMessage): StoredMessage {
    const stored = messageOf(this.#conversation(message.chatId), message.id);
    if (!stored) throw new Error(`Message #${message.id} is not on ${this.firstName}'s screen now`);
    return stored;
  }
}
