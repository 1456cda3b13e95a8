import type { Instant, Occurrence, Schedule, Surroundings } from '@pinwheel/domain';
import { comingOccurrences, pause, skipNext, takeUp } from '@pinwheel/domain';
import { scheduleWake, shownAhead } from './create-schedule.js';
import type { Deps } from './deps.js';
import { wakeAfterCommit } from './deps.js';
import { carryOut } from './fire-schedule.js';
import type { Wake } from './ports/wake.js';

export type ScheduleChange = 'pause' | 'resume' | 'now' | 'skip' | 'delete';

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
  const found = await deps.store.findSchedule(request.id);
  if (!found) return { kind: 'gone' };
  const wakes: Wake[] = [];
  const reply = await deps.store.transaction(async (tx): Promise<ChangeScheduleReply> => {
    const board = await tx.lockBoard(found.chatId);
    const schedule = await tx.lockSchedule(request.id);
    if (!board || !schedule || schedule.state === 'deleted') return { kind: 'gone' };
    if (schedule.state === 'done' && !mayFollowTheEnd(request)) return { kind: 'over' };
    const now = deps.clock.now();
    // "now" is an occurrence on top of the planned ones; the same Telegram update asks for it once.
    if (request.change === 'now' && !(await tx.findCommandBySource(request.source)))
      wakes.push(...(await carryOut(deps, tx, board, schedule, { source: request.source, occurrence: null })));
    const skipped = request.change === 'skip' && (request.occurrence ?? schedule.nextAt) !== schedule.nextAt;
    const changed = skipped ? schedule : apply(schedule, request.change, now, board.chat);
    await tx.saveSchedule(changed);
    wakes.push(...scheduleWake(changed));
    return { kind: 'changed', schedule: changed, coming: comingOccurrences(changed, board.chat, shownAhead) };
  });
  await wakeAfterCommit(deps, wakes);
  return reply;
}

/** A skip by its occurrence, too: it may be what ended the schedule, and come again. */
const mayFollowTheEnd = ({ change, occurrence }: ChangeSchedule): boolean =>
  change === 'delete' || change === 'now' || (change === 'skip' && occurrence !== undefined);

function apply<S extends Schedule>(schedule: S, change: ScheduleChange, now: Instant, around: Surroundings): S {
  switch (change) {
    case 'pause':
      return pause(schedule);
    case 'resume':
      return schedule.state === 'paused' ? takeUp(schedule, now, around) : schedule;
    case 'skip':
      return skipNext(schedule, now, around);
    case 'delete':
      return { ...schedule, state: 'deleted', nextAt: null };
    case 'now':
      return schedule;
  }
}
