import { dateOf, dayNumberOf, dayOfText, textOfDay } from './time/calendar.js';
import { type Instant, instantOfWallTime, wallTimeAt } from './time/zone.js';

/** Days on which something may be shown, on its chat's calendar: ISO dates, both included; null where there is no limit. */
export interface DateWindow {
  from: string | null;
  until: string | null;
}

export const always: DateWindow = { from: null, until: null };

export function isWithin({ from, until }: DateWindow, at: Instant, zone: string): boolean {
  const today = textOfDay(dayNumberOf(wallTimeAt(at, zone)));
  return (from === null || from <= today) && (until === null || today <= until);
}

/** When the last day is over; null where there is none. */
export function windowEnd({ until }: DateWindow, zone: string): Instant | null {
  if (until === null) return null;
  return instantOfWallTime({ ...dateOf(dayOfText(until) + 1), hour: 0, minute: 0, second: 0 }, zone);
}
