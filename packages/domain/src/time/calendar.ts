import type { Weekday } from './zone.js';

/** A day of the calendar, wherever it is lived: days since 1970-01-01. */
export type DayNumber = number;

export interface CalendarDate {
  year: number;
  month: number;
  day: number;
}

const dayLength = 86_400_000;

export function dayNumberOf(date: CalendarDate): DayNumber {
  return Math.floor(Date.UTC(date.year, date.month - 1, date.day) / dayLength);
}

export function dateOf(day: DayNumber): CalendarDate {
  const date = new Date(day * dayLength);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

export function weekdayOfDay(day: DayNumber): Weekday {
  return (((((day + 3) % 7) + 7) % 7) + 1) as Weekday;
}

export function lengthOfMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

export function existsInCalendar({ year, month, day }: CalendarDate): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= lengthOfMonth(year, month);
}

/** An ISO date, as rules keep it. */
export function textOfDay(number: DayNumber): string {
  return new Date(number * dayLength).toISOString().slice(0, 10);
}

export function dayOfText(date: string): DayNumber {
  return Math.floor(Date.parse(`${date}T00:00Z`) / dayLength);
}

export function weekdayOfText(date: string): Weekday {
  return weekdayOfDay(dayOfText(date));
}
