import type { Chat, Instant, Message, Occurrence, Rotation, Schedule } from '@pinwheel/domain';
import { comingPlanned, dueOccurrences, previewTurns, tendingTime } from '@pinwheel/domain';
import type { Deps } from './deps.js';
import type { ShownPin } from './ports/store.js';

/** Something that will happen in a chat. */
export interface AgendaEntry {
  at: Instant;
  chat: Chat;
  slot: number | null;
  what: 'pin' | 'unpin' | 'unpin_all' | 'swap' | 'turn' | 'hold_ends' | 'expires' | 'renewal';
  message: Message | null;
  /** What makes room for it. */
  leaves: Message | null;
  /** When its rule has it, where quiet hours move it; null where it comes when it is planned. */
  movedFrom: Instant | null;
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
  const target = action.kind === 'pin' || action.kind === 'swap' ? action.target : null;
  const shown = {
    ...{ chat, slot: action.kind === 'pin' ? action.slot : null, what: action.kind },
    message: await messageOf(deps, action),
    leaves: action.kind === 'swap' ? await deps.store.findMessage(action.out) : null,
    text: target?.kind === 'text' ? target.text : null,
    cause: { kind: 'schedule' as const, id },
  };
  const moments = comingOf(schedule, chat, deps.clock.now(), request.perCause + 1).map(({ at, planned }) => ({
    ...{ ...shown, at, movedFrom: at === planned ? null : planned },
  }));
  return cut(moments, request);
}

/** What is due already and will be carried out at once, and what comes after it. */
function comingOf(schedule: Schedule, chat: Chat, now: Instant, count: number): Occurrence[] {
  const { carryOut, doneUntil } = dueOccurrences(schedule, now, chat);
  return [...carryOut, ...comingPlanned(schedule, doneUntil, chat, count)].slice(0, count);
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
  const turns = previewTurns(rotation, now, request.perCause + 1).filter(({ item, stays }) => item && !stays);
  const entries = turns.map(async ({ at, item }) => ({
    ...{ at, chat, slot, what: 'turn' as const, leaves: null, movedFrom: null },
    message: item?.messageId == null ? null : await deps.store.findMessage(item.messageId),
    text: item?.target.kind === 'text' ? item.target.text : null,
    cause: { kind: 'rotation' as const, id, name },
  }));
  return cut(await Promise.all(entries), request);
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
  const shown = {
    chat,
    slot: pin.slot,
    what,
    message: pin.message,
    text: null,
    leaves: null,
    movedFrom: null,
  } as const;
  return { ...shown, at: tended ?? pin.expiresAt, cause: { kind: 'pin', id: pin.id }, goesOn: false };
}

async function messageOf(deps: Deps, action: Schedule['action']): Promise<Message | null> {
  if (action.kind === 'unpin') return deps.store.findMessage(action.messageId);
  const isPinned = action.kind === 'pin' || action.kind === 'swap';
  if (isPinned && action.target.kind === 'message') return deps.store.findMessage(action.target.messageId);
  return null;
}
