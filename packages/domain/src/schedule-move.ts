import { proceed } from './progress.js';
import type { Schedule, ScheduledAction } from './schedule.js';
import { type EventRule, type EventSpan, type Instant, instantOfMoment, type Rule } from './time/index.js';
import type { Surroundings } from './timetable.js';
import type { Hold } from './when/index.js';

/** The same moments about an event that is at another time. Where nobody says when it ends, it is as long as before. */
export function moveEvent(rule: EventRule, { start, end }: EventSpan): EventRule {
  const length = rule.event.end === null ? null : rule.event.end - rule.event.start;
  return { ...rule, event: { start, end: end ?? (length === null ? null : start + length) } };
}

/**
 * From now on by another rule; what narrows it stays. What the former one had until now is dealt with by that. Holds
 * that end with a moment of an event end with that of the new one.
 */
export function moveSchedule<S extends Schedule>(
  schedule: S,
  { rule, words }: Pick<Schedule, 'rule' | 'words'>,
  now: Instant,
  around: Surroundings,
): S {
  const moved = proceed(
    { ...schedule, rule, words, action: moveAction(schedule.action, rule), doneUntil: now },
    now,
    around,
  );
  if (schedule.state !== 'paused') return { ...moved, pausedBecause: null };
  const { state, pausedBecause, nextAt } = schedule;
  return { ...moved, state, pausedBecause, nextAt: nextAt === null ? null : moved.nextAt };
}

function moveAction(action: ScheduledAction, rule: Rule): ScheduledAction {
  return action.kind === 'pin' || action.kind === 'swap' ? { ...action, hold: moveHold(action.hold, rule) } : action;
}

function moveHold(hold: Hold, rule: Rule): Hold {
  if (hold.kind !== 'until' || hold.of === undefined || rule.kind !== 'event') return hold;
  const at = instantOfMoment(rule.event, { of: hold.of, days: 0, ms: 0 }, rule.zone);
  return at === null ? hold : { ...hold, at };
}
