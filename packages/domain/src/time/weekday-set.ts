import type { Weekday } from './zone.js';

export const workingDays: readonly Weekday[] = [1, 2, 3, 4, 5];
export const weekendDays: readonly Weekday[] = [6, 7];

/** Days of the week that have one name together. `weekdays` is in order and without repetition. */
export function namedSet(weekdays: readonly Weekday[]): 'working_days' | 'weekend' | null {
  const text = weekdays.join();
  if (text === workingDays.join()) return 'working_days';
  return text === weekendDays.join() ? 'weekend' : null;
}
