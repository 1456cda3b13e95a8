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
  | { kind: 'no_such_slot'; slot: number; slots: number }
  | { kind: 'text_too_long'; limit: number }
  /** Who planned it is no longer an admin. */
  | { kind: 'author_left' };

export type UnpinRefusal = PinObstacle | { kind: 'chat_gone' } | { kind: 'not_pinned' } | { kind: 'author_left' };

/** Occurrences whose time passed while Pinwheel was down, and that are not caught up on. */
export type Missed = { kind: 'missed'; count: number; first: Instant; last: Instant };

/** A refusal as it is planned and stored: its pins without the messages that a person wants to read. */
export type PlannedRefusal =
  | Exclude<PinRefusal, { kind: 'already_pinned' | 'already_under_way' | 'board_full' | 'slot_taken' }>
  | Exclude<PinPlan, { kind: 'planned' }>;
