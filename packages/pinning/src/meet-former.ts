import type { Board, Instant, Operation, OperationContent, Schedule, ScheduledAction } from '@pinwheel/domain';
import { cancel, holdEnd, mayComeLast } from '@pinwheel/domain';
import type { Transaction } from './ports/store.js';
import type { Wake } from './ports/wake.js';
import { headWake } from './run-operation.js';

/** What an occurrence does about an earlier one of its schedule that still waits: both would be one change too many. */
export type Meeting =
  /** The earlier one is left where it is in the line, and does for both. */
  | { kind: 'joins' }
  /** The earlier one is given up, or there is none. `board`: as it is then. `wakes`: what stood behind it. */
  | { kind: 'goes_on'; board: Board; wakes: Wake[] };

/**
 * Keeps the line of a chat short where occurrences come faster than its budget, or a lost connection, lets them go. Who
 * waits keeps his place, so that of several schedules each has its turn; where what stands behind it would make a
 * difference, or the board decides what is to be done, the later one comes instead of it.
 */
export async function meetFormer(
  tx: Transaction,
  board: Board,
  schedule: Schedule,
  { isAsked, now }: { isAsked: boolean; now: Instant },
): Promise<Meeting> {
  const former = await formerOf(tx, board, schedule);
  if (former.length === 0) return { kind: 'goes_on', board, wakes: [] };
  if (!isAsked && isSame(schedule.action, former) && mayComeLast(board, former, now)) return { kind: 'joins' };
  const after = await supersede(tx, board, former, now);
  return { kind: 'goes_on', board: after, wakes: await headWake(tx, schedule.chatId, now) };
}

/** The schedule may have been changed since; of a swap and of `unpin all` the board decides what they are. */
function isSame(action: ScheduledAction, former: readonly Operation[]): boolean {
  const contents = former.map(({ content }) => content);
  if (action.kind === 'unpin')
    return contents.every((content) => content.kind === 'unpin' && content.messageId === action.messageId);
  if (action.kind !== 'pin') return false;
  const { target, hold, slot } = action;
  const isTarget = (content: OperationContent): boolean =>
    content.kind === 'post'
      ? target.kind === 'text' && content.text === target.text
      : target.kind === 'message' && content.kind === 'pin' && content.messageId === target.messageId;
  const isAsLong = (content: OperationContent): boolean =>
    content.kind === 'pin' && holdEnd(content.hold, 0) === holdEnd(hold, 0) && content.slot === (slot ?? content.slot);
  return contents.some(isTarget) && contents.some(isAsLong);
}

/** Whoever wants each missed time carried out gets them, unless the budget of the chat holds one back. */
async function formerOf(tx: Transaction, board: Board, { id, catchUp }: Schedule): Promise<Operation[]> {
  if (catchUp.policy === 'all' && board.underWay[0]?.putOff == null) return [];
  const waits = board.underWay.filter(isUntouched);
  for (const commandId of new Set(waits.map((operation) => operation.commandId))) {
    const operations = board.underWay.filter((operation) => operation.commandId === commandId);
    if (!operations.every(isUntouched) || operations.some(({ needs }) => hasBegun(operations, needs))) continue;
    const actor = (await tx.findCommand(commandId))?.actor;
    if (actor?.kind === 'schedule' && actor.scheduleId === id) return operations;
  }
  return [];
}

const isUntouched = ({ state, attempt }: Operation): boolean => state === 'waiting' && attempt === 0;

const hasBegun = (operations: readonly Operation[], needs: string | null): boolean =>
  needs !== null && operations.every(({ id }) => id !== needs);

/** Its report would say no more than that of the one which comes instead. */
async function supersede(tx: Transaction, board: Board, former: readonly Operation[], now: Instant): Promise<Board> {
  // Under their locks, since a listener may be claiming one at this moment: what has begun is finished.
  for (const { id } of former) {
    const operation = await tx.lockOperation(id);
    if (!operation || !isUntouched(operation)) return board;
  }
  await tx.dismissReport(former[0]!.commandId, now);
  for (const operation of former) await tx.saveOperation(cancel(operation, 'superseded', now));
  return { ...board, underWay: board.underWay.filter((operation) => !former.includes(operation)) };
}
