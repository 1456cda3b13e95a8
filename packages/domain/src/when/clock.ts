import { namedTimes, type PartOfDay, partsOfDay } from './lexicon.js';
import { into, keyOf, longest, maybe, phraseOf, provided, type Reader, sequence, token, typedWords } from './phrase.js';

/** A time of day. */
export interface Clock {
  hour: number;
  minute: number;
  /** No part of the day can make another hour of it: `8pm`, `8 da noite`, but not `8:00`. */
  exact: boolean;
  /** What leaves it open: whether a day begins or ends with `midnight`, and whether `2 horas` is a time or a length. */
  doubt: { about: 'midnight' | 'length'; word: string } | null;
}

/** `minute` is null where only an hour was written. */
type Shown = Omit<Clock, 'minute'> & { minute: number | null };

/** The hours of a part of a day, and those that are meant when twelve more are. */
const hoursOf: Record<PartOfDay, { from: number; to: number; plusTwelve: readonly [number, number] | null }> = {
  small_hours: { from: 0, to: 5, plusTwelve: null },
  morning: { from: 0, to: 11, plusTwelve: null },
  afternoon: { from: 12, to: 18, plusTwelve: [1, 6] },
  evening: { from: 17, to: 23, plusTwelve: [5, 11] },
  night: { from: 18, to: 23, plusTwelve: [6, 11] },
};

const hourOnly = (hour: number): Shown => ({ hour, minute: null, exact: false, doubt: null });

const bareHour = token((text) => (/^(\d|[01]\d|2[0-3])$/.test(text) ? hourOnly(Number(text)) : null));
const meridiem = token((text) => (text === 'am' || text === 'pm' ? text : null));
const part = into(sequence(phraseOf('partLead'), keyOf(partsOfDay)), ([, name]) => name);
const figures: Reader<Shown> = token(timeOfFigures);
const figuresOfHalfDay: Reader<Shown> = provided(sequence(longest(bareHour, figures), meridiem), ([shown, half]) =>
  withMeridiem(shown, half),
);
const timeName = keyOf(namedTimes);
const named: Reader<Shown> = (phrase, at) => {
  const read = timeName(phrase, at);
  if (!read) return null;
  const doubt = { about: 'midnight' as const, word: typedWords(phrase, at, read.next) };
  const shown = read.value === 'noon' ? hourOnly(12) : { ...hourOnly(0), doubt };
  return { value: { ...shown, exact: true }, next: read.next };
};
const hourMarked = into(sequence(bareHour, phraseOf('hourMark')), ([shown]) => shown);
const hourThenWord = sequence(bareHour, phraseOf('hourWord'));
const hourSpelled: Reader<Shown> = (phrase, at) => {
  const read = hourThenWord(phrase, at);
  if (!read) return null;
  const doubt = { about: 'length' as const, word: typedWords(phrase, read.next - 1, read.next) };
  return { value: { ...read.value[0], doubt }, next: read.next };
};
const withoutHalf = longest(figures, figuresOfHalfDay, hourMarked, hourSpelled, named);
const withHalf: Reader<Shown> = provided(sequence(longest(withoutHalf, bareHour), phraseOf('andAHalf')), ([shown]) =>
  shown.minute === null ? { ...shown, minute: 30 } : null,
);
/** What needs nothing before it to be a time: `9:00`, `9h`, `9am`, `noon`; not `9`. */
const plainTime = longest(withoutHalf, withHalf);

const atTime = into(sequence(phraseOf('at'), longest(plainTime, bareHour)), ([, shown]) => surely(shown));
const atOne = provided(sequence(phraseOf('atOne'), plainTime), ([, shown]) =>
  [0, 1, 12].includes(shown.hour) ? shown : null,
);
const inPart = provided(
  sequence(maybe(phraseOf('at', 'atOne')), longest(plainTime, bareHour), part),
  ([, shown, name]) => withinPart(clockOf(surely(shown)), name),
);

/** `9:00`, `at 9`, `às 18h30`, `8 da noite`. */
export const clock: Reader<Clock> = longest(into(longest(plainTime, atTime, atOne), clockOf), inPart);

/** The time of day that is meant within a part of the day: 8:00 at night is 20:00. None if it is not in that part. */
export function withinPart(time: Clock, name: PartOfDay): Clock | null {
  const { from, to, plusTwelve } = hoursOf[name];
  if (!time.exact && plusTwelve && time.hour >= plusTwelve[0] && time.hour <= plusTwelve[1]) {
    return { ...time, hour: time.hour + 12, exact: true };
  }
  return time.hour >= from && time.hour <= to ? { ...time, exact: true } : null;
}

function timeOfFigures(text: string): Shown | null {
  const match = /^(\d{1,2})(?::(\d{2})(?:h|hs)?|h(?:s|rs)?|h(\d{2})(?:min)?)?(am|pm)?$/.exec(text);
  if (!match || /^\d+$/.test(text)) return null;
  const minute = match[2] ?? match[3];
  const shown = { ...hourOnly(Number(match[1])), minute: minute === undefined ? null : Number(minute) };
  if (shown.hour > 23 || Number(shown.minute) > 59) return null;
  return match[4] === 'am' || match[4] === 'pm' ? withMeridiem(shown, match[4]) : shown;
}

function withMeridiem(shown: Shown, half: 'am' | 'pm'): Shown | null {
  if (shown.exact || shown.hour < 1 || shown.hour > 12) return null;
  return { ...shown, hour: (shown.hour % 12) + (half === 'pm' ? 12 : 0), exact: true };
}

/** It was said that it is a time of day. */
function surely(shown: Shown): Shown {
  return shown.doubt?.about === 'length' ? { ...shown, doubt: null } : shown;
}

function clockOf(shown: Shown): Clock {
  return { ...shown, minute: shown.minute ?? 0 };
}
