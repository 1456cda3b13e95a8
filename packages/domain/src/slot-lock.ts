import type { Chat } from './chat.js';

/** The chat's locked slots once this one is locked, or is not. */
export function withLock({ lockedSlots }: Pick<Chat, 'lockedSlots'>, slot: number, locked: boolean): number[] {
  const others = lockedSlots.filter((other) => other !== slot);
  return locked ? [...others, slot].toSorted((a, b) => a - b) : others;
}
