import { isDeepStrictEqual } from 'node:util';
import { comingOccurrences, moveSchedule as moved, nextPlanned, type Rule } from '@pinwheel/domain';
import type { ChangeScheduleReply } from './change-schedule.js';
import { scheduleWake, shownAhead } from './create-schedule.js';
import type { Deps } from './deps.js';
import { wakeAfterCommit } from './deps.js';

export interface MoveSchedule {
  id: number;
  rule: Rule;
  /** When that is, as people read it. */
  words: string;
}

export type MoveScheduleReply =
  | Exclude<ChangeScheduleReply, { kind: 'over' }>
  /** Nothing would happen any more. */
  | { kind: 'no_occurrence' };

/** Gives a schedule another time. Where it has that already nothing changes, so that it may be asked for again. */
export async function moveSchedule(deps: Deps, { id, rule, words }: MoveSchedule): Promise<MoveScheduleReply> {
  const found = await deps.store.findSchedule(id);
  if (!found) return { kind: 'gone' };
  const reply = await deps.store.transaction(async (tx): Promise<MoveScheduleReply> => {
    const board = await tx.lockBoard(found.chatId);
    const schedule = await tx.lockSchedule(id);
    if (!board || !schedule || schedule.state === 'deleted') return { kind: 'gone' };
    const now = deps.clock.now();
    const isThere = isDeepStrictEqual(schedule.rule, rule);
    if (!isThere && nextPlanned({ ...schedule, rule }, now, board.chat) === null) return { kind: 'no_occurrence' };
    const changed = isThere ? schedule : moved(schedule, { rule, words }, now, board.chat);
    if (!isThere) await tx.saveSchedule(changed);
    return { kind: 'changed', schedule: changed, coming: comingOccurrences(changed, board.chat, shownAhead) };
  });
  if (reply.kind === 'changed') await wakeAfterCommit(deps, scheduleWake(reply.schedule));
  return reply;
}
