import { quietHoursAt } from './quiet-hours.js';
import type { Schedule } from './schedule.js';
import type { Instant } from './time/index.js';
import { comingPlanned, nextPlanned, type Occurrence, type Surroundings } from './timetable.js';

/** Deals with everything until an instant, and finds what comes next. */
export function proceed<S extends Schedule>(schedule: S, until: Instant, around: Surroundings): S {
  const doneUntil = Math.max(schedule.doneUntil, until);
  const nextAt = nextPlanned(schedule, doneUntil, around)?.at ?? null;
  return { ...schedule, doneUntil, nextAt, state: nextAt === null && isOver(schedule, doneUntil) ? 'done' : 'active' };
}

/** Leaves out the next occurrence; also of what is paused and knows none. */
export function skipNext<S extends Schedule>(schedule: S, now: Instant, around: Surroundings): S {
  const waits = schedule.nextAt !== null;
  const next = nextPlanned(schedule, waits ? schedule.doneUntil : passedBy(schedule, now, around), around);
  if (next === null) return schedule;
  const skipped = proceed(schedule, Math.max(next.at, passedBy(schedule, now, around)), around);
  if (skipped.state === 'done') return skipped;
  return { ...skipped, state: schedule.state, nextAt: waits ? skipped.nextAt : null };
}

/** Goes on after a pause with what comes then: what came meanwhile is not caught up on. */
export function takeUp<S extends Schedule>(schedule: S, now: Instant, around: Surroundings): S {
  return { ...proceed(schedule, passedBy(schedule, now, around), around), pausedBecause: null };
}

/** Finds anew what comes next, where what it has to know of its chat has changed. */
export function replan<S extends Schedule>(schedule: S, around: Surroundings): S {
  const isWaiting = schedule.state === 'active' || (schedule.state === 'paused' && schedule.nextAt !== null);
  return isWaiting ? { ...proceed(schedule, schedule.doneUntil, around), state: schedule.state } : schedule;
}

/** The next moments at which it is carried out, while it is active. */
export function comingOccurrences(schedule: Schedule, around: Surroundings, count: number): Occurrence[] {
  return schedule.state === 'active' ? comingPlanned(schedule, schedule.doneUntil, around, count) : [];
}

/** Until when everything is dealt with once what was due by now has been: what quiet hours hold back is not. */
function passedBy({ doneUntil, ifQuiet }: Schedule, now: Instant, around: Surroundings): Instant {
  const quiet = ifQuiet === 'move' ? quietHoursAt(around.quietHours, now, around.timeZone) : null;
  return Math.max(doneUntil, quiet === null ? now : quiet.begin - 1);
}

/** Without quiet hours nothing comes either: what only they leave out would come again without them. */
function isOver(schedule: Schedule, doneUntil: Instant): boolean {
  return nextPlanned({ ...schedule, ifQuiet: 'anyway' }, doneUntil, noQuiet) === null;
}

const noQuiet: Surroundings = { timeZone: 'UTC', quietHours: null };
