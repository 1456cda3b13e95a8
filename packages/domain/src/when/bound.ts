import { dateOf, type DayNumber } from '../time/calendar.js';
import { type Instant, instantOfWallTime } from '../time/zone.js';
import { clock, type Clock } from './clock.js';
import { day, type NamedDay } from './day.js';
import { dayAt, dateNamed } from './once.js';
import { into, longest, maybe, phraseOf, provided, type Reader, sequence } from './phrase.js';
import { isRefusal, type Refusal, type Understanding } from './reading.js';

/** Where a schedule begins or ends. Without a time of day all of the day is within. */
export interface NamedBound {
  day: NamedDay;
  clock: Clock | null;
}

export const plainDay: Reader<NamedDay> = provided(day, ({ day: named, part }) => (part === null ? named : null));
const bound: Reader<NamedBound> = into(sequence(plainDay, maybe(clock)), ([named, time]) => ({
  day: named,
  clock: time,
}));
const boundAfter = (...names: Parameters<typeof phraseOf>): Reader<NamedBound> =>
  into(sequence(phraseOf(...names), bound), ([, named]) => named);

export const beginning = boundAfter('startingFrom');
export const end = boundAfter('endingOn');
/** With the words that may as well be a hold's. */
export const anyEnd = boundAfter('endingOn', 'until');
/** `from 1/12 to 20/12`, `de 1/12 a 20/12`. */
export const range: Reader<[NamedBound, NamedBound]> = longest(
  sequence(beginning, boundAfter('until', 'to', 'endingOn')),
  sequence(boundAfter('rangeFrom'), boundAfter('to', 'until')),
);

export function beginningOf(
  { day: named, clock: time }: NamedBound,
  understanding: Understanding,
  words: string,
): Instant | Refusal {
  return time ? momentOf(named, time, understanding, words) : startOfDay(named, 0, understanding, words);
}

/** The last moment that is within. */
export function endOf(
  { day: named, clock: time }: NamedBound,
  understanding: Understanding,
  words: string,
): Instant | Refusal {
  if (time) return momentOf(named, time, understanding, words);
  const after = startOfDay(named, 1, understanding, words);
  return typeof after === 'number' ? after - 1 : after;
}

export function midnight(number: DayNumber, zone: string): Instant {
  return instantOfWallTime({ ...dateOf(number), hour: 0, minute: 0, second: 0 }, zone);
}

function momentOf(named: NamedDay, time: Clock, understanding: Understanding, words: string): Instant | Refusal {
  const rule = dayAt(named, time).resolve(understanding, words);
  if (isRefusal(rule)) return rule;
  return rule.kind === 'once' ? rule.at : { kind: 'not_understood', word: words };
}

function startOfDay(named: NamedDay, plus: number, understanding: Understanding, words: string): Instant | Refusal {
  const meant = dateNamed(named, understanding, words);
  return typeof meant === 'number' ? midnight(meant + plus, understanding.zone) : meant;
}
