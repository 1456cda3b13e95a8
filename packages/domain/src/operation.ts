import type { CancelReason } from './cancel-reason.js';
import type { Outcome, UnknownReason } from './outcome.js';
import type { Instant } from './time/index.js';
import type { ViewChange } from './view.js';
import type { Hold } from './when/index.js';

export type OperationState = 'waiting' | 'sending' | 'acknowledged' | 'refused' | 'unknown' | 'cancelled';

export type OperationContent =
  | { kind: 'pin'; messageId: number; durationSeconds: number; hold: Hold; slot: number }
  | { kind: 'unpin'; messageId: number }
  /** `messageId` is the row that the posted text will have: its WhatsApp id is chosen beforehand. */
  | { kind: 'post'; messageId: number; text: string }
  | ViewChange;

/** Something that happened to an operation: an attempt began, came to nothing, or it ended. */
export interface OperationStep {
  at: Instant;
  attempt: number;
  what: 'claimed' | UnknownReason | Exclude<OperationState, 'waiting' | 'sending'>;
}

/** Held back for the sake of its chat's budget. */
export interface PutOff {
  until: Instant;
  /** The gap to the change before, or the most changes in 24 hours. */
  because: 'gap' | 'day_full';
}

/** A single pin, unpin, post or change of the view on its way to WhatsApp, and afterwards the record of how it went. */
export interface Operation {
  id: string;
  commandId: string;
  instanceId: string;
  chatId: number;
  /** Order within the chat. */
  seq: number;
  content: OperationContent;
  /** The WhatsApp message id of what we send. Fixed when planned: however often it is sent, it is one message. */
  wireId: string;
  /** Another operation that must be acknowledged first. */
  needs: string | null;
  state: OperationState;
  /** Attempts so far. */
  attempt: number;
  /** The lease's epoch under which the last attempt was made. */
  epoch: number | null;
  /** From when on the chat's budget does not hold it back any more; null if it has time. */
  dueBy: Instant | null;
  /** Why it was put off, and until when; stays for the report. */
  putOff: PutOff | null;
  /** When somebody must look at this row; null once it has ended. */
  wakeAt: Instant | null;
  refusal: number | null;
  cancelReason: CancelReason | null;
  settledAt: Instant | null;
  /** The latest steps, in order. */
  history: readonly OperationStep[];
}

/** Attempts under the same WhatsApp id before an unknown outcome is reported as such. */
export const attemptLimit = 5;

/** A claim that was not settled within this time belongs to a process that died, in ms. */
export const claimTimeout = 45_000;

const firstRetryDelay = 2_000;

/** Longer than any history but that of an operation that waits for a connection. */
const stepsKept = 24;

export const isSettled = (operation: Pick<Operation, 'state'>): boolean =>
  operation.state !== 'waiting' && operation.state !== 'sending';

/** Whether an attempt may begin: waiting and due, or claimed by somebody who is known to be gone. */
export function isClaimable(operation: Operation, now: Instant, epoch: number): boolean {
  if (operation.state === 'waiting') return operation.wakeAt !== null && operation.wakeAt <= now;
  if (operation.state !== 'sending') return false;
  return operation.epoch !== epoch || (operation.wakeAt !== null && operation.wakeAt <= now);
}

export function claim(operation: Operation, now: Instant, epoch: number): Operation {
  const attempt = operation.attempt + 1;
  const history = historyWith({ ...operation, attempt }, 'claimed', now);
  return { ...operation, state: 'sending', attempt, epoch, wakeAt: now + claimTimeout, history };
}

/** When the attempt under way began, in ms. */
export const attemptBegan = ({ wakeAt }: Pick<Operation, 'wakeAt'>): Instant => (wakeAt ?? 0) - claimTimeout;

/** What an outcome makes of the attempt under way. */
export function settle(operation: Operation, outcome: Outcome, now: Instant): Operation {
  if (outcome.kind === 'acknowledged') return end(operation, 'acknowledged', now);
  if (outcome.kind === 'refused') return { ...end(operation, 'refused', now), refusal: outcome.code };
  if (outcome.kind === 'given_up') return cancel(operation, outcome.reason, now);
  const { attempt } = operation;
  const lost = { ...operation, history: historyWith(operation, outcome.why, now) };
  if (outcome.why === 'not_connected')
    return { ...lost, state: 'waiting', attempt: attempt - 1, wakeAt: now + firstRetryDelay };
  if (attempt >= attemptLimit) return end(lost, 'unknown', now);
  return { ...lost, state: 'waiting', wakeAt: now + firstRetryDelay * 2 ** (attempt - 1) };
}

/** Back into the line, for the sake of the chat's budget. */
export const putOff = (operation: Operation, budget: PutOff): Operation => ({
  ...operation,
  putOff: budget,
  wakeAt: budget.until,
});

export function cancel(operation: Operation, reason: CancelReason, now: Instant): Operation {
  return { ...end(operation, 'cancelled', now), cancelReason: reason };
}

/** Sends what ended without a verdict once more, under the same WhatsApp id; to be saved with what is to follow it. */
export function reopen(operation: Operation, now: Instant): Operation {
  return { ...operation, state: 'waiting', attempt: 0, wakeAt: now, cancelReason: null, settledAt: null };
}

function end(operation: Operation, state: Exclude<OperationState, 'waiting' | 'sending'>, now: Instant): Operation {
  return { ...operation, state, wakeAt: null, settledAt: now, history: historyWith(operation, state, now) };
}

export const isViewChange = (content: OperationContent): content is ViewChange =>
  content.kind === 'pin_chat' || content.kind === 'favorite_chat' || content.kind === 'favorite_message';

const historyWith = (
  { history, attempt }: Pick<Operation, 'history' | 'attempt'>,
  what: OperationStep['what'],
  at: Instant,
): OperationStep[] => [...history, { at, attempt, what }].slice(-stepsKept);
