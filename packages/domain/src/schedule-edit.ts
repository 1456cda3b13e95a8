import { skipNext, takeUp } from './progress.js';
import { pause, type Schedule } from './schedule.js';
import type { Instant } from './time/index.js';
import type { Surroundings } from './timetable.js';

/** What becomes of a schedule; `skip` leaves out its next occurrence. */
export type ScheduleEdit = 'pause' | 'resume' | 'skip' | 'delete';

export function editSchedule<S extends Schedule>(
  schedule: S,
  edit: ScheduleEdit,
  now: Instant,
  around: Surroundings,
): S {
  switch (edit) {
    case 'pause':
      return pause(schedule);
    case 'resume':
      return schedule.state === 'paused' ? takeUp(schedule, now, around) : schedule;
    case 'skip':
      return skipNext(schedule, now, around);
    case 'delete':
      return { ...schedule, state: 'deleted', nextAt: null };
  }
}
