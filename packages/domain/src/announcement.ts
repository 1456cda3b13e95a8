import type { Actor } from './actor.js';
import type { Operation } from './operation.js';
import type { Instant } from './time/index.js';
import type { Hold } from './when/index.js';

/** Content that an admin prepared, posted and pinned in several chats. */
export interface Announcement {
  id: number;
  text: string;
  /** null for each chat's own default. */
  hold: Hold | null;
  actor: Actor;
  madeAt: Instant;
}

/**
 * What another try owes a chat. Nothing is posted twice: what stands in the chat is only pinned, and where nobody knows
 * whether it does, it is sent again under the id that it had, which phones take for the same message.
 */
export type Remainder = 'post_and_pin' | 'post_again_and_pin' | 'pin';

/** What is left to do in a chat, by the operation that was to post there; null if none was ever planned. */
export function remainderAfter(post: Pick<Operation, 'state'> | null): Remainder {
  if (post === null || post.state === 'refused') return 'post_and_pin';
  return post.state === 'acknowledged' ? 'pin' : 'post_again_and_pin';
}
