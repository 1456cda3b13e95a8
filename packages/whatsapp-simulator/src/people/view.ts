import { randomBytes } from 'node:crypto';
import { decodePatches, encodeSyncdPatch, newLTHashState, proto } from '@whiskeysockets/baileys';
import type { LTHashState, WAPatchCreate, WAPatchName } from '@whiskeysockets/baileys';

/** One value of the app state, under the parts of its index. */
export interface ViewEntry {
  readonly index: readonly string[];
  readonly value: proto.ISyncActionValue;
}

/** How a phone shows its own account's chats, sealed for WhatsApp's server with keys that only the account's devices have. */
export class View {
  readonly keyId = Buffer.concat([Buffer.alloc(2), randomBytes(4)]);
  readonly keyData = randomBytes(32);
  readonly #states = new Map<WAPatchName, LTHashState>();
  readonly #entries = new Map<WAPatchName, Map<string, ViewEntry>>();
  #unreadable = 0;

  /** Patches of companions whose seals did not fit; nothing of them is shown. */
  get unreadable(): number {
    return this.#unreadable;
  }

  /** In the order in which they were written last. */
  entries(name: WAPatchName, kind: string): ViewEntry[] {
    return [...(this.#entries.get(name)?.values() ?? [])].filter(({ index }) => index[0] === kind);
  }

  /** The next patch of a collection, with its number. */
  async read(name: WAPatchName, patch: proto.ISyncdPatch): Promise<void> {
    const before = this.#state(name);
    let fits = true;
    const doubt = { ...silent, warn: () => void (fits = false) };
    const { state, mutationMap } = await decodePatches(name, [patch], before, this.#key, {}, undefined, doubt);
    if (!fits) this.#unreadable += 1;
    if (!fits) return;
    this.#states.set(name, state);
    for (const { index, syncAction } of Object.values(mutationMap)) this.#note(name, index, syncAction.value ?? {});
  }

  /** The sealed form of what the person does on this phone. */
  async write(change: WAPatchCreate): Promise<proto.ISyncdPatch> {
    const { patch, state } = await encodeSyncdPatch(change, this.#id, this.#state(change.type), this.#key);
    this.#states.set(change.type, state);
    this.#note(change.type, change.index, change.syncAction);
    return patch;
  }

  #note(name: WAPatchName, index: string[], value: proto.ISyncActionValue): void {
    const entries = this.#entries.get(name) ?? new Map<string, ViewEntry>();
    entries.delete(JSON.stringify(index));
    entries.set(JSON.stringify(index), { index, value });
    this.#entries.set(name, entries);
  }

  #state(name: WAPatchName): LTHashState {
    return this.#states.get(name) ?? newLTHashState();
  }

  get #id(): string {
    return this.keyId.toString('base64');
  }

  readonly #key = async (id: string) => (id === this.#id ? { keyData: this.keyData } : undefined);
}

const nothing = () => undefined;

const silent = {
  level: 'silent',
  child: () => silent,
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
};
