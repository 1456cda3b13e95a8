import {
  type CalendarDate,
  dateOf,
  type DayNumber,
  dayNumberOf,
  existsInCalendar,
  weekdayOfDay,
} from '../time/calendar.js';
import { daysLater } from '../time/event.js';
import { type Instant, instantOfWallTime, wallTimeAt } from '../time/zone.js';
import type { Clock } from './clock.js';
import type { NamedDay } from './day.js';
import type { Length } from './length.js';
import { type Meaning, type Refusal, shortestLength, type Understanding } from './reading.js';

/** A date that is left open comes round within this many days: 29 February, over the year 2100. */
const furthestRecurrence = 3_000;

/** A named day at a time of day, the next if it leaves open which. */
export function dayAt(day: NamedDay, clock: Clock): Meaning {
  return {
    complete: true,
    resolve: (understanding, words) => {
      if (clock.doubt?.about === 'midnight') return { kind: 'not_understood', word: clock.doubt.word };
      const { now, zone } = understanding;
      const days = daysNamed(day, understanding);
      const meant = days.find((number) => instantOn(number, clock, zone) > now) ?? days[0];
      if (meant === undefined || !isOnNamedWeekday(meant, day)) return { kind: 'no_such_day', words };
      const at = instantOn(meant, clock, zone);
      return at > now ? { kind: 'once', at } : { kind: 'past', at, words };
    },
  };
}

/** A named day alone is refused, for the best reason there is. */
export function dayWithoutTime(day: NamedDay): Meaning {
  return {
    complete: false,
    resolve: (understanding, words) => {
      const today = todayOf(understanding);
      const days = daysNamed(day, understanding);
      const last = days.at(-1);
      if (last === undefined) return { kind: 'no_such_day', words };
      if (last >= today) return { kind: 'no_time', words };
      return { kind: 'past', at: instantOn(last, { hour: 0, minute: 0 }, understanding.zone), words };
    },
  };
}

/** A named day as a date, the next one if it leaves open which; today is not over yet. */
export function dateNamed(day: NamedDay, understanding: Understanding, words: string): DayNumber | Refusal {
  const today = todayOf(understanding);
  const [first] = daysNamed(day, understanding);
  if (first === undefined || !isOnNamedWeekday(first, day)) return { kind: 'no_such_day', words };
  if (first >= today) return first;
  return { kind: 'past', at: instantOn(first, { hour: 0, minute: 0 }, understanding.zone), words };
}

/** The next time that the clocks show it. */
export function clockAlone(clock: Clock): Meaning {
  return {
    complete: true,
    resolve: (understanding) => {
      if (clock.doubt?.about === 'length') return { kind: 'not_understood', word: clock.doubt.word };
      const today = todayOf(understanding);
      const instants = [0, 1, 2].map((days) => instantOn(today + days, clock, understanding.zone));
      return { kind: 'once', at: instants.find((instant) => instant > understanding.now)! };
    },
  };
}

/** So long after now. Days keep the time of day, also over a change of the clocks. */
export function lengthFromNow({ days, ms }: Length): Meaning {
  return {
    complete: true,
    resolve: (understanding, words) => {
      if (days === 0 && ms < shortestLength) return { kind: 'too_short', words };
      return { kind: 'once', at: daysLater(understanding.now, days, understanding.zone) + ms };
    },
  };
}

export function instantOn(day: DayNumber, clock: Pick<Clock, 'hour' | 'minute'>, zone: string): Instant {
  return instantOfWallTime({ ...dateOf(day), hour: clock.hour, minute: clock.minute, second: 0 }, zone);
}

export function todayOf({ now, zone }: Understanding): DayNumber {
  return dayNumberOf(wallTimeAt(now, zone));
}

/** The days that may be meant, earliest first; none if there is no such day. */
function daysNamed(day: NamedDay, understanding: Understanding): DayNumber[] {
  const today = todayOf(understanding);
  switch (day.kind) {
    case 'relative':
      return [todayOf({ ...understanding, now: understanding.saidAt ?? understanding.now }) + day.days];
    case 'weekday':
      return daysFrom(today + (day.afterToday ? 1 : 0), 8, (number) => weekdayOfDay(number) === day.weekday);
    case 'date':
      return datesNamed(day, today);
    case 'day_of_month':
      return nextTwo(today, (date) => date.day === day.day);
  }
}

function datesNamed(
  { day, month, year }: { day: number; month: number; year: number | null },
  today: DayNumber,
): DayNumber[] {
  if (year === null) return nextTwo(today, (date) => date.day === day && date.month === month);
  const date = { day, month, year };
  return existsInCalendar(date) ? [dayNumberOf(date)] : [];
}

/** Today may be one whose time of day has passed, hence two. */
function nextTwo(today: DayNumber, fits: (date: CalendarDate) => boolean): DayNumber[] {
  return daysFrom(today, furthestRecurrence, (number) => fits(dateOf(number))).slice(0, 2);
}

function daysFrom(first: DayNumber, length: number, fits: (day: DayNumber) => boolean): DayNumber[] {
  return Array.from({ length }, (_, index) => first + index).filter(fits);
}

/** `friday 25/12` must be one: a date is not moved to fit its weekday. */
function isOnNamedWeekday(number: DayNumber, day: NamedDay): boolean {
  return day.kind === 'relative' || day.weekday === null || day.weekday === weekdayOfDay(number);
}
