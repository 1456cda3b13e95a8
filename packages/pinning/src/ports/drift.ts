import type { Deed, Instant, LostPin, Message, PinRecord } from '@pinwheel/domain';

export interface HeardDeed extends Deed {
  /** By our clock; `at` is WhatsApp's, in whole seconds. */
  heardAt: Instant;
}

export interface DriftTransaction {
  /** Those of a chat that stand or are wanted, by the rules of the domain. */
  pinRecords(chatId: number, now: Instant): Promise<PinRecord[]>;
  /** The pin of a message that was put up last; null if there was none. */
  lastPin(messageId: number): Promise<PinRecord | null>;
  /** The unpin on a phone that was heard last of this message; null if there was none. */
  lastUnpin(chatId: number, messageId: number): Promise<Pick<HeardDeed, 'by' | 'at' | 'heardAt'> | null>;
  /** What somebody's hand took down of these messages is wanted no longer. @returns the messages of which that is true */
  letGo(chatId: number, messageIds: readonly number[], at: Instant): Promise<number[]>;
  /** When the board is to be compared with what is wanted; null for not at all. */
  setReconciliation(chatId: number, at: Instant | null): Promise<void>;
  reconciliation(chatId: number): Promise<Instant | null>;
  countRepairs(chatId: number, since: Instant): Promise<number>;
}

export interface DriftStore {
  /** What is wanted in a chat and phones do not show, by the time of the loss. */
  drift(chatId: number, now: Instant): Promise<(LostPin & { message: Message })[]>;
}
