import type { Instant, Operation, Outcome } from '@pinwheel/domain';
import { attemptBegan, isBudgeted, isClaimable, isPressing, isSettled, settle } from '@pinwheel/domain';
import { type Claimed, claimOperation } from './claim-operation.js';
import { claimWithinBudget, type PutOffHead } from './claim-within-budget.js';
import type { Deps } from './deps.js';
import { wakeAfterCommit } from './deps.js';
import type { Gateway } from './ports/gateway.js';
import type { Lease } from './ports/instance.js';
import type { Transaction } from './ports/store.js';
import type { Wake } from './ports/wake.js';
import { actorOf, applyToBoard, happenedBy, undoneMeanwhile } from './settle-board.js';

/**
 * Claims the oldest operation of the woken operation's chat, sends it, and settles it.
 *
 * Two transactions with the send between them. Killed before the send, the claim runs out and the operation is sent
 * later; killed after it, it is sent again under the same WhatsApp id, which is the same message to everyone.
 * The oldest of the chat is taken, whichever was woken: operations of one chat run in order.
 */
export async function runOperation(deps: Deps, gateway: Gateway, lease: Lease, operationId: string): Promise<void> {
  const claimed = await claimHead(deps, lease, operationId);
  if (!claimed) return;
  if ('putOff' in claimed) return wakeAfterCommit(deps, wakeOf(claimed.putOff));
  const { operation, errand } = claimed;
  if (errand === null) return wakeAfterCommit(deps, [...claimed.wakes, ...(await wakesAfter(deps, operation))]);
  await wakeAfterCommit(deps, await settleAttempt(deps, operation, await gateway.send(errand)));
}

/** What may go at once is claimed under its own lock; what the chat's budget may hold back is judged with the board. */
async function claimHead(deps: Deps, lease: Lease, operationId: string): Promise<Claimed | PutOffHead | null> {
  const found = await deps.store.transaction(async (tx): Promise<Claimed | 'to_be_judged' | null> => {
    const head = await tx.lockHeadOfLine(operationId, lease.instanceId);
    if (!head || !(await tx.holdsLease(lease))) return null;
    const now = deps.clock.now();
    if (head.putOff !== null || isBudgeted(head, now)) return 'to_be_judged';
    return isClaimable(head, now, lease.epoch) ? claimOperation(tx, head, now, lease.epoch) : null;
  });
  return found === 'to_be_judged' ? claimWithinBudget(deps, lease, operationId) : found;
}

/** Only if the attempt is still ours: whoever claimed it since then decides. */
async function settleAttempt(deps: Deps, attempt: Operation, outcome: Outcome): Promise<Wake[]> {
  return deps.store.transaction(async (tx) => {
    // The board is locked before the operation, as everywhere: two transactions never wait for each other.
    const locked = await tx.lockShown(attempt.chatId);
    const current = await tx.lockOperation(attempt.id);
    if (
      !locked ||
      current?.state !== 'sending' ||
      current.attempt !== attempt.attempt ||
      current.epoch !== attempt.epoch
    ) {
      deps.logger.warn({ operation: attempt.id, attempt: attempt.attempt }, 'a newer attempt owns this operation');
      return [];
    }
    const now = deps.clock.now();
    const settled = settle(current, outcome, now);
    logOutcome(deps, settled, outcome);
    const wakes: Wake[] = [];
    if (settled.state === 'acknowledged') {
      const actor = await actorOf(tx, settled);
      wakes.push(...(await tx.saveOperation(settled, happenedBy(settled, actor, now))));
      wakes.push(...(await applyToBoard(tx, locked.shown, settled, actor, now)));
      wakes.push(...(await undoneMeanwhile(tx, settled, attemptBegan(current), now)));
    } else wakes.push(...(await tx.saveOperation(settled)));
    return [...wakes, ...(isSettled(settled) ? await headWake(tx, settled.chatId, now) : wakeOf(settled))];
  });
}

/** What an operation that was given up lets go on. */
async function wakesAfter(deps: Deps, cancelled: Operation): Promise<Wake[]> {
  const now = deps.clock.now();
  return deps.store.transaction(async (tx) => {
    // Whoever plans at this moment has found it still under way, and leaves the waking to us.
    await tx.lockShown(cancelled.chatId);
    return headWake(tx, cancelled.chatId, now);
  });
}

/**
 * The next of the chat: its own wake-up may have come while this one was under way. Behind one that is put off there may
 * be one that goes before it. The board must be locked.
 */
export async function headWake(tx: Transaction, chatId: number, now: Instant): Promise<Wake[]> {
  const head = await tx.lockHeadOperation(chatId);
  if (head?.state !== 'waiting') return [];
  const line = head.putOff === null ? [] : ((await tx.lockBoard(chatId))?.board.underWay ?? []);
  const presses = line.some((operation) => isPressing(operation, now));
  return wakeOf({ ...head, wakeAt: presses ? now : Math.max(head.wakeAt ?? now, now) });
}

const wakeOf = ({ id, instanceId, wakeAt }: Operation): Wake[] =>
  wakeAt === null ? [] : [{ kind: 'operation', instanceId, id, at: wakeAt }];

function logOutcome(deps: Deps, { id, attempt, state }: Operation, outcome: Outcome): void {
  deps.logger.info({ operation: id, attempt, state, outcome }, 'attempt settled');
}
