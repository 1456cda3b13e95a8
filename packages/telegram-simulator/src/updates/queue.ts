import { EventEmitter } from 'node:events';
import type { Update } from '@grammyjs/types';

export type UpdateKind = Exclude<keyof Update, 'update_id'>;

/** Telegram leaves these out unless a bot asks for them by name. */
const onlyOnRequest: ReadonlySet<UpdateKind> = new Set(['chat_member', 'message_reaction', 'message_reaction_count']);

/** What happened and the bot has not confirmed yet, oldest first. */
export class UpdateQueue extends EventEmitter<{ update: [] }> {
  readonly #updates: Update[] = [];
  readonly #check: (update: Update) => void;
  #nextId = 380_000_001;
  #allowed: readonly UpdateKind[] = [];

  constructor(check: (update: Update) => void) {
    super();
    this.#check = check;
  }

  /** Applies to updates made from now on, as Telegram says; absent means: as before. */
  allow(kinds: readonly UpdateKind[] | undefined): void {
    if (kinds) this.#allowed = kinds;
  }

  get allowed(): readonly UpdateKind[] {
    return this.#allowed;
  }

  add(content: Omit<Update, 'update_id'>): void {
    const kinds = Object.keys(content) as UpdateKind[];
    const wanted = (kind: UpdateKind) =>
      this.#allowed.length > 0 ? this.#allowed.includes(kind) : !onlyOnRequest.has(kind);
    if (!kinds.every(wanted)) return;
    const update: Update = { update_id: this.#nextId++, ...content };
    this.#check(update);
    this.#updates.push(update);
    this.emit('update');
  }

  /** Forgets everything below the offset; a negative offset keeps that many of the newest. */
  confirm(offset: number): void {
    const keep = (update: Update, index: number) =>
      offset < 0 ? index >= this.#updates.length + offset : update.update_id >= offset;
    this.#updates.splice(0, this.#updates.length, ...this.#updates.filter(keep));
  }

  remove(update: Update): void {
    const index = this.#updates.indexOf(update);
    if (index >= 0) this.#updates.splice(index, 1);
  }

  drop(): void {
    this.#updates.length = 0;
  }

  first(limit: number): Update[] {
    return this.#updates.slice(0, limit);
  }

  get all(): readonly Update[] {
    return this.#updates;
  }
}
