import type {
  CatchUp,
  Chat,
  Instant,
  Occurrence,
  PinObstacle,
  Schedule,
  ScheduledAction,
  Surroundings,
  Timetable,
} from '@pinwheel/domain';
import {
  chatObstacle,
  comingOccurrences,
  comingPlanned,
  messageObstacle,
  nextPlanned,
  quietUntil,
  usualCatchUp,
} from '@pinwheel/domain';
import type { CommandOrigin } from './commands.js';
import type { Deps } from './deps.js';
import { wakeAfterCommit } from './deps.js';
import type { Transaction } from './ports/store.js';

export interface CreateSchedule extends CommandOrigin, Pick<Timetable, 'rule'>, Partial<Omit<Timetable, 'rule'>> {
  chatId: number;
  /** As the admin typed it. */
  words: string;
  action: ScheduledAction;
  catchUp?: CatchUp;
}

export type ScheduleRefusal =
  | PinObstacle
  | { kind: 'chat_gone' }
  | { kind: 'message_gone' }
  | { kind: 'slot_locked'; slot: number }
  | { kind: 'no_occurrence' }
  /** One of the first would be at `at`, in quiet hours until `until`, and nobody said what becomes of it then. */
  | { kind: 'quiet_hours'; at: Instant; until: Instant };

export type CreateScheduleReply =
  | { kind: 'created'; schedule: Schedule; chat: Chat; coming: Occurrence[] }
  | { kind: 'refused'; why: ScheduleRefusal };

/** How many of the coming occurrences a reply tells. */
export const shownAhead = 3;

export async function createSchedule(deps: Deps, request: CreateSchedule): Promise<CreateScheduleReply> {
  const reply = await deps.store.transaction(async (tx): Promise<CreateScheduleReply> => {
    const { source, reportTo: target } = request;
    // First of all: what was created in time may lie in the past when the same source comes again.
    const known = await tx.findScheduleBySource(source);
    if (known) return created(known, (await tx.findChat(known.chatId))!);
    const draft = await draftSchedule(deps, tx, request);
    if (draft.kind === 'refused') return draft;
    return created(await tx.insertSchedule({ ...draft.schedule, source, target }), draft.chat);
  });
  if (reply.kind === 'created') await wakeAfterCommit(deps, scheduleWake(reply.schedule));
  return reply;
}

const created = (schedule: Schedule, chat: Chat): CreateScheduleReply => ({
  kind: 'created',
  schedule,
  chat,
  coming: comingOccurrences(schedule, chat, shownAhead),
});

export type ScheduleDraft =
  | { kind: 'drafted'; schedule: Omit<Schedule, 'id'>; chat: Chat }
  | { kind: 'refused'; why: ScheduleRefusal };

/** What would be created, as things stand. */
export async function draftSchedule(
  deps: Pick<Deps, 'clock'>,
  tx: Pick<Transaction, 'findChat' | 'findMessage'>,
  request: Omit<CreateSchedule, 'source' | 'reportTo'>,
): Promise<ScheduleDraft> {
  const now = deps.clock.now();
  const chat = await tx.findChat(request.chatId);
  if (!chat) return { kind: 'refused', why: { kind: 'chat_gone' } };
  const why = chatObstacle(chat) ?? (await actionObstacle(tx, chat, request.action));
  if (why) return { kind: 'refused', why };
  const { rule, from = null, until = null, except = null, ifQuiet = 'move' } = request;
  const timetable: Timetable = { rule, from, until, except, ifQuiet };
  const next = nextPlanned(timetable, now, chat);
  if (next === null) return { kind: 'refused', why: { kind: 'no_occurrence' } };
  const quiet = request.ifQuiet === undefined ? firstQuiet(timetable, now, chat) : null;
  if (quiet) return { kind: 'refused', why: quiet };
  const { actor, words, action, catchUp = usualCatchUp } = request;
  const schedule = {
    ...{ actor, words, action, catchUp, ...timetable, chatId: chat.id, pausedBecause: null },
    ...{ state: 'active' as const, nextAt: next.at, lastAt: null, doneUntil: now },
  };
  return { kind: 'drafted', schedule, chat };
}

function firstQuiet(timetable: Timetable, now: Instant, chat: Surroundings): ScheduleRefusal | null {
  for (const { at } of comingPlanned({ ...timetable, ifQuiet: 'anyway' }, now, chat, shownAhead)) {
    const until = quietUntil(chat.quietHours, at, chat.timeZone);
    if (until !== null) return { kind: 'quiet_hours', at, until };
  }
  return null;
}

export const scheduleWake = ({ id, state, nextAt }: Schedule) =>
  state === 'active' && nextAt !== null ? [{ kind: 'schedule' as const, id, at: nextAt }] : [];

async function actionObstacle(
  tx: Pick<Transaction, 'findMessage'>,
  chat: Chat,
  action: ScheduledAction,
): Promise<ScheduleRefusal | null> {
  const slot = action.kind === 'pin' ? action.slot : null;
  if (slot !== null && chat.lockedSlots.includes(slot)) return { kind: 'slot_locked', slot };
  for (const { messageId, comes } of messagesOf(action)) {
    const message = await tx.findMessage(messageId);
    if (!message || message.chatId !== chat.id) return { kind: 'message_gone' };
    const obstacle = comes ? messageObstacle(message) : null;
    if (obstacle) return obstacle;
  }
  return null;
}

/** The messages that an action is about, and whether they are to be pinned. */
function messagesOf(action: ScheduledAction): { messageId: number; comes: boolean }[] {
  if (action.kind === 'unpin_all') return [];
  if (action.kind === 'unpin') return [{ messageId: action.messageId, comes: false }];
  const { target } = action;
  return [
    ...(action.kind === 'swap' ? [{ messageId: action.out, comes: false }] : []),
    ...(target.kind === 'message' ? [{ messageId: target.messageId, comes: true }] : []),
  ];
}
