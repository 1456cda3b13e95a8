import { dateOf, type DayNumber, dayNumberOf } from './time/calendar.js';
import { type Instant, instantOfWallTime, wallTimeAt } from './time/zone.js';

/**
 * Hours of each day in which a chat is left alone, in minutes of the day (0 to 1439) on the chat's clocks: from and
 * including `from`, up to and not including `to`. Where `from` is the later one they go over midnight. Two that are
 * equal are no hours at all.
 */
export interface QuietHours {
  from: number;
  to: number;
}

/** When the quiet hours end within which an instant lies; null if it lies within none. */
export function quietUntil(hours: QuietHours | null, at: Instant, zone: string): Instant | null {
  return quietHoursAt(hours, at, zone)?.end ?? null;
}

/** The quiet hours within which an instant lies; null if it lies within none. */
export function quietHoursAt(
  hours: QuietHours | null,
  at: Instant,
  zone: string,
): { begin: Instant; end: Instant } | null {
  if (hours === null) return null;
  const today = dayNumberOf(wallTimeAt(at, zone));
  // A day more on either side: hours that a change of the clocks moves over midnight.
  const within = [-2, -1, 0, 1]
    .map((days) => quietHoursOf(hours, today + days, zone))
    .filter(({ begin, end }) => begin <= at && at < end);
  if (within.length === 0) return null;
  return {
    begin: Math.min(...within.map(({ begin }) => begin)),
    end: Math.max(...within.map(({ end }) => end)),
  };
}

/** The hours that begin on a day. */
function quietHoursOf({ from, to }: QuietHours, day: DayNumber, zone: string): { begin: Instant; end: Instant } {
  const lastDay = to < from ? day + 1 : day;
  return { begin: minuteOf(day, from, zone), end: minuteOf(lastDay, to, zone) };
}

function minuteOf(day: DayNumber, minute: number, zone: string): Instant {
  const clock = { hour: Math.floor(minute / 60), minute: minute % 60, second: 0 };
  return instantOfWallTime({ ...dateOf(day), ...clock }, zone);
}
