import type { Chat, Instant, Message, Operation } from '@pinwheel/domain';

export interface QueuedOperation {
  operation: Operation;
  chat: Chat;
  /** null for what is about a chat. */
  message: Message | null;
  madeAt: Instant;
}

export interface ProgramQueueTransaction {
  /** How many are unsettled; whoever else asks waits until this transaction has ended. After the locks on boards. */
  lockQueue(instanceId: string): Promise<number>;
}

/** What programs have asked for with API tokens and WhatsApp has not settled, in the order in which it was asked for. */
export interface ProgramQueue {
  page(instanceId: string, page: { limit: number; offset: number }): Promise<QueuedOperation[]>;
  /** `unattempted`: those that no attempt has been made of yet. */
  count(instanceId: string): Promise<{ all: number; unattempted: number }>;
  /** Unattempted ones. */
  unattempted(instanceId: string): Promise<{ id: string; chatId: number }[]>;
  find(instanceId: string, operationId: string): Promise<Operation | null>;
}
