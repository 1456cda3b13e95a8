import { randomInt } from 'node:crypto';
import type { Companion } from './companion.js';
import { parseJid, PHONE_DEVICE } from './jids.js';
import { Collections } from './collections.js';
import { Phone } from './phone.js';
import { View } from './view.js';

/** Somebody with a phone number, a LID, a phone, and any number of linked companions. */
export class Account {
  readonly name: string;
  readonly number: string;
  readonly jid: string;
  readonly lid: string;
  readonly phone = new Phone();
  /** What the phone shows of its chats to its own person. */
  readonly view = new View();
  /** The same as WhatsApp's server has it. */
  readonly collections = new Collections();
  readonly companions = new Map<number, Companion>();
  #lastDevice = PHONE_DEVICE;

  constructor(name: string, number: string) {
    this.name = name;
    this.number = number;
    this.jid = `${number}@s.whatsapp.net`;
    this.lid = `${randomInt(100_000_000_000_000, 280_000_000_000_000)}@lid`;
  }

  /** Whether a phone-number jid or a LID, with or without a device, is this account's. */
  isNamed(jid: string): boolean {
    const { user } = parseJid(jid);
    return user === this.number || `${user}@lid` === this.lid;
  }

  /** Device numbers are never given twice: an unlinked companion must not be mistaken for the next one. */
  nextDevice(): number {
    return ++this.#lastDevice;
  }
}
