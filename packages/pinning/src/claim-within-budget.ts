import type { Board, Chat, Instant, Operation, PutOff } from '@pinwheel/domain';
import { firstPressing, isBudgeted, isClaimable, isViewChange, mayOvertake, putOff, putOffOf } from '@pinwheel/domain';
import { type Claimed, claimOperation } from './claim-operation.js';
import type { Deps } from './deps.js';
import type { Lease } from './ports/instance.js';
import type { Transaction } from './ports/store.js';

const day = 86_400_000;

/** The head of a chat's line, back in it until its time comes. */
export interface PutOffHead {
  putOff: Operation;
}

/**
 * Claims the head of a chat's line if the chat's budget lets it go, and puts it off otherwise. What cannot wait goes
 * before what is put off where that makes no difference; where it does, it takes along what is ahead of it, so that the
 * order of the chat stays. The board stays locked: while one is judged, nobody judges another of the chat.
 */
export async function claimWithinBudget(
  deps: Deps,
  lease: Lease,
  operationId: string,
): Promise<Claimed | PutOffHead | null> {
  return deps.store.transaction(async (tx) => {
    const woken = await tx.findOperation(operationId);
    if (!woken || woken.instanceId !== lease.instanceId || !(await tx.holdsLease(lease))) return null;
    const locked = await tx.lockBoard(woken.chatId);
    const head = await tx.lockHeadOperation(woken.chatId);
    if (!locked || !head) return null;
    const now = deps.clock.now();
    const { epoch } = lease;
    const sending = locked.board.underWay.find(({ state }) => state === 'sending');
    if (sending) return takeOver(tx, sending, now, epoch);
    const budget = await judge(tx, locked, head, now);
    const pressing = budget && firstPressing(locked.board.underWay, now);
    if (!budget || (pressing && !mayOvertake(locked.board, pressing, now))) {
      const due = takenForward(head, now);
      return isClaimable(due, now, epoch) ? claimOperation(tx, due, now, epoch) : null;
    }
    const later = putOff(head, budget);
    await tx.saveOperation(later);
    if (pressing) return takeOver(tx, pressing, now, epoch);
    deps.logger.info({ operation: head.id, ...budget }, 'put off for the budget of the chat');
    return { putOff: later };
  });
}

/** Something that cannot wait needs it now, or its budget has grown: it was not put off until then after all. */
function takenForward(head: Operation, now: Instant): Operation {
  const { attempt, putOff: budget } = head;
  return attempt === 0 && budget && budget.until > now ? { ...head, putOff: null, wakeAt: now } : head;
}

async function judge(
  tx: Transaction,
  { chat, board }: { chat: Chat; board: Board },
  head: Operation,
  now: Instant,
): Promise<PutOff | null> {
  if (!isBudgeted(head, now)) return null;
  const size = board.underWay.filter(
    ({ commandId, content }) => commandId === head.commandId && !isViewChange(content),
  ).length;
  return putOffOf(head, chat, await tx.seenChanges(chat.id, now - day), size, now);
}

/** One that is behind the head, read with the board: anew, under its lock. */
async function takeOver(tx: Transaction, { id }: Operation, now: Instant, epoch: number): Promise<Claimed | null> {
  const operation = await tx.lockOperation(id);
  return operation && isClaimable(operation, now, epoch) ? claimOperation(tx, operation, now, epoch) : null;
}
