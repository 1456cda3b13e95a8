import type { Instant, Occurrence, Schedule, ScheduleEdit } from '@pinwheel/domain';
import { comingOccurrences, editSchedule } from '@pinwheel/domain';
import { scheduleWake, shownAhead } from './create-schedule.js';
import type { Deps } from './deps.js';
import { wakeAfterCommit } from './deps.js';
import { carryOut } from './fire-schedule.js';
import type { Wake } from './ports/wake.js';

export type ScheduleChange = ScheduleEdit | 'now';

export type ChangeScheduleReply =
  | { kind: 'changed'; schedule: Schedule; coming: Occurrence[] }
  | { kind: 'gone' }
  /** All its occurrences have passed. */
  | { kind: 'over' };

export interface ChangeSchedule {
  id: number;
  change: ScheduleChange;
  source: string;
  /** What is to be skipped; nothing is if another one is next by then. The next one where not given. */
  occurrence?: Instant;
}

export async function changeSchedule(deps: Deps, request: ChangeSchedule): Promise<ChangeScheduleReply> {
  const { change } = request;
  const found = await deps.store.findSchedule(request.id);
  if (!found) return { kind: 'gone' };
  const wakes: Wake[] = [];
  const reply = await deps.store.transaction(async (tx): Promise<ChangeScheduleReply> => {
    const board = await tx.lockBoard(found.chatId);
    const schedule = await tx.lockSchedule(request.id);
    if (!board || !schedule || schedule.state === 'deleted') return { kind: 'gone' };
    if (isOver(schedule, request)) return { kind: 'over' };
    const now = deps.clock.now();
    // "now" is an occurrence on top of the planned ones; the same Telegram update asks for it once.
    if (change === 'now' && !(await tx.findCommandBySource(request.source)))
      wakes.push(...(await carryOut(deps, tx, board, schedule, { source: request.source, occurrence: null })));
    const isPast = change === 'skip' && (request.occurrence ?? schedule.nextAt) !== schedule.nextAt;
    const changed = change === 'now' || isPast ? schedule : editSchedule(schedule, change, now, board.chat);
    await tx.saveSchedule(changed);
    wakes.push(...scheduleWake(changed));
    return { kind: 'changed', schedule: changed, coming: comingOccurrences(changed, board.chat, shownAhead) };
  });
  await wakeAfterCommit(deps, wakes);
  return reply;
}

/** A skip by its occurrence may be what ended the schedule, and come again. */
export const isOver = (
  { state }: Pick<Schedule, 'state'>,
  { change, occurrence }: Pick<ChangeSchedule, 'change' | 'occurrence'>,
): boolean =>
  state === 'done' && change !== 'delete' && change !== 'now' && (change !== 'skip' || occurrence === undefined);
