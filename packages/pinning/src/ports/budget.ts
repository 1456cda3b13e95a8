import type { Instant, Operation, SeenChange } from '@pinwheel/domain';

export interface BudgetTransaction {
  /** Pins, unpins and posts of ours that the chat has seen, or may have seen, since then; newest first. */
  seenChanges(chatId: number, since: Instant): Promise<SeenChange[]>;
}

export interface BudgetStore {
  /** Operations that wait for their chat's budget, in the order of the line. */
  putOffOperations(chatId: number, now: Instant): Promise<Operation[]>;
}
