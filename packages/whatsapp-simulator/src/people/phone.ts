import { proto, unpadRandomMax16 } from '@whiskeysockets/baileys';
import { PairwiseSessions, type PairwiseMessage } from '../signal/pairwise.js';
import { IncomingSenderKeys, OutgoingSenderKey } from '../signal/sender-key.js';
import type { Account } from './account.js';
import type { Entry } from './board.js';
import { ChatLog } from './chat-log.js';
import { readContent } from './content.js';

/** A message on its way from a companion to a phone, still encrypted. */
export interface Parcel {
  readonly wireId: string;
  /** Group jid, or the phone-number jid of the other person. */
  readonly chat: string;
  readonly from: Account;
  /** The sending device, as sessions are named. */
  readonly peer: string;
  readonly pairwise: PairwiseMessage | undefined;
  readonly group: Buffer | undefined;
  readonly edit: string | undefined;
  readonly at: number;
}

/** A phone asks for a message it cannot decrypt this many times, like Baileys does. */
const MAX_RETRIES = 5;

/** Device 0 of an account: it decrypts for itself, with its own keys, and remembers what it could read. */
export class Phone {
  readonly sessions = new PairwiseSessions();
  readonly #logs = new Map<string, ChatLog>();
  readonly #incoming = new Map<string, IncomingSenderKeys>();
  readonly #outgoing = new Map<string, { key: OutgoingSenderKey; knownTo: Set<string> }>();
  readonly #retries = new Map<string, number>();
  #last: Promise<unknown> = Promise.resolve();

  log(chat: string): ChatLog {
    return getOrAdd(this.#logs, chat, () => new ChatLog());
  }

  /** The chats in which something happened, by group jid or phone-number jid. */
  get chats(): ReadonlyMap<string, ChatLog> {
    return this.#logs;
  }

  /** Decrypts in the order of arrival. Resolves to how often the phone has now asked for it again, 0 when it could read it. */
  receive(parcel: Parcel): Promise<number> {
    return this.inTurn(() => this.#receive(parcel));
  }

  /** Ratchets move with every message: whatever uses them waits for the one before. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => undefined);
    return result;
  }

  note(chat: string, message: proto.IMessage, entry: Pick<Entry, 'wireId' | 'from' | 'at'>, edit?: string): void {
    const content = readContent(message, edit);
    if (content) this.log(chat).add({ ...entry, ...content });
  }

  senderKey(group: string): { key: OutgoingSenderKey; knownTo: Set<string> } {
    return getOrAdd(this.#outgoing, group, () => ({ key: new OutgoingSenderKey(), knownTo: new Set() }));
  }

  /** Somebody left: what is said from now on must not be readable with the old key. */
  dropSenderKey(group: string): void {
    this.#outgoing.delete(group);
  }

  async #receive(parcel: Parcel): Promise<number> {
    try {
      const message = await this.#decrypt(parcel);
      this.note(parcel.chat, message, parcel, parcel.edit);
      this.log(parcel.chat).decrypted(parcel.wireId);
      return 0;
    } catch {
      this.log(parcel.chat).failed(parcel.wireId);
      const asked = (this.#retries.get(parcel.wireId) ?? 0) + 1;
      this.#retries.set(parcel.wireId, asked);
      return asked > MAX_RETRIES ? 0 : asked;
    }
  }

  async #decrypt({ peer, chat, pairwise, group }: Parcel): Promise<proto.IMessage> {
    let message: proto.IMessage = {};
    const senderKeys = getOrAdd(this.#incoming, `${chat} ${peer}`, () => new IncomingSenderKeys());
    if (pairwise) {
      message = decode(await this.sessions.decrypt(peer, pairwise));
      const distribution = message.senderKeyDistributionMessage?.axolotlSenderKeyDistributionMessage;
      if (distribution) senderKeys.learn(distribution);
    }
    if (group) message = decode(senderKeys.decrypt(group));
    if (!pairwise && !group) throw new Error('nothing for this device');
    return message.deviceSentMessage?.message ?? message;
  }
}

function decode(padded: Uint8Array): proto.IMessage {
  return proto.Message.decode(unpadRandomMax16(padded));
}

function getOrAdd<K, V>(map: Map<K, V>, key: K, create: () => V): V {
  const present = map.get(key);
  if (present !== undefined) return present;
  const created = create();
  map.set(key, created);
  return created;
}
