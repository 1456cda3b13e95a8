import type { DateWindow } from './date-window.js';
import type { QuietHours } from './quiet-hours.js';
import type { PauseReason, ScheduleState, Target } from './schedule.js';
import type { Instant, Rule } from './time/index.js';

/** What takes turns, the same in each chat of a rotation. */
export interface ProgrammeItem {
  id: number;
  target: Target;
  /** How many turns of a round are its own; 1 and more. */
  weight: number;
  window: DateWindow;
  /** How long it stays on air at least, in ms: a turn that comes earlier lets it stay. null for no such time. */
  leastMs: number | null;
}

/** An item, and how it stands in one chat. */
export interface RotationItem extends ProgrammeItem {
  /** The message that shows it there; for a text the one that was posted, null until then or if that was deleted. */
  messageId: number | null;
  /** Its turns in this round. */
  shown: number;
  /** Its message was deleted: turns pass it over. */
  gone: boolean;
  /** Somebody was told that it is gone. */
  goneTold: boolean;
}

/**
 * A programme for a slot, as it stands in one of its chats: at each turn the next item is pinned, and the one before it
 * goes. In another chat the same rotation has the same items, and has come as far as it has come there.
 */
export interface Rotation {
  /** What the ref names; the same in each of its chats. */
  id: number;
  name: string;
  words: string;
  rule: Rule;
  /** A slot of its own; null for any free one. */
  slot: number | null;
  /** Each round in another order, instead of that of the items. */
  shuffled: boolean;
  /** In the order in which they take turns. */
  items: readonly RotationItem[];

  /** The rotation in this chat and in no other: what is woken. */
  airingId: number;
  chatId: number;
  /** IANA name, of the chat. */
  zone: string;
  /** Of the chat: a turn that would fall within them waits for their end. */
  quietHours: QuietHours | null;
  /** How much later than the rule says turns are taken here, in ms. */
  delayMs: number;
  state: ScheduleState;
  /** null unless paused. */
  pausedBecause: PauseReason | null;
  nextAt: Instant | null;
  lastAt: Instant | null;
  /** Counts the rounds, so that each is shuffled in another way. */
  round: number;
  /** The item whose turn was last; null before the first turn, and after one that was nobody's. */
  currentItemId: number | null;
  /** The message that its last turn pinned, also once its item was removed: the next turn takes it down. */
  currentMessageId: number | null;
  /** Since when the current item is on air. */
  currentSince: Instant | null;
  /** Since when turns are nobody's; null while they are somebody's. */
  emptySince: Instant | null;
}

/** Moves an item to a place (1 is first); places beyond the ends mean the ends. */
export function moveItem<I extends ProgrammeItem>(items: readonly I[], from: number, to: number): I[] {
  const item = items[from - 1];
  if (item === undefined) return [...items];
  return items.toSpliced(from - 1, 1).toSpliced(Math.max(to - 1, 0), 0, item);
}

/** The slots in which a rotation is, or will be, whatever else is free: nobody else's turn takes them. */
export function slotOf(
  { slot, currentMessageId }: Pick<Rotation, 'slot' | 'currentMessageId'>,
  coming: ReadonlyMap<number, number>,
): number | null {
  return slot ?? (currentMessageId === null ? null : (coming.get(currentMessageId) ?? null));
}
