import { clock } from './clock.js';
import { day } from './day.js';
import { event } from './event.js';
import { count, type Length, length, unit, unitLengths, wholeDays } from './length.js';
import { pluralUnits, singleUnits, type Unit } from './lexicon.js';
import { exactMoment } from './moment.js';
import { clockThenDay, dayThenClock } from './named-moment.js';
import { clockAlone, dayAt, dayWithoutTime, lengthFromNow } from './once.js';
import { type NamedPattern, patternReaders } from './pattern.js';
import { into, keyOf, phraseOf, provided, type Reader, sequence } from './phrase.js';
import type { Meaning } from './reading.js';
import { everyLength, patternAt, patternWithoutTime } from './recurring.js';

const fromNow: Reader<Meaning> = into(sequence(phraseOf('in'), length), ([, far]) => lengthFromNow(far));
const daysFromNow: Reader<Meaning> = into(sequence(phraseOf('in'), wholeDays, clock), ([, days, time]) =>
  dayAt({ kind: 'relative', days }, time),
);

const everySoOften: Reader<Meaning>[] = [
  into(sequence(phraseOf('every'), provided(length, lessThanDays)), ([, ms]) => everyLength(ms)),
  into(sequence(phraseOf('every', 'everyOne'), provided(keyOf(singleUnits), lessThanDay)), ([, ms]) => everyLength(ms)),
  into(sequence(phraseOf('every'), provided(keyOf(singleUnits), lessThanDay), phraseOf('andAHalf')), ([, ms]) =>
    everyLength(1.5 * ms),
  ),
  into(sequence(phraseOf('everyAll'), provided(keyOf(pluralUnits), lessThanDay)), ([, ms]) => everyLength(ms)),
  into(phraseOf('hourly'), () => everyLength(unitLengths.hour)),
  // "de 2 em 2 horas": the number is said twice.
  into(
    provided(sequence(phraseOf('of'), count, phraseOf('in'), count, provided(unit, lessThanDay)), sameTwice),
    everyLength,
  ),
];

/** Each a way to say when. Of those that fit, the one with the most words is meant. */
export const meaningReaders: readonly Reader<Meaning>[] = [
  exactMoment,
  fromNow,
  daysFromNow,
  dayThenClock,
  clockThenDay,
  into(clock, clockAlone),
  into(day, ({ day: named }) => dayWithoutTime(named)),
  event,
  ...everySoOften,
  ...patternReaders.flatMap(patternMeanings),
];

/** The time of day stands after the days or before them. */
function patternMeanings(pattern: Reader<NamedPattern>): Reader<Meaning>[] {
  return [
    into(sequence(pattern, clock), ([named, time]) => patternAt(named, time)),
    into(sequence(clock, pattern), ([time, named]) => patternAt(named, time)),
    into(pattern, patternWithoutTime),
  ];
}

function lessThanDays({ days, ms }: Length): number | null {
  return days === 0 ? ms : null;
}

function lessThanDay(of: Unit): number | null {
  return of === 'day' || of === 'week' ? null : unitLengths[of];
}

function sameTwice([, many, , again, ms]: [true, number, true, number, number]): number | null {
  return many === again ? many * ms : null;
}
