import { type Hold, holdEnd, type Instant } from '@pinwheel/domain';
import type { AgendaEntry } from '@pinwheel/pinning';
import type { Bot } from '../bot.js';

/** A pin as far as it can be foreseen. */
export interface Foreseen {
  messageId: number | null;
  /** Who put it there: its next turn takes the place of this one. */
  rotationId: number | null;
  slot: number | null;
  until: Instant | null;
}

/** The entries at whose time no slot will be free for what they pin, by chat. */
export async function crowded({ deps, config }: Bot, entries: readonly AgendaEntry[]): Promise<Set<AgendaEntry>> {
  const found = new Set<AgendaEntry>();
  const now = deps.clock.now();
  for (const chatId of new Set(entries.map(({ chat }) => chat.id))) {
    const rotations = await deps.store.rotations(chatId);
    const onAir = new Map(
      rotations.flatMap(({ id, items, currentItemId }) =>
        items
          .filter((item) => item.id === currentItemId && item.messageId !== null)
          .map((item) => [item.messageId, id] as const),
      ),
    );
    const standing = (await deps.store.standingPins(chatId, now)).map(({ messageId, slot, holdUntil }): Foreseen => ({
      messageId,
      slot,
      until: holdUntil,
      rotationId: onAir.get(messageId) ?? null,
    }));
    const holds = new Map<number, Hold>();
    for (const { id, action } of await deps.store.schedules(chatId))
      if (action.kind === 'pin' || action.kind === 'swap') holds.set(id, action.hold);
    const own = entries.filter(({ chat }) => chat.id === chatId);
    for (const entry of withoutSlot(own, standing, holds, config.slots)) found.add(entry);
  }
  return found;
}

/** Plays the entries of one chat, in order of time, on the pins that stand now. */
export function withoutSlot(
  entries: readonly AgendaEntry[],
  standing: readonly Foreseen[],
  holds: ReadonlyMap<number, Hold>,
  slots: number,
): AgendaEntry[] {
  let pins = [...standing];
  const conflicts: AgendaEntry[] = [];
  for (const entry of entries) {
    pins = pins.filter(({ until }) => until === null || until > entry.at).filter((pin) => !isTakenDown(pin, entry));
    const pin = pinOf(entry, holds);
    if (!pin) continue;
    const taken = pin.slot !== null && pins.some(({ slot }) => slot === pin.slot);
    if (taken || pins.length >= slots) conflicts.push(entry);
    else pins.push(pin);
  }
  return conflicts;
}

/** Also what makes room for its successor: the same message again, the former turn. */
function isTakenDown(pin: Foreseen, { what, message, leaves, cause }: AgendaEntry): boolean {
  if (what === 'unpin_all') return true;
  if (what === 'renewal') return false;
  if (what === 'turn' && cause.kind === 'rotation' && pin.rotationId === cause.id) return true;
  if (leaves !== null && pin.messageId === leaves.id) return true;
  return message !== null && pin.messageId === message.id;
}

function pinOf({ what, at, message, slot, cause }: AgendaEntry, holds: ReadonlyMap<number, Hold>): Foreseen | null {
  if (what !== 'pin' && what !== 'turn' && what !== 'swap') return null;
  const hold = cause.kind === 'schedule' ? holds.get(cause.id) : undefined;
  return {
    messageId: message?.id ?? null,
    rotationId: cause.kind === 'rotation' ? cause.id : null,
    slot,
    until: hold ? holdEnd(hold, at) : null,
  };
}
