import type { Board, Chat } from '@pinwheel/domain';
import type { Transaction } from './ports/store.js';

/** Locks the boards of several chats, in order of id, so that two who want some of the same never wait for each other. */
export async function lockBoards(
  tx: Transaction,
  chatIds: readonly number[],
): Promise<Map<number, { chat: Chat; board: Board }>> {
  const locked = new Map<number, { chat: Chat; board: Board }>();
  for (const id of [...new Set(chatIds)].toSorted((a, b) => a - b)) {
    const board = await tx.lockBoard(id);
    if (board) locked.set(id, board);
  }
  return locked;
}
