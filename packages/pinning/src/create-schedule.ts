import type { Chat, Instant, PinObstacle, Rule, Schedule, ScheduledAction } from '@pinwheel/domain';
import { chatObstacle, comingOccurrences, messageObstacle, nextOccurrence } from '@pinwheel/domain';
import type { CommandOrigin } from './commands.js';
import type { Deps } from './deps.js';
import { wakeAfterCommit } from './deps.js';
import type { Transaction } from './ports/store.js';

export interface CreateSchedule extends CommandOrigin {
  chatId: number;
  /** As the admin typed it. */
  words: string;
  rule: Rule;
  action: ScheduledAction;
}

export type ScheduleRefusal =
  | PinObstacle
  | { kind: 'chat_gone' }
  | { kind: 'message_gone' }
  | { kind: 'no_occurrence' };

export type CreateScheduleReply =
  | { kind: 'created'; schedule: Schedule; chat: Chat; coming: Instant[] }
  | { kind: 'refused'; why: ScheduleRefusal };

/** How many of the coming occurrences a reply tells. */
export const shownAhead = 3;

export async function createSchedule(deps: Deps, request: CreateSchedule): Promise<CreateScheduleReply> {
  const now = deps.clock.now();
  const reply = await deps.store.transaction(async (tx): Promise<CreateScheduleReply> => {
    const chat = await tx.findChat(request.chatId);
    if (!chat) return { kind: 'refused', why: { kind: 'chat_gone' } };
    const why = chatObstacle(chat) ?? (await actionObstacle(tx, chat, request.action));
    if (why) return { kind: 'refused', why };
    const nextAt = nextOccurrence(request.rule, now);
    if (nextAt === null) return { kind: 'refused', why: { kind: 'no_occurrence' } };
    const { source, actor, reportTo: target, words, rule, action } = request;
    const schedule = await tx.insertSchedule({
      ...{ source, actor, target, words, rule, action, nextAt, chatId: chat.id },
      state: 'active',
      lastAt: null,
    });
    return { kind: 'created', schedule, chat, coming: comingOccurrences(schedule, shownAhead) };
  });
  if (reply.kind === 'created') await wakeAfterCommit(deps, scheduleWake(reply.schedule));
  return reply;
}

export const scheduleWake = ({ id, state, nextAt }: Schedule) =>
  state === 'active' && nextAt !== null ? [{ kind: 'schedule' as const, id, at: nextAt }] : [];

async function actionObstacle(tx: Transaction, chat: Chat, action: ScheduledAction): Promise<ScheduleRefusal | null> {
  const messageId = messageOf(action);
  if (messageId === null) return null;
  const message = await tx.findMessage(messageId);
  if (!message || message.chatId !== chat.id) return { kind: 'message_gone' };
  return action.kind === 'pin' ? messageObstacle(message) : null;
}

function messageOf(action: ScheduledAction): number | null {
  if (action.kind === 'unpin') return action.messageId;
  return action.kind === 'pin' && action.target.kind === 'message' ? action.target.messageId : null;
}
