import type { Instant } from '@pinwheel/domain';

/** Whom to wake, and when. A wake-up holds an id and nothing else; whoever wakes reads the row. */
export type Wake = { at: Instant } & (
  | { kind: 'operation'; instanceId: string; id: string }
  | { kind: 'schedule'; id: number }
  /** A rotation in one of its chats; `id` is its airing's. */
  | { kind: 'rotation'; id: number }
  /** The end of a hold, or a renewal. */
  | { kind: 'pin'; id: number }
  /** An announcement that has yet to be planned in some of its chats. */
  | { kind: 'announcement'; id: number }
  /** A chat whose board is to be compared with what is wanted. */
  | { kind: 'board'; id: number }
  /** A command that has ended and whose asker waits for the report. */
  | { kind: 'report'; id: string }
  /** Something that admins must be told without having asked. */
  | { kind: 'notice'; id: string }
  /** A linking whose QR, code or end has to be shown to its asker. */
  | { kind: 'linking'; id: string }
  /** What happened to an instance and has yet to be put into words; the instance's id. */
  | { kind: 'happenings'; id: string }
  /** A webhook with deliveries that are due. */
  | { kind: 'webhook'; id: string }
);

export interface Waker {
  /**
   * Adds wake-ups; the same kind, id and time added twice is one. Rejects when the queue's store is down: callers
   * go on, because the sweep finds every row whose time has passed.
   */
  wake(wakes: readonly Wake[]): Promise<void>;
}
