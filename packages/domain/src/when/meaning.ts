import { clockReaders } from './clock.js';
import { day, type DayReading } from './day.js';
import { type Length, length, oneUnit } from './length.js';
import { exactMoment } from './moment.js';
import { clockAlone, dayAt, dayWithoutTime, lengthFromNow } from './once.js';
import { type NamedPattern, patternReaders } from './pattern.js';
import { into, maybe, phraseOf, provided, type Reader, sequence } from './phrase.js';
import type { Meaning } from './reading.js';
import { everyLength, patternAt, patternWithoutTime } from './recurring.js';

const clock = clockReaders.anyPart;

const dayThenClock: Reader<Meaning> = (phrase, at) => {
  const read = day(phrase, at);
  if (!read) return null;
  const { day: named, part } = read.value;
  return into(part ? clockReaders[part] : clock, (time) => dayAt(named, time))(phrase, read.next);
};
const clockThenDay: Reader<Meaning> = into(
  sequence(clock, maybe(phraseOf('of')), provided(day, withoutPart)),
  ([time, , named]) => dayAt(named.day, time),
);
const fromNow: Reader<Meaning> = into(sequence(phraseOf('in'), length), ([, far]) => lengthFromNow(far));
const daysFromNow: Reader<Meaning> = into(
  sequence(phraseOf('in'), provided(length, wholeDays), clock),
  ([, days, time]) => dayAt({ kind: 'relative', days }, time),
);

const everySoOften: Reader<Meaning>[] = [
  into(sequence(phraseOf('every'), provided(length, lessThanDays)), ([, ms]) => everyLength(ms)),
  into(sequence(phraseOf('every', 'everyOne'), provided(oneUnit, lessThanDays)), ([, ms]) => everyLength(ms)),
  into(phraseOf('hourly'), () => everyLength(3_600_000)),
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

function withoutPart(named: DayReading): DayReading | null {
  return named.part === null ? named : null;
}

function wholeDays({ days, ms }: Length): number | null {
  return ms === 0 ? days : null;
}

function lessThanDays({ days, ms }: Length): number | null {
  return days === 0 ? ms : null;
}
