import { instantOfWallTime, wallTimeAt } from '../../../src/time/index.js';
import type { Meant, Said, Time } from './meaning.js';

export interface CalendarDay {
  year: number;
  month: number;
  day: number;
  weekday: number;
  /** Days since 1970. */
  number: number;
}
export type Fits = (date: CalendarDay) => boolean;

export const dayLength = 86_400_000;

/** The first moments after now, day by day. */
export function* found(
  fits: Fits,
  { hours, minute }: Time,
  said: Said,
  count: number,
  first = dayNumber(said.now, said.zone) - 1,
): Generator<Meant> {
  for (const hour of hours) {
    const instants: number[] = [];
    for (let number = first; number < first + 3_000 && instants.length < count; number += 1) {
      const date = dateOf(number);
      if (!fits(date)) continue;
      const at = instantOfWallTime({ ...date, hour, minute, second: 0 }, said.zone);
      if (at > said.now) instants.push(at);
    }
    if (instants.length > 0) yield { recurring: count > 1, instants };
  }
}

export function dayNumber(at: number, zone: string): number {
  const { year, month, day } = wallTimeAt(at, zone);
  return Date.UTC(year, month - 1, day) / dayLength;
}

/** The same time of day, to the millisecond. */
export function daysLater(now: number, days: number, zone: string): number {
  if (days === 0) return now;
  const { year, month, day } = dateOf(dayNumber(now, zone) + days);
  return instantOfWallTime({ ...wallTimeAt(now, zone), year, month, day }, zone) + (now % 1_000);
}

export function dateOf(number: number): CalendarDay {
  const date = new Date(number * dayLength);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay() || 7,
    number,
  };
}

export const monthLength = ({ year, month }: { year: number; month: number }): number =>
  new Date(Date.UTC(year, month, 0)).getUTCDate();

export const isLastDay: Fits = (date) => date.day === monthLength(date);
