import type { Instant, PinObstacle, PinPlan } from '@pinwheel/domain';
import type { ShownPin } from './ports/store.js';

/** Why a pin was not even tried. Every kind has words in every language. */
export type PinRefusal =
  | PinObstacle
  | { kind: 'chat_gone' }
  | { kind: 'message_gone' }
  | { kind: 'already_pinned'; pin: ShownPin }
  | { kind: 'already_under_way' }
  | { kind: 'board_full'; pins: ShownPin[]; slots: number }
  | { kind: 'slot_taken'; slot: number; pin: ShownPin | null }
  /** A person must unlock it first. */
  | { kind: 'slot_locked'; slot: number }
  | { kind: 'no_such_slot'; slot: number; slots: number }
  | { kind: 'text_too_long'; limit: number }
  /** It would be taken down at once, when others had made room for it. */
  | { kind: 'hold_over' }
  /** What is free belongs to other rotations. */
  | { kind: 'slots_promised' }
  /** The days of a rotation's items do not include this one. */
  | { kind: 'nobodys_turn' }
  /** The message of a rotation's item was deleted: from now on its turns pass it over. */
  | { kind: 'item_gone'; rotationId: number; place: number; messageId: number }
  /** Who planned it is no longer an admin. */
  | { kind: 'author_left' }
  /** The board is not the one that was seen by who asks. */
  | { kind: 'board_changed' };

export type UnpinRefusal =
  | PinObstacle
  | { kind: 'chat_gone' }
  | { kind: 'not_pinned' }
  | { kind: 'slot_locked'; slot: number }
  | { kind: 'author_left' }
  | { kind: 'board_changed' };

/** Occurrences whose time passed while Pinwheel was down, and that are not caught up on. */
export type Missed = { kind: 'missed'; count: number; first: Instant; last: Instant };

/** A refusal as it is planned and stored: its pins without the messages that a person wants to read. */
export type PlannedRefusal =
  | Exclude<PinRefusal, { kind: 'already_pinned' | 'already_under_way' | 'board_full' | 'slot_taken' }>
  | Exclude<PinPlan, { kind: 'planned' }>;
