import { type Chat, type Exceptions, type Schedule, usualCatchUp } from '@pinwheel/domain';
import { type Html, lines } from '../ui/html.js';
import { type Shows, lengthWords } from '../ui/show.js';
import { showTime } from '../ui/time.js';

/** What narrows the rule of a schedule, where it does; what is as usual goes without saying. */
export function showTimetable(schedule: Schedule, chat: Chat, shows: Shows): Html | null {
  const { schedules: words } = shows.say;
  const { from, until, except, ifQuiet } = schedule;
  const time = (at: number) => showTime(at, chat.timeZone, shows.language);
  return lines(
    from === null ? null : words.from(time(from)),
    until === null ? null : words.until(time(until)),
    except === null ? null : words.except(daysOf(except, shows)),
    ifQuiet === 'move' ? null : words.quietHours(words.ifQuiet[ifQuiet]),
    showCatchUp(schedule, shows),
  );
}

function showCatchUp({ catchUp: { policy, graceMs } }: Schedule, shows: Shows): Html | null {
  const { schedules: words } = shows.say;
  if (policy === usualCatchUp.policy && graceMs === null) return null;
  const what = words.catchUp[policy];
  return graceMs === null ? words.caughtUp(what) : words.caughtUpWithin(what, lengthWords(graceMs, shows.say));
}

function daysOf({ days, weekdays }: Exceptions, { say, language }: Shows): string {
  const format = new Intl.DateTimeFormat(language, { timeZone: 'UTC', weekday: 'long' });
  // 5 January 1970 was a Monday.
  const names = weekdays.map((weekday) => format.format((weekday + 3) * 86_400_000));
  const ranges = days.map(({ from, to }) =>
    from === to ? dayFirst(from) : say.schedules.dayRange(dayFirst(from), dayFirst(to)),
  );
  return [...names, ...ranges].join(', ');
}

/** `25/12/2026` */
const dayFirst = (iso: string): string => iso.split('-').toReversed().join('/');
