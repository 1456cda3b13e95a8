import type { Heard, HeardChat, Logger } from '@pinwheel/pinning';
import type { BaileysEventMap, GroupMetadata } from '@whiskeysockets/baileys';
import { isJidGroup } from '@whiskeysockets/baileys';
import { causeOf } from '../cause.js';
import type { Account } from '../listener.js';
import type { Life } from '../socket/life.js';
import { ConnectionLost, whileAlive } from '../socket/while-alive.js';
import { queryRefusal } from '../socket/query-refusal.js';
import { chatOf } from './chat.js';

/** How long changes of a group are gathered before it is asked about: people join in crowds. */
const gatherMs = 500;

export interface GroupsOptions {
  logger: Logger;
  account(): Account | null;
  heard(events: Heard[]): void;
}

/**
 * What WhatsApp says of our groups, while a socket lives. Baileys would ask before each message; and who remembers
 * must forget at each change, because the members decide who can read a message.
 */
export class Groups {
  readonly #options: GroupsOptions;
  readonly #metadata = new Map<string, GroupMetadata>();
  readonly #asked = new Map<string, Promise<GroupMetadata>>();
  readonly #changed = new Map<string, NodeJS.Timeout>();
  /** What was told last; outlives the sockets, so that a group we are no longer in keeps its name. */
  readonly #told = new Map<string, HeardChat>();
  /** Lists of participants that were learned already: Baileys hands over some answers twice, and late. */
  readonly #seen = new WeakSet<object>();
  #life: Life | null = null;

  constructor(options: GroupsOptions) {
    this.#options = options;
  }

  follow(life: Life): void {
    this.#life = life;
    const { ev } = life.socket;
    ev.on('groups.upsert', (groups) => this.#learn(groups));
    ev.on('groups.update', (updates) => this.#update(updates));
    ev.on('group-participants.update', ({ id }) => this.invalidate(id));
    life.gone.addEventListener('abort', () => this.#forgetAll(), { once: true });
  }

  /**
   * From memory, or from WhatsApp.
   * @throws {ConnectionLost} and what Baileys throws for a refused or unanswered query.
   */
  find(jid: string): Promise<GroupMetadata> {
    const known = this.#metadata.get(jid);
    return known ? Promise.resolve(known) : this.#ask(jid);
  }

  /** Something about the group has changed, or may have. */
  invalidate(jid: string): void {
    this.#metadata.delete(jid);
    this.#asked.delete(jid);
    if (!isJidGroup(jid) || this.#changed.has(jid)) return;
    this.#changed.set(
      jid,
      setTimeout(() => void this.#refresh(jid), gatherMs),
    );
  }

  /** Asks for all groups and tells of each, and of those that are no longer among them. */
  async refreshAll(): Promise<void> {
    const life = this.#life;
    if (!life) throw new ConnectionLost();
    const groups = await whileAlive(life, life.socket.groupFetchAllParticipating());
    const gone = [...this.#told.keys()].filter((jid) => !(jid in groups));
    this.#learn(Object.values(groups));
    if (gone.length > 0) this.#options.heard(gone.map((jid) => ({ kind: 'chat', chat: this.#left(jid) })));
  }

  #update(updates: BaileysEventMap['groups.update']): void {
    const complete = updates.filter((update): update is GroupMetadata => Array.isArray(update.participants));
    for (const { id, participants } of updates) if (id && !participants) this.invalidate(id);
    this.#learn(complete);
  }

  #learn(groups: readonly GroupMetadata[]): void {
    const account = this.#options.account();
    // The parent of a community has no conversation of its own.
    const news = groups.filter(({ isCommunity, participants }) => !isCommunity && !this.#seen.has(participants));
    if (!account || news.length === 0) return;
    const chats = news.map((group) => chatOf(account, group));
    for (const group of news) {
      this.#seen.add(group.participants);
      this.#metadata.set(group.id, group);
    }
    for (const chat of chats) this.#told.set(chat.jid, chat);
    this.#options.heard(chats.map((chat) => ({ kind: 'chat', chat })));
  }

  #ask(jid: string): Promise<GroupMetadata> {
    const life = this.#life;
    if (!life) return Promise.reject(new ConnectionLost());
    const asked = this.#asked.get(jid) ?? whileAlive(life, life.socket.groupMetadata(jid));
    this.#asked.set(jid, asked);
    const keep = (group: GroupMetadata) => {
      // Invalidated meanwhile: the answer may be older than the change.
      if (this.#asked.get(jid) === asked) this.#metadata.set(jid, group);
    };
    const done = () => {
      if (this.#asked.get(jid) === asked) this.#asked.delete(jid);
    };
    asked.then(keep, () => {}).finally(done);
    return asked;
  }

  async #refresh(jid: string): Promise<void> {
    this.#changed.delete(jid);
    try {
      const group = await this.#ask(jid);
      this.#learn([group]);
    } catch (error) {
      if (error instanceof ConnectionLost) return;
      this.#options.logger.warn({ cause: causeOf(error) }, 'asking about a group failed');
      if (queryRefusal(error) !== null) this.#options.heard([{ kind: 'chat', chat: this.#left(jid) }]);
    }
  }

  /** A group we are no longer in; its name is empty where we never knew it. */
  #left(jid: string): HeardChat {
    const unknown: HeardChat = {
      jid,
      kind: 'group',
      name: '',
      members: null,
      ourRole: 'none',
      onlyAdminsEdit: false,
      onlyAdminsSpeak: false,
      disappearingSeconds: null,
    };
    const left: HeardChat = { ...unknown, ...this.#told.get(jid), ourRole: 'none' };
    this.#told.delete(jid);
    return left;
  }

  #forgetAll(): void {
    for (const timer of this.#changed.values()) clearTimeout(timer);
    this.#changed.clear();
    this.#metadata.clear();
    this.#asked.clear();
    this.#life = null;
  }
}
