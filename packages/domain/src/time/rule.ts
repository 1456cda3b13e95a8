import type { EventRule } from './event.js';
import type { Instant, Weekday } from './zone.js';

/** Which days a rule falls on. */
export type CalendarPattern =
  | { kind: 'every_day' }
  | { kind: 'weekdays'; weekdays: Weekday[] }
  /** Every so many days, counted from `from`, an ISO date that is itself such a day. */
  | { kind: 'every_days'; count: number; from: string }
  /** A day of the month. `missingDay` says what a month does that has no such day: nothing, or its last day. */
  | { kind: 'day_of_month'; day: number; missingDay: 'skip' | 'last' }
  | { kind: 'last_day_of_month' }
  | { kind: 'weekday_of_month'; nth: 1 | 2 | 3 | 4 | 'last'; weekday: Weekday };

export type CalendarRule = { kind: 'calendar'; pattern: CalendarPattern; hour: number; minute: number; zone: string };

/** When something happens. Plain JSON: it is stored as it is. */
export type Rule =
  | { kind: 'once'; at: Instant }
  /** At `from`, and every `everyMs` after it, whatever the clocks on the wall do. */
  | { kind: 'interval'; everyMs: number; from: Instant }
  | CalendarRule
  | EventRule
  /** Five fields. Days of the month and days of the week are alternatives where both are given, as cron has it. */
  | { kind: 'cron'; expression: string; zone: string };

/** Whether it comes again and again, rather than at moments that can be counted. */
export const isRecurring = ({ kind }: Rule): boolean => kind === 'interval' || kind === 'calendar' || kind === 'cron';
