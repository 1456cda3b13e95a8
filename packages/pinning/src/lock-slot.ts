import type { Chat } from '@pinwheel/domain';
import { withLock } from '@pinwheel/domain';
import type { Deps } from './deps.js';

export interface LockSlot {
  chatId: number;
  slot: number;
  locked: boolean;
}

export type LockSlotReply =
  | { kind: 'changed'; chat: Chat }
  | { kind: 'refused'; why: { kind: 'chat_gone' } | { kind: 'no_such_slot'; slot: number; slots: number } };

/** Locks a slot, so that its pin stays and nothing else takes its place, or unlocks it. */
export async function lockSlot(deps: Pick<Deps, 'store'>, { chatId, slot, locked }: LockSlot): Promise<LockSlotReply> {
  return deps.store.transaction(async (tx): Promise<LockSlotReply> => {
    const found = await tx.lockBoard(chatId);
    if (!found) return { kind: 'refused', why: { kind: 'chat_gone' } };
    const { chat, board } = found;
    const { slots } = board;
    // One that is left over from when there were more may be unlocked.
    if (slot < 1 || (slot > slots && locked)) return { kind: 'refused', why: { kind: 'no_such_slot', slot, slots } };
    const lockedSlots = withLock(chat, slot, locked);
    await tx.saveLockedSlots(chatId, lockedSlots);
    return { kind: 'changed', chat: { ...chat, lockedSlots } };
  });
}
