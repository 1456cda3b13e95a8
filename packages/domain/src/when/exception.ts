import { textOfDay } from '../time/calendar.js';
import { weekendDays, workingDays } from '../time/weekday-set.js';
import type { Weekday } from '../time/zone.js';
import type { Exceptions } from '../timetable.js';
import { midnight, plainDay } from './bound.js';
import type { NamedDay } from './day.js';
import { dateNamed } from './once.js';
import { listOf, somePluralWeekdays, someWeekdays } from './pattern.js';
import { into, longest, maybe, phraseOf, type Reader, sequence } from './phrase.js';
import { countedFrom, type Refusal, type Understanding } from './reading.js';

export type NamedException = { weekdays: Weekday[] } | { first: NamedDay; last: NamedDay | null };

const someOrAllWeekdays = longest<readonly Weekday[]>(
  someWeekdays,
  somePluralWeekdays,
  into(phraseOf('weekend', 'weekends'), () => weekendDays),
  into(phraseOf('workingDay', 'workingDays'), () => workingDays),
);
/** A weekday is every such day here; `next monday` is one. */
const weekdaysLeftOut: Reader<NamedException[]> = into(
  sequence(maybe(phraseOf('on')), someOrAllWeekdays),
  ([, weekdays]) => [{ weekdays: [...weekdays] }],
);
const daysLeftOut: Reader<NamedException[]> = into(
  sequence(plainDay, maybe(into(sequence(phraseOf('to'), plainDay), ([, last]) => last))),
  ([first, last]) => [{ first, last }],
);

/** `except sundays and 25/12`, `exceto 24/12 a 2/1`. */
export const exceptions: Reader<NamedException[]> = into(
  sequence(phraseOf('except'), listOf(longest(weekdaysLeftOut, daysLeftOut))),
  ([, named]) => named,
);

export function exceptionsMeant(
  named: readonly NamedException[],
  understanding: Understanding,
  words: string,
): Exceptions | Refusal {
  const weekdays = new Set<Weekday>();
  const days: { from: string; to: string }[] = [];
  for (const each of named) {
    if ('weekdays' in each) each.weekdays.forEach((weekday) => weekdays.add(weekday));
    else {
      const range = rangeMeant(each, understanding, words);
      if ('kind' in range) return range;
      days.push(range);
    }
  }
  return { zone: understanding.zone, days, weekdays: [...weekdays].sort((a, b) => a - b) };
}

function rangeMeant(
  named: { first: NamedDay; last: NamedDay | null },
  understanding: Understanding,
  words: string,
): { from: string; to: string } | Refusal {
  const first = dateNamed(named.first, understanding, words);
  if (typeof first !== 'number') return first;
  const fromFirst = countedFrom(midnight(first, understanding.zone), understanding);
  const last = named.last === null ? first : dateNamed(named.last, fromFirst, words);
  return typeof last === 'number' ? { from: textOfDay(first), to: textOfDay(last) } : last;
}
