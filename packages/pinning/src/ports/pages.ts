import type { Actor, Chat, Instant, Message, Operation, OperationState, Rotation, Schedule } from '@pinwheel/domain';
import type { ShownPin } from './store.js';

/**
 * A piece of a list. It goes on after a row and not after a number of rows: what is added meanwhile neither repeats a
 * row nor leaves one out.
 */
interface PageQuery<Place> {
  /** The one instance whose rows are wanted; null for all. */
  instanceId: string | null;
  /** The place of the last row that was read; null from the beginning. */
  after: Place | null;
  limit: number;
}

export interface ChatPageQuery extends PageQuery<number> {
  /** Part of the name, in any case; empty for any. */
  name: string;
}

export interface OperationPageQuery extends PageQuery<number> {
  chatId: number | null;
  state: OperationState | null;
}

export interface MessagePageQuery extends PageQuery<{ sentAt: Instant; id: number }> {
  chatId: number | null;
  /** Words that the text holds, in any case; empty for any. */
  words: string;
  /** Part of the sender's name; empty for any. */
  from: string;
  media: boolean;
}

export interface PlanPageQuery extends PageQuery<number> {
  chatId: number | null;
}

/** An operation with what its command knows. */
export interface ListedOperation extends Operation {
  actor: Actor;
  madeAt: Instant;
}

/** What a program reads in pieces. */
export interface Pages {
  /** In the order in which they became known. */
  chats(query: ChatPageQuery): Promise<Chat[]>;
  /** The latest first. */
  operations(query: OperationPageQuery): Promise<ListedOperation[]>;
  /** The latest first. */
  messages(query: MessagePageQuery): Promise<Message[]>;
  /** Without those that were deleted, in the order in which they were made. */
  schedules(query: PlanPageQuery): Promise<Schedule[]>;
  /**
   * Each as it stands in all its chats, without those that were deleted, in the order in which they were made. Of an
   * instance are those that have all their chats in it.
   */
  rotations(query: PlanPageQuery): Promise<Rotation[][]>;
  /** The pins that stand in these chats, as phones order them. */
  standingPins(chatIds: readonly number[], now: Instant): Promise<ShownPin[]>;
  /** The operations of these chats that have not ended, in their order. */
  underWay(chatIds: readonly number[]): Promise<Operation[]>;
  findOperation(id: string): Promise<ListedOperation | null>;
}
