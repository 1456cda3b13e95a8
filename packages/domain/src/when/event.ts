import { dateOf, dayNumberOf } from '../time/calendar.js';
import { type EventMoment, type EventSpan, instantOfMoment } from '../time/event.js';
import { type Instant, instantOfWallTime, wallTimeAt } from '../time/zone.js';
import { clock, type Clock } from './clock.js';
import { day } from './day.js';
import { length } from './length.js';
import { dayMeant, namedMoment } from './named-moment.js';
import { listOf } from './pattern.js';
import { into, longest, maybe, phraseOf, provided, type Reader, sequence, typedWords, unbroken } from './phrase.js';
import { isRefusal, type Meaning, type Refusal, shortestLength, type Understanding } from './reading.js';

/** A moment of an event as words name it. What is after an event is after its end, if it has one. */
interface Stage {
  relation: 'before' | 'after' | 'middle';
  days: number;
  ms: number;
  words: string;
}

type Ending = { clock: Clock } | { meaning: Meaning };

// "5 days, 2h before" may be one moment or two.
const wholeLength = unbroken(length);
const stage = longest<Omit<Stage, 'words'>>(
  into(sequence(wholeLength, phraseOf('before')), ([far]) => ({ relation: 'before' as const, ...far })),
  into(sequence(wholeLength, phraseOf('after')), ([far]) => ({ relation: 'after' as const, ...far })),
  into(phraseOf('halfThrough'), () => ({ relation: 'middle' as const, days: 0, ms: 0 })),
);
const wordedStage: Reader<Stage[]> = (phrase, at) => {
  const read = stage(phrase, at);
  return read && { value: [{ ...read.value, words: typedWords(phrase, at, read.next) }], next: read.next };
};

const ending: Reader<Ending> = longest(
  into(sequence(phraseOf('eventTo'), clock), ([, time]): Ending => ({ clock: time })),
  into(sequence(phraseOf('eventTo'), namedMoment), ([, meaning]): Ending => ({ meaning })),
);

/** `24/12 19:00`, `24/12 19:00 to 23:00` */
export const span: Reader<[Meaning, Ending | null]> = longest(
  sequence(namedMoment, maybe(ending)),
  into(
    sequence(
      provided(sequence(day, phraseOf('eventFrom'), clock), ([named, , time]) => dayMeant(named, time)),
      longest(
        ending,
        into(sequence(phraseOf('eventFromTo'), clock), ([, time]): Ending => ({ clock: time })),
      ),
    ),
    ([start, end]): [Meaning, Ending] => [start, end],
  ),
);

/** `5 days before 24/12 19:00`, `2h before, 1h before and half-way through friday 19:00 to 23:00`. */
export const event: Reader<Meaning> = into(
  sequence(listOf(wordedStage), maybe(phraseOf('of')), span),
  ([stages, , [start, end]]): Meaning => ({
    complete: true,
    resolve: (understanding, words) => {
      const named = spanOf(start, end, understanding, words);
      if ('kind' in named) return named;
      const moments = stages.map((each) => momentOf(each, named));
      const wrong = stages.map((each, index) => faultOf(each, moments[index]!, named, understanding));
      return (
        wrong.find((fault) => fault !== null) ?? { kind: 'event', event: named, moments, zone: understanding.zone }
      );
    },
  }),
);

export function spanOf(
  start: Meaning,
  end: Ending | null,
  understanding: Understanding,
  words: string,
): EventSpan | Refusal {
  const begins = instantMeant(start, understanding, words);
  if (typeof begins !== 'number') return begins;
  if (end === null) return { start: begins, end: null };
  if ('clock' in end) return { start: begins, end: nextAt(end.clock, begins, understanding.zone) };
  const ends = instantMeant(end.meaning, { ...understanding, now: begins }, words);
  return typeof ends === 'number' ? { start: begins, end: ends } : ends;
}

function instantMeant(meaning: Meaning, understanding: Understanding, words: string): Instant | Refusal {
  const rule = meaning.resolve(understanding, words);
  if (isRefusal(rule)) return rule;
  return rule.kind === 'once' ? rule.at : { kind: 'not_understood', word: words };
}

/** The next time after an instant that the clocks show this. */
function nextAt({ hour, minute }: Clock, after: Instant, zone: string): Instant {
  const today = dayNumberOf(wallTimeAt(after, zone));
  const instants = [0, 1, 2].map((days) =>
    instantOfWallTime({ ...dateOf(today + days), hour, minute, second: 0 }, zone),
  );
  return instants.find((instant) => instant > after)!;
}

function momentOf({ relation, days, ms }: Stage, { end }: EventSpan): EventMoment {
  if (relation === 'middle') return { of: 'middle', days: 0, ms: 0 };
  if (relation === 'before') return { of: 'start', days: 0 - days, ms: 0 - ms };
  return { of: end === null ? 'start' : 'end', days, ms };
}

function faultOf(
  { relation, days, ms, words }: Stage,
  moment: EventMoment,
  named: EventSpan,
  { now, zone }: Understanding,
): Refusal | null {
  if (relation !== 'middle' && days === 0 && ms < shortestLength) return { kind: 'too_short', words };
  const at = instantOfMoment(named, moment, zone);
  if (at === null) return { kind: 'no_event_end', words };
  return at > now ? null : { kind: 'past', at, words };
}
