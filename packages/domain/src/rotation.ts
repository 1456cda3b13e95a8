import { durations } from './hold.js';
import type { PauseReason, ScheduleState, Target } from './schedule.js';
import type { Instant, Rule } from './time/index.js';
import { nextOccurrence } from './time/index.js';
import type { Hold } from './when/index.js';

export interface RotationItem {
  id: number;
  target: Target;
  /** The message that shows this item; for a text, the one that was posted at its last turn. */
  messageId: number | null;
}

/** A programme for a slot: at each turn the next item is pinned, and the one before it goes. */
export interface Rotation {
  id: number;
  chatId: number;
  name: string;
  words: string;
  rule: Rule;
  /** A slot of its own; null for any free one. */
  slot: number | null;
  state: ScheduleState;
  /** null unless paused. */
  pausedBecause: PauseReason | null;
  nextAt: Instant | null;
  lastAt: Instant | null;
  /** In the order in which they take turns. */
  items: readonly RotationItem[];
  /** The item whose turn was last; null before the first turn. */
  currentItemId: number | null;
  /** The message that its last turn pinned, also once its item was removed: the next turn takes it down. */
  currentMessageId: number | null;
}

/** The item whose turn is next: the one after the current, wrapping; the first if the current was removed. */
export function nextItem(rotation: Pick<Rotation, 'items' | 'currentItemId'>): RotationItem | null {
  const { items, currentItemId } = rotation;
  const current = items.findIndex((item) => item.id === currentItemId);
  return items[(current + 1) % Math.max(items.length, 1)] ?? null;
}

/** Takes an item out (1 is the first). The turns go on where it stood, also if it is the one on air. */
export function removeItem<R extends Pick<Rotation, 'items' | 'currentItemId'>>(rotation: R, place: number): R {
  const { items, currentItemId } = rotation;
  const rest = items.toSpliced(place - 1, 1);
  if (items[place - 1]?.id !== currentItemId) return { ...rotation, items: rest };
  return { ...rotation, items: rest, currentItemId: rest.at(place - 2)?.id ?? null };
}

/**
 * How long an item is held: one of WhatsApp's durations that reaches the next turn, with no unpin of our own,
 * since the next turn takes it down; for ever where turns are further apart than the longest duration.
 */
export function turnHold(rule: Rule, now: Instant): Hold {
  const next = nextOccurrence(rule, now);
  const gap = next === null ? 0 : next - now;
  const seconds = durations.find((duration) => duration * 1_000 > gap);
  return seconds === undefined ? { kind: 'forever' } : { kind: 'length', ms: seconds * 1_000 };
}

/** The next `count` turns: which item at which moment. */
export function previewTurns(rotation: Rotation, now: Instant, count: number): { at: Instant; item: RotationItem }[] {
  const turns: { at: Instant; item: RotationItem }[] = [];
  let { currentItemId } = rotation;
  let at = rotation.nextAt;
  while (at !== null && turns.length < count) {
    const item = nextItem({ items: rotation.items, currentItemId });
    if (item === null) return turns;
    turns.push({ at, item });
    currentItemId = item.id;
    at = nextOccurrence(rotation.rule, Math.max(at, now));
  }
  return turns;
}

/** Moves an item to a place (1 is first); places beyond the ends mean the ends. */
export function moveItem(items: readonly RotationItem[], from: number, to: number): RotationItem[] {
  const item = items[from - 1];
  if (item === undefined) return [...items];
  return items.toSpliced(from - 1, 1).toSpliced(Math.max(to - 1, 0), 0, item);
}
