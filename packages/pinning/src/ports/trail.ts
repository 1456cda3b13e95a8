import type { Chat, Deed, Instant, Message } from '@pinwheel/domain';
import type { CommandWithOperations } from './store.js';

export interface TrailQuery {
  /** Of these chats only; null for all. */
  chatIds: readonly number[] | null;
  /** Of this instance only; null for all. */
  instanceId: string | null;
  /** Part of the name of whoever did it, in any case; empty for anybody. */
  by: string;
  /** Not before this moment; null for all that is known. */
  since: Instant | null;
  /** Those with a smaller ref; null from the latest. */
  before: number | null;
  limit: number;
}

/** Something that happened, by its ref. */
export type TrailRow = {
  ref: number;
  chat: Chat;
  /** Those that it was about, as far as there are any. */
  messages: Message[];
} & ({ kind: 'command'; asked: CommandWithOperations } | { kind: 'deed'; deed: Deed });

/** All that was asked for and all that people did on phones, read as one. */
export interface Trail {
  /** The latest first. */
  page(query: TrailQuery): Promise<TrailRow[]>;
  find(ref: number): Promise<TrailRow | null>;
}
