import type { Chat, Instant, Message, Rotation, Schedule } from '@pinwheel/domain';
import { comingOccurrences, previewTurns, tendingTime } from '@pinwheel/domain';
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
  /** The last one shown of a cause that goes on beyond it. */
  goesOn: boolean;
}

export interface AgendaRequest {
  /** null for all chats. */
  chatId: number | null;
  until: Instant;
  limit: number;
  /** The most that one schedule or rotation contributes: one that occurs every minute must not hide the others. */
  perCause: number;
}

/** What is to come until a moment, in order of time, by the same functions that fire. */
export async function agenda(deps: Deps, request: AgendaRequest): Promise<AgendaEntry[]> {
  const now = deps.clock.now();
  const { store } = deps;
  const chats = (await store.chats(now)).filter(({ id }) => request.chatId === null || id === request.chatId);
  const entries = await Promise.all(
    chats.map(async (chat) => [
      ...(await Promise.all((await store.schedules(chat.id)).map((each) => fromSchedule(deps, chat, each, request)))),
      ...(await Promise.all(
        (await store.rotations(chat.id)).map((each) => fromRotation(deps, chat, each, request, now)),
      )),
      (await store.standingPins(chat.id, now)).map((pin) => fromPin(chat, pin)).filter(({ at }) => at <= request.until),
    ]),
  );
  return entries
    .flat(2)
    .toSorted((a, b) => a.at - b.at)
    .slice(0, request.limit);
}

async function fromSchedule(
  deps: Deps,
  chat: Chat,
  schedule: Schedule,
  request: AgendaRequest,
): Promise<AgendaEntry[]> {
  const { id, action, state } = schedule;
  if (state !== 'active') return [];
  const shown = {
    chat,
    slot: action.kind === 'pin' ? action.slot : null,
    what: action.kind,
    message: await messageOf(deps, action),
    text: action.kind === 'pin' && action.target.kind === 'text' ? action.target.text : null,
    cause: { kind: 'schedule' as const, id },
  };
  const moments = comingOccurrences(schedule, request.perCause + 1).map((at) => ({ ...shown, at }));
  return cut(moments, request);
}

async function fromRotation(
  deps: Deps,
  chat: Chat,
  rotation: Rotation,
  request: AgendaRequest,
  now: Instant,
): Promise<AgendaEntry[]> {
  const { id, name, slot, state } = rotation;
  if (state !== 'active') return [];
  const turns = previewTurns(rotation, now, request.perCause + 1).map(async ({ at, item }) => ({
    ...{ at, chat, slot, what: 'turn' as const },
    message: item.messageId === null ? null : await deps.store.findMessage(item.messageId),
    text: item.target.kind === 'text' ? item.target.text : null,
    cause: { kind: 'rotation' as const, id, name },
  }));
  return cut(await Promise.all(turns), request);
}

function cut(entries: Omit<AgendaEntry, 'goesOn'>[], { until, perCause }: AgendaRequest): AgendaEntry[] {
  const coming = entries.filter(({ at }) => at <= until);
  const shown = coming.slice(0, perCause);
  return shown.map((entry, index) => ({
    ...entry,
    goesOn: index === shown.length - 1 && coming.length > shown.length,
  }));
}

function fromPin(chat: Chat, pin: ShownPin): AgendaEntry {
  const tended = tendingTime(pin.holdUntil, pin.expiresAt);
  const what = tended === null ? 'expires' : tended === pin.holdUntil ? 'hold_ends' : 'renewal';
  const shown = { chat, slot: pin.slot, what, message: pin.message, text: null } as const;
  return { ...shown, at: tended ?? pin.expiresAt, cause: { kind: 'pin', id: pin.id }, goesOn: false };
}

async function messageOf(deps: Deps, action: Schedule['action']): Promise<Message | null> {
  if (action.kind === 'unpin') return deps.store.findMessage(action.messageId);
  if (action.kind === 'pin' && action.target.kind === 'message') return deps.store.findMessage(action.target.messageId);
  return null;
}
