import type { SignalKeyStore, WASocket } from '@whiskeysockets/baileys';
import { isJidGroup, isLidUser, jidDecode } from '@whiskeysockets/baileys';
import type { Life } from '../socket/life.js';
import { ConnectionLost } from '../socket/while-alive.js';

/** A record among those that say who has which group's key, so that it is written in one go with them. */
const markType = 'sender-key-memory';
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
   * Runs sendings one after the other, each in a transaction of Baileys' own.
   * @throws what `send` throws, or the store, or ConnectionLost.
   */
  sendTo(life: Life, chatJid: string, send: () => Promise<unknown>): Promise<void> {
    const sending = this.#last.then(() => this.#sendTo(life, chatJid, send));
    this.#last = sending.catch(() => {});
    return sending;
  }

  async #sendTo(life: Life, chatJid: string, send: () => Promise<unknown>): Promise<void> {
    if (life.gone.aborted) throw new ConnectionLost();
    const marked = await this.#recall();
    const { keys, creds } = life.socket.authState;
    await keys.transaction(async () => {
      if (marked.has(chatJid)) await renewKeys(life.socket, chatJid);
      const others = new Set(marked);
      others.delete(chatJid);
      marked.add(chatJid);
      await this.#store.set({ [markType]: { [markId]: toRecord(marked) } });
      await keys.set({ [markType]: { [markId]: toRecord(others) } });
      await send();
    }, creds.me?.id ?? '');
    marked.delete(chatJid);
  }

  async #recall(): Promise<Set<string>> {
    this.#marked ??= new Set(Object.keys((await this.#store.get(markType, [markId]))[markId] ?? {}));
    return this.#marked;
  }
}

function toRecord(chats: ReadonlySet<string>): Record<string, boolean> | null {
  return chats.size === 0 ? null : Object.fromEntries([...chats].map((jid) => [jid, true]));
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
