export interface SlotsTransaction {
  /** Places for pins of a chat that has no number of its own. */
  readonly usualSlots: number;
  /** The board must be locked by this transaction. */
  saveLockedSlots(chatId: number, slots: readonly number[]): Promise<void>;
}
