import { dateOf, dayNumberOf } from './calendar.js';
import { type Instant, instantOfWallTime, wallTimeAt } from './zone.js';

/** Something outside of Pinwheel that has a time: a meeting, a party. */
export interface EventSpan {
  start: Instant;
  /** null where nobody said. */
  end: Instant | null;
}

/** So long after (or, negative, before) a moment of an event. Days keep the time of day. */
export interface EventMoment {
  of: 'start' | 'middle' | 'end';
  days: number;
  ms: number;
}

/** Moments of an event that has passed its last are over, like any single moment. */
export type EventRule = { kind: 'event'; event: EventSpan; moments: EventMoment[]; zone: string };

/** When a moment of an event is; null for the middle or the end of one without an end. */
export function instantOfMoment(event: EventSpan, { of, days, ms }: EventMoment, zone: string): Instant | null {
  const base = baseOf(event, of);
  return base === null ? null : daysLater(base, days, zone) + ms;
}

/** The first of an event's moments strictly after an instant. */
export function nextOfEvent({ event, moments, zone }: EventRule, after: Instant): Instant | null {
  const coming = moments
    .map((moment) => instantOfMoment(event, moment, zone))
    .filter((at): at is Instant => at !== null && at > after);
  return coming.length === 0 ? null : Math.min(...coming);
}

/** The same time of day so many days later. */
export function daysLater(at: Instant, days: number, zone: string): Instant {
  if (days === 0) return at;
  const wall = wallTimeAt(at, zone);
  const later = dateOf(dayNumberOf(wall) + days);
  return instantOfWallTime({ ...wall, ...later }, zone) + (((at % 1_000) + 1_000) % 1_000);
}

function baseOf({ start, end }: EventSpan, of: EventMoment['of']): Instant | null {
  if (of === 'start') return start;
  if (end === null) return null;
  return of === 'end' ? end : start + Math.floor((end - start) / 2);
}
