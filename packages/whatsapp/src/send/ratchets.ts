import type { SignalKeyStore, WASocket } from '@whiskeysockets/baileys';
import { isJidGroup, isLidUser, jidDecode } from '@whiskeysockets/baileys';
import type { Life } from '../socket/life.js';
import { ConnectionLost, whileAlive } from '../socket/while-alive.js';

/** For each group the devices that have our key of it. */
const memoryType = 'sender-key-memory';
/** Marked chats: a record of the same type, so that Baileys writes it in one go with the ratchets. */
const markId = 'pinwheel:unsettled';

/**
 * Baileys sends first and stores the advanced ratchet after. Where the store fails or the process dies in between, the
 * message is out, and the next one would be encrypted with a key that was used already: no member could read it. So a
 * mark is stored before each sending and taken away by the very write that stores the ratchet; the next sending to a
 * chat that is marked begins with new keys.
 */
export class Ratchets {
  readonly #store: SignalKeyStore;
  #marked: Set<string> | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(store: SignalKeyStore) {
    this.#store = store;
  }

  /**
   * Runs sendings one after the other, each in a transaction of Baileys' own. Resolves to the devices that this one
   * gave the group's key to.
   * @throws what `send` throws, or the store, or ConnectionLost.
   */
  sendTo(life: Life, chatJid: string, send: () => Promise<unknown>): Promise<string[]> {
    return this.#inTurn(() => this.#sendTo(life, chatJid, send));
  }

  /** These devices may not have got the group's key: the message that carried it was not acknowledged. */
  doubt(chatJid: string, devices: readonly string[]): Promise<void> {
    return this.#inTurn(async () => {
      const holders = new Set(await this.#holders(this.#store, chatJid));
      for (const device of devices) holders.delete(device);
      await this.#store.set({ [memoryType]: { [chatJid]: toRecord(holders) } });
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => {});
    return turn;
  }

  async #sendTo(life: Life, chatJid: string, send: () => Promise<unknown>): Promise<string[]> {
    if (life.gone.aborted) throw new ConnectionLost();
    const marked = await this.#recall();
    const { keys, creds } = life.socket.authState;
    const given = await keys.transaction(async () => {
      if (marked.has(chatJid)) await renewKeys(life.socket, chatJid);
      const others = new Set(marked);
      others.delete(chatJid);
      marked.add(chatJid);
      await this.#store.set({ [memoryType]: { [markId]: toRecord(marked) } });
      await keys.set({ [memoryType]: { [markId]: toRecord(others) } });
      const before = new Set(await this.#holders(keys, chatJid));
      // Baileys may go on waiting for answers on a dead socket; the next sending must not.
      await whileAlive(life, send());
      return (await this.#holders(keys, chatJid)).filter((device) => !before.has(device));
    }, creds.me?.id ?? '');
    marked.delete(chatJid);
    return given;
  }

  /** The devices that have the group's key, as far as we know. */
  async #holders(keys: SignalKeyStore, chatJid: string): Promise<string[]> {
    return Object.keys((await keys.get(memoryType, [chatJid]))[chatJid] ?? {});
  }

  async #recall(): Promise<Set<string>> {
    this.#marked ??= new Set(await this.#holders(this.#store, markId));
    return this.#marked;
  }
}

function toRecord(jids: ReadonlySet<string>): Record<string, boolean> | null {
  return jids.size === 0 ? null : Object.fromEntries([...jids].map((jid) => [jid, true]));
}

function renewKeys(socket: WASocket, chatJid: string): Promise<void> {
  return isJidGroup(chatJid) ? forgetSenderKey(socket, chatJid) : renewSessions(socket, chatJid);
}

/** The next message to the group then comes with a new key for everybody. */
async function forgetSenderKey({ authState: { keys, creds } }: WASocket, group: string): Promise<void> {
  const own = [creds.me?.id, creds.me?.lid].filter((jid) => jid !== undefined);
  await keys.set({
    'sender-key': Object.fromEntries(own.map((jid) => [senderKeyName(group, jid), null])),
    'sender-key-memory': { [group]: null },
  });
}

/** As libsignal and Baileys name it: the group, the address with its kind, the device. */
function senderKeyName(group: string, jid: string): string {
  const { user = '', domainType = 0, device = 0 } = jidDecode(jid) ?? {};
  return `${group}::${domainType === 0 ? user : `${user}_${domainType}`}::${device}`;
}

/** A private message is encrypted for the devices of both people. */
async function renewSessions(socket: WASocket, chatJid: string): Promise<void> {
  const { id, lid } = socket.authState.creds.me ?? {};
  const own = isLidUser(chatJid) ? lid : id;
  const devices = await socket.getUSyncDevices(own ? [own, chatJid] : [chatJid], true, false);
  const others = devices.map(({ jid }) => jid).filter((jid) => jid !== id && jid !== lid);
  await socket.assertSessions(others, true);
}
