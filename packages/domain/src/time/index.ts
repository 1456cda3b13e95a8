export { type CalendarPattern, type CalendarRule, isRecurring, type Rule } from './rule.js';
export { type EventMoment, type EventRule, type EventSpan, instantOfMoment } from './event.js';
export type { Instant, WallTime, Weekday } from './zone.js';
export { instantOfWallTime, isTimeZone, wallTimeAt } from './zone.js';
export { type CronFault, cronFault, type CronField } from './cron.js';
export { describeRule } from './describe.js';
export { nearestTimeZones } from './nearest.js';
export { nextOccurrence, occurrences } from './occurrence.js';
