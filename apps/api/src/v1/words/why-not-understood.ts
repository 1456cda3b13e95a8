import type { Refusal } from '@pinwheel/domain';
import { instantOf } from '../json.js';

const faults: Readonly<Record<string, string>> = {
  not_five_fields: 'it has five fields',
  never: 'it names a day that never comes',
};

/** Why words of time are refused, naming those words. */
export function whyNotUnderstood(refusal: Refusal): string {
  switch (refusal.kind) {
    case 'not_understood':
      return `“${refusal.word}” is not understood here`;
    case 'no_time':
      return `“${refusal.words}” needs a time of day`;
    case 'past':
      return `“${refusal.words}” has passed: ${instantOf(refusal.at)}`;
    case 'no_such_day':
      return `“${refusal.words}” is no day of the calendar`;
    case 'too_often':
      return `“${refusal.words}” is more often than once a minute`;
    case 'too_short':
      return `“${refusal.words}” is less than a second`;
    case 'bad_cron':
      return `“${refusal.expression}” is no cron expression: ${faults[refusal.fault] ?? `its ${refusal.fault} is wrong`}`;
    case 'no_event_end':
      return `“${refusal.words}” needs an event that has an end`;
    case 'nothing':
      return 'it is empty';
  }
}
