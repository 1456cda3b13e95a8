import { clock, type Clock, withinPart } from './clock.js';
import { day, type DayReading } from './day.js';
import { exactMoment } from './moment.js';
import { dayAt } from './once.js';
import { longest, maybe, phraseOf, provided, type Reader, sequence } from './phrase.js';
import type { Meaning } from './reading.js';

export const dayThenClock: Reader<Meaning> = provided(sequence(day, clock), ([named, time]) => dayMeant(named, time));
export const clockThenDay: Reader<Meaning> = provided(sequence(clock, maybe(phraseOf('of')), day), ([time, , named]) =>
  dayMeant(named, time),
);
/** A day with its time of day, in either order. */
export const namedMoment: Reader<Meaning> = longest(dayThenClock, clockThenDay, exactMoment);

export function dayMeant({ day: named, part }: DayReading, time: Clock): Meaning | null {
  const meant = part ? withinPart(time, part) : time;
  return meant && dayAt(named, meant);
}
