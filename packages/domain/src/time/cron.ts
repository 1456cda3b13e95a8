import { Cron } from 'croner';
import type { Instant } from './zone.js';

export const cronFields = ['minute', 'hour', 'day', 'month', 'weekday'] as const;
export type CronField = (typeof cronFields)[number];

/** Why a cron expression is refused: not five fields, one field that is wrong, or a day that never comes. */
export type CronFault = 'not_five_fields' | CronField | 'never';

/**
 * What is wrong with a cron expression, or null. `?` is refused because it would mean the moment of reading, and
 * nicknames (`@daily`) because they say no more than the words that we read anyway.
 */
export function cronFault(expression: string): CronFault | null {
  const fields = expression.trim().split(/\s+/);
  if (fields.length !== cronFields.length) return 'not_five_fields';
  const wrong = cronFields.findIndex(
    (_, index) => !isReadable(cronFields.map((_name, i) => (i === index ? fields[i] : '*'))),
  );
  if (wrong >= 0) return cronFields[wrong] ?? null;
  return nextOfCron(expression, 'UTC', 0) === null ? 'never' : null;
}

/**
 * The next time a cron expression falls on, by croner. Over a change of the clocks it does as cron does: an expression
 * with one hour and one minute runs once a day (in a gap right after it), all others follow the clocks.
 */
export function nextOfCron(expression: string, zone: string, after: Instant): Instant | null {
  return open(expression, zone).nextRun(new Date(after))?.getTime() ?? null;
}

function isReadable(fields: readonly (string | undefined)[]): boolean {
  const expression = fields.join(' ');
  // A colon would make a date of it.
  if (/[?@:]/.test(expression)) return false;
  try {
    open(expression, 'UTC');
    return true;
  } catch {
    return false;
  }
}

/** Without a function to call, a Cron starts no timer. */
function open(expression: string, zone: string): Cron {
  return new Cron(expression, { mode: '5-part', timezone: zone });
}
