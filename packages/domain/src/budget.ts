import { type Board, isStanding } from './board.js';
import type { Chat } from './chat.js';
import { isViewChange, type Operation, type OperationContent, type PutOff } from './operation.js';
import type { Instant } from './time/index.js';

const day = 86_400_000;

/**
 * What is planned a gap apart shall not be put off for the moment that WhatsApp took to acknowledge the one before,
 * in ms.
 */
const tolerance = 5_000;

/** A change of ours that everybody in the chat has seen, or may have seen. */
export interface SeenChange {
  commandId: string;
  at: Instant;
}

/** Whether somebody waits for it, or it can wait no longer: then the budget does not hold it back. */
export const isPressing = ({ dueBy }: Pick<Operation, 'dueBy'>, now: Instant): boolean =>
  dueBy !== null && dueBy <= now;

/** What one attempt may have shown to the chat already is no further change, however often it is made. */
export const isBudgeted = (operation: Operation, now: Instant): boolean =>
  operation.state === 'waiting' &&
  operation.attempt === 0 &&
  !isViewChange(operation.content) &&
  !isPressing(operation, now);

/**
 * Until when an operation has to wait for its chat's budget; null if it may go. A command is one change to whoever sees
 * it: what it has begun it finishes.
 *
 * @param seen changes of the last 24 hours, newest first
 * @param size how many changes the command has left to make
 */
export function putOffOf(
  { commandId, dueBy }: Pick<Operation, 'commandId' | 'dueBy'>,
  { changeGapSeconds, changesADay }: Pick<Chat, 'changeGapSeconds' | 'changesADay'>,
  seen: readonly SeenChange[],
  size: number,
  now: Instant,
): PutOff | null {
  const [last] = seen;
  if (!last || last.commandId === commandId) return null;
  const gapEnds = last.at + changeGapSeconds * 1_000;
  const dayEnds = seen.length + size > changesADay ? seen[Math.max(changesADay - size, 0)]!.at + day : now;
  const until = Math.min(Math.max(gapEnds, dayEnds), dueBy ?? Number.POSITIVE_INFINITY);
  if (until - (dayEnds > gapEnds ? 0 : tolerance) <= now) return null;
  return { until, because: dayEnds > gapEnds ? 'day_full' : 'gap' };
}

/** The first in line that cannot wait; null if all can. */
export const firstPressing = (line: readonly Operation[], now: Instant): Operation | null =>
  line.find((operation) => isPressing(operation, now)) ?? null;

/**
 * Whether an operation may go before those ahead of it in line: it has neither message nor slot with any of them in
 * common, so it leads to the same board whichever goes first, and on the way there no slot has two pins.
 */
export function mayOvertake(board: Board, operation: Operation, now: Instant): boolean {
  const ahead = board.underWay.slice(
    0,
    board.underWay.findIndex(({ id }) => id === operation.id),
  );
  const own = touched(board, operation.content, now);
  return ahead.every(
    (other) =>
      other.id !== operation.needs && touched(board, other.content, now).every((thing) => !own.includes(thing)),
  );
}

/** Whether it makes no difference if operations in a line come where they are or at its end. */
export function mayComeLast(board: Board, operations: readonly Operation[], now: Instant): boolean {
  const own = new Set(operations.flatMap(({ content }) => touched(board, content, now)));
  const first = board.underWay.findIndex(({ id }) => operations.some((operation) => operation.id === id));
  const behind = board.underWay.slice(first).filter(({ id }) => operations.every((operation) => operation.id !== id));
  return behind.every(({ content }) => touched(board, content, now).every((thing) => !own.has(thing)));
}

function touched(board: Board, content: OperationContent, now: Instant): string[] {
  if (isViewChange(content)) return [];
  const { messageId } = content;
  const standing = board.pins.filter((pin) => pin.messageId === messageId && isStanding(pin, now));
  const slots = content.kind === 'pin' ? [content.slot] : [];
  return [`message ${messageId}`, ...[...slots, ...standing.map(({ slot }) => slot)].map((slot) => `slot ${slot}`)];
}
