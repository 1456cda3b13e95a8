import type { Instant } from '@pinwheel/domain';

/** Something that a group's phones receive. `message`: the WhatsApp id of what is pinned, unpinned or deleted. */
export type GroupEvent = { wireId: string; at: Instant; by: 'us' | 'person' } & (
  | { kind: 'post' }
  | { kind: 'pin'; message: string; durationSeconds: number }
  | { kind: 'unpin'; message: string }
  | { kind: 'delete'; message: string }
);

export interface GroupPin {
  message: string;
  expiresAt: Instant;
  by: GroupEvent['by'];
}

/** A WhatsApp group, as far as pins go. */
export interface Group {
  messages: readonly string[];
  /** The oldest first, those that have expired included. */
  pins: readonly GroupPin[];
  /** The ids of all that was received: what comes a second time changes nothing. */
  received: readonly string[];
}

/** WhatsApp's limit. */
export const places = 3;

export const newGroup = (messages: readonly string[]): Group => ({ messages, pins: [], received: [] });

export const boardOf = ({ pins }: Group, now: Instant): GroupPin[] => pins.filter(({ expiresAt }) => expiresAt > now);

/** A message that is pinned again starts anew; a fourth pin takes the place of the oldest; what is deleted goes. */
export function receive(group: Group, event: GroupEvent): Group {
  if (group.received.includes(event.wireId)) return group;
  const received = [...group.received, event.wireId];
  if (event.kind === 'post') return { ...group, received, messages: [...group.messages, event.wireId] };
  const others = boardOf(group, event.at).filter(({ message }) => message !== event.message);
  if (event.kind === 'unpin') return { ...group, received, pins: others };
  if (event.kind === 'delete')
    return { received, pins: others, messages: group.messages.filter((id) => id !== event.message) };
  if (!group.messages.includes(event.message)) return { ...group, received };
  const { message, at, by, durationSeconds } = event;
  const pin = { message, expiresAt: at + durationSeconds * 1_000, by };
  return { ...group, received, pins: [...others, pin].slice(-places) };
}
