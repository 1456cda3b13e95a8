export interface SlotsTransaction {
  /** The board must be locked by this transaction. */
  saveLockedSlots(chatId: number, slots: readonly number[]): Promise<void>;
}
