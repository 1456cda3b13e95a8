import type { Chat, Instant, Message, Rotation, Schedule } from '@pinwheel/domain';
import { occurrences, previewTurns } from '@pinwheel/domain';
import type { Deps } from './deps.js';
import type { ShownPin } from './ports/store.js';

/** Something that will happen in a chat. */
export interface AgendaEntry {
  at: Instant;
  chat: Chat;
  slot: number | null;
  what: 'pin' | 'unpin' | 'unpin_all' | 'turn' | 'hold_ends' | 'expires' | 'renewal';
  message: Message | null;
  /** A text that will be posted first. */
  text: string | null;
  cause:
    | { kind: 'schedule'; id: number }
    | { kind: 'rotation'; id: number; name: string }
    | { kind: 'pin'; id: number };
}

/** Enough for a rule that occurs every minute to fill a page, not the memory. */
const perRuleLimit = 200;

/** What is to come until a moment, in order of time, by the same functions that fire. */
export async function agenda(
  deps: Deps,
  { chatId, until, limit }: { chatId: number | null; until: Instant; limit: number },
): Promise<AgendaEntry[]> {
  const now = deps.clock.now();
  const { store } = deps;
  const chats = (await store.chats(now)).filter((chat) => chatId === null || chat.id === chatId);
  const entries = await Promise.all(
    chats.map(async (chat) => [
      ...(await fromSchedules(deps, chat, await store.schedules(chat.id), now, until)),
      ...(await fromRotations(deps, chat, await store.rotations(chat.id), now, until)),
      ...(await store.standingPins(chat.id, now)).flatMap((pin) => fromPin(chat, pin, until)),
    ]),
  );
  return entries
    .flat()
    .toSorted((a, b) => a.at - b.at)
    .slice(0, limit);
}

async function fromSchedules(
  deps: Deps,
  chat: Chat,
  schedules: Schedule[],
  now: Instant,
  until: Instant,
): Promise<AgendaEntry[]> {
  const active = schedules.filter(({ state, nextAt }) => state === 'active' && nextAt !== null);
  const entries = await Promise.all(
    active.map(async ({ id, action, rule, nextAt }) => {
      const shown = {
        chat,
        slot: action.kind === 'pin' ? action.slot : null,
        what: action.kind,
        message: await messageOf(deps, action),
        text: action.kind === 'pin' && action.target.kind === 'text' ? action.target.text : null,
        cause: { kind: 'schedule' as const, id },
      };
      // Begins at the stored moment, which a skipped occurrence has moved.
      const first = nextAt!;
      const later = occurrences(rule, Math.max(first, now), until, perRuleLimit);
      return [first, ...later].filter((at) => at <= until).map((at) => ({ ...shown, at }));
    }),
  );
  return entries.flat();
}

async function fromRotations(
  deps: Deps,
  chat: Chat,
  rotations: Rotation[],
  now: Instant,
  until: Instant,
): Promise<AgendaEntry[]> {
  const turns = rotations
    .filter(({ state }) => state === 'active')
    .flatMap((rotation) => previewTurns(rotation, now, perRuleLimit).map((turn) => ({ ...turn, rotation })))
    .filter(({ at }) => at <= until);
  return Promise.all(
    turns.map(async ({ at, item, rotation: { id, name, slot } }) => ({
      ...{ at, chat, slot, what: 'turn' as const },
      message: item.messageId === null ? null : await deps.store.findMessage(item.messageId),
      text: item.target.kind === 'text' ? item.target.text : null,
      cause: { kind: 'rotation' as const, id, name },
    })),
  );
}

function fromPin(chat: Chat, pin: ShownPin, until: Instant): AgendaEntry[] {
  const ourEnd = pin.holdUntil !== null && pin.holdUntil < pin.expiresAt;
  const longer = pin.holdUntil === null || pin.holdUntil > pin.expiresAt;
  const what = ourEnd ? 'hold_ends' : longer ? 'renewal' : 'expires';
  const at = ourEnd ? pin.holdUntil! : pin.expiresAt;
  if (at > until) return [];
  return [{ at, chat, slot: pin.slot, what, message: pin.message, text: null, cause: { kind: 'pin', id: pin.id } }];
}

async function messageOf(deps: Deps, action: Schedule['action']): Promise<Message | null> {
  if (action.kind === 'unpin') return deps.store.findMessage(action.messageId);
  if (action.kind === 'pin' && action.target.kind === 'message') return deps.store.findMessage(action.target.messageId);
  return null;
}
