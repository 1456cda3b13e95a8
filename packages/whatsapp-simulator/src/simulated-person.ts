import type { proto, WAPatchCreate } from '@whiskeysockets/baileys';
import type { Chat, HeardMessage, Person, ShownPin } from './api.js';
import type { Account } from './people/account.js';
import { readBoard } from './people/board.js';
import { GroupState } from './people/group.js';
import { favoriteJids, favoring, PINNED_CHATS, pinnedJids, pinning, starredIds } from './people/shown-view.js';
import { changeOnPhone } from './server/app-state.js';
import { pairByCode } from './server/code-pairing.js';
import { pairByQr, unlink } from './server/pairing.js';
import { speak } from './server/speech.js';
import type { World } from './server/world.js';
import { readQrPhoto } from './qr-photo.js';

const PIN_EDIT = '2';
const OWN_DELETION_EDIT = '7';
const ADMIN_DELETION_EDIT = '8';
/** What WhatsApp's own dialog proposes: 7 days. */
const USUAL_PIN_SECONDS = 604_800;
const REVOKE = 0;

/** From the public objects to what is behind them. */
export interface Register {
  readonly world: World;
  chat(chat: Chat): GroupState | Account;
  person(account: Account): Person;
  /** By the jid of a group, or either jid of a person. */
  chatAt(jid: string): Chat | undefined;
}

export class SimulatedPerson implements Person {
  readonly name: string;
  readonly phone: string;
  readonly jid: string;
  readonly lid: string;
  readonly #account: Account;
  readonly #register: Register;

  constructor(account: Account, register: Register) {
    this.name = account.name;
    this.phone = account.number;
    this.jid = account.jid;
    this.lid = account.lid;
    this.#account = account;
    this.#register = register;
  }

  scan(qrText: string): Promise<void> {
    return pairByQr(this.#register.world, this.#account, qrText);
  }

  async scanPhoto(png: Buffer): Promise<void> {
    await this.scan(readQrPhoto(png));
  }

  enterPairingCode(code: string): Promise<void> {
    return pairByCode(this.#register.world, this.#account, code);
  }

  unlinkCompanions(): void {
    for (const companion of this.#account.companions.values()) unlink(this.#register.world, companion);
  }

  say(group: Chat, text: string): Promise<string> {
    return this.#say(group, { conversation: text });
  }

  sayPrivately(to: Person, text: string): Promise<string> {
    return this.#say(to, { conversation: text });
  }

  pin(chat: Chat, messageId: string, seconds = USUAL_PIN_SECONDS): Promise<string> {
    return this.#pin(chat, messageId, 1, seconds);
  }

  unpin(chat: Chat, messageId: string): Promise<string> {
    return this.#pin(chat, messageId, 2, 0);
  }

  async deleteMessage(chat: Chat, messageId: string): Promise<void> {
    const key = this.#keyOf(chat, messageId);
    const place = this.#register.chat(chat);
    const mayDelete = key.fromMe || (place instanceof GroupState && place.isAdmin(this.#account));
    if (!mayDelete) throw new Error(`${this.name} may not delete this message for everyone`);
    await this.#say(
      chat,
      { protocolMessage: { type: REVOKE, key } },
      key.fromMe ? OWN_DELETION_EDIT : ADMIN_DELETION_EDIT,
    );
  }

  heard(chat: Chat): HeardMessage[] {
    const log = this.#log(chat);
    return log.entries
      .filter(({ text, pin }) => text !== undefined || pin !== undefined)
      .map(({ wireId, from, text, pin, at }) => ({
        wireId,
        from: this.#register.person(from),
        ...(text === undefined ? {} : { text }),
        ...(pin === undefined ? {} : { pin }),
        at,
        copies: log.copies(wireId),
      }));
  }

  undecryptable(chat: Chat): number {
    return this.#log(chat).undecryptable;
  }

  board(chat: Chat, now = this.#register.world.now()): ShownPin[] {
    return readBoard(this.#log(chat).entries, now).map(({ entry, pinnedWith, expiresAt }) => ({
      messageId: entry.wireId,
      text: entry.text ?? '',
      pinnedBy: this.#register.person(pinnedWith.from),
      expiresAt,
    }));
  }

  pinnedChats(): Chat[] {
    return pinnedJids(this.#account).flatMap((jid) => this.#register.chatAt(jid) ?? []);
  }

  favoriteChats(): Chat[] {
    return favoriteJids(this.#account).flatMap((jid) => this.#register.chatAt(jid) ?? []);
  }

  favoriteMessages(chat: Chat): string[] {
    return starredIds(this.#account, this.#register.chat(chat), this.#log(chat).entries);
  }

  async pinChat(chat: Chat): Promise<void> {
    if (pinnedJids(this.#account).length >= PINNED_CHATS) throw new Error(`${this.name} has pinned enough chats`);
    await this.#change(pinning(this.#register.chat(chat), true, this.#register.world.now()));
  }

  async unpinChat(chat: Chat): Promise<void> {
    await this.#change(pinning(this.#register.chat(chat), false, this.#register.world.now()));
  }

  async favoriteChat(chat: Chat): Promise<void> {
    await this.#change(favoring(this.#account, this.#register.chat(chat), this.#register.world.now()));
  }

  #change(change: WAPatchCreate): Promise<void> {
    return changeOnPhone(this.#register.world, this.#account, change);
  }

  #pin(chat: Chat, messageId: string, type: 1 | 2, seconds: number): Promise<string> {
    const pinInChatMessage = {
      key: this.#keyOf(chat, messageId),
      type,
      senderTimestampMs: this.#register.world.now(),
    };
    const messageContextInfo = { messageAddOnDurationInSecs: seconds };
    return this.#say(chat, { pinInChatMessage, messageContextInfo }, PIN_EDIT);
  }

  async #say(chat: Chat, message: proto.IMessage, edit?: string): Promise<string> {
    const place = this.#register.chat(chat);
    const act = edit === PIN_EDIT ? 'pin' : 'speak';
    if (place instanceof GroupState && !place.permits(this.#account, act)) {
      throw new Error(`${this.name} may not ${act} in ${place.subject}`);
    }
    return speak(this.#register.world, { author: this.#account, chat: place, message, edit });
  }

  /** The key of a message as this person's phone writes it. */
  #keyOf(chat: Chat, messageId: string) {
    const place = this.#register.chat(chat);
    const entry = this.#log(chat).entries.find(({ wireId }) => wireId === messageId);
    if (!entry) throw new Error(`${this.name} knows no message ${messageId}`);
    const fromMe = entry.from === this.#account;
    if (place instanceof GroupState) {
      return { remoteJid: place.jid, fromMe, id: messageId, participant: place.nameOf(entry.from) };
    }
    return { remoteJid: place.lid, fromMe, id: messageId };
  }

  #log(chat: Chat) {
    return this.#account.phone.log(this.#register.chat(chat).jid);
  }
}
