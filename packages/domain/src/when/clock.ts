import { namedTimes, type PartOfDay, partsOfDay } from './lexicon.js';
import { into, keyOf, longest, maybe, phraseOf, provided, type Reader, sequence, token, typedWords } from './phrase.js';

/** A time of day. `midnight` is that word where it was used: it leaves open whether a day begins or ends with it. */
export interface Clock {
  hour: number;
  minute: number;
  midnight: string | null;
}

interface Shown {
  hour: number;
  minute: number | null;
  half?: 'am' | 'pm';
  midnight?: string;
}

/** The hours of a part of a day, and those that are meant when twelve more are. */
const hoursOf: Record<PartOfDay, { from: number; to: number; plusTwelve: [number, number] | null }> = {
  small_hours: { from: 0, to: 5, plusTwelve: null },
  morning: { from: 0, to: 11, plusTwelve: null },
  afternoon: { from: 12, to: 18, plusTwelve: [1, 6] },
  evening: { from: 17, to: 23, plusTwelve: [5, 11] },
  night: { from: 18, to: 23, plusTwelve: [6, 11] },
};

const bareNumber = token((text): Shown | null =>
  /^(\d|1\d|2[0-3])$/.test(text) ? { hour: Number(text), minute: null } : null,
);
const meridiem = token((text): 'am' | 'pm' | null => (text === 'am' || text === 'pm' ? text : null));
const part = into(sequence(phraseOf('partLead'), keyOf(partsOfDay)), ([, name]) => name);

const named: Reader<Shown> = (phrase, at) => {
  const read = keyOf(namedTimes)(phrase, at);
  if (!read) return null;
  if (read.value === 'noon') return { value: { hour: 12, minute: null }, next: read.next };
  const midnight = typedWords(phrase, at, read.next);
  return { value: { hour: 0, minute: null, midnight }, next: read.next };
};
const withMeridiem: Reader<Shown> = provided(sequence(longest(bareNumber, token(shownOf)), meridiem), ([shown, half]) =>
  shown.half || fromMeridiem(shown.hour, half) === null ? null : { ...shown, half },
);
const written: Reader<Shown> = longest(
  token(shownOf),
  withMeridiem,
  into(sequence(bareNumber, phraseOf('hourMark')), ([shown]) => shown),
);
const andAHalf: Reader<Shown> = provided(
  sequence(longest(written, named, bareNumber), phraseOf('andAHalf')),
  ([shown]) => (shown.minute === null ? { ...shown, minute: 30 } : null),
);

/** What needs nothing before it to be a time: `9:00`, `9h`, `9am`, `noon`; not `9`. */
const plainTime = longest(written, named, andAHalf);
const timeWithPart = sequence(longest(plainTime, bareNumber), part);

/** `9:00`, `at 9`, `às 18h30`, `8 da noite`; within `day`, a part of the day that was named with the day. */
function clock(day: PartOfDay | null): Reader<Clock> {
  const bare = into(sequence(phraseOf('atSurely'), bareNumber), ([, shown]) => shown);
  const led = into(sequence(maybe(phraseOf('at')), plainTime), ([, shown]) => shown);
  const parted = sequence(maybe(phraseOf('at')), timeWithPart);
  return longest(
    provided(longest(bare, led), (shown) => clockOf(shown, day)),
    provided(parted, ([, [shown, name]]) => (day === null || day === name ? clockOf(shown, name) : null)),
  );
}

/** By the part of the day that was named before the time. */
export const clockReaders: Record<PartOfDay | 'anyPart', Reader<Clock>> = {
  anyPart: clock(null),
  small_hours: clock('small_hours'),
  morning: clock('morning'),
  afternoon: clock('afternoon'),
  evening: clock('evening'),
  night: clock('night'),
};

function shownOf(text: string): Shown | null {
  const match = /^(\d{1,2})(?::(\d{2})(?:h|hs)?|h(?:s|rs)?|h(\d{2})(?:m|min)?)?(am|pm)?$/.exec(text);
  if (!match || /^\d+$/.test(text)) return null;
  const hour = Number(match[1]);
  const minute = match[2] ?? match[3];
  const half = match[4] as Shown['half'];
  if (half ? fromMeridiem(hour, half) === null : hour > 23) return null;
  if (Number(minute ?? 0) > 59) return null;
  return { hour, minute: minute === undefined ? null : Number(minute), ...(half && { half }) };
}

function clockOf(shown: Shown, name: PartOfDay | null): Clock | null {
  const minute = shown.minute ?? 0;
  const hour = shown.half ? fromMeridiem(shown.hour, shown.half) : shown.hour;
  if (hour === null) return null;
  if (name === null) return { hour, minute, midnight: shown.midnight ?? null };
  const within = hourWithin(hour, name, shown.half !== undefined);
  return within === null ? null : { hour: within, minute, midnight: shown.midnight ?? null };
}

function fromMeridiem(hour: number, half: 'am' | 'pm'): number | null {
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (half === 'pm' ? 12 : 0);
}

function hourWithin(hour: number, name: PartOfDay, exact: boolean): number | null {
  const { from, to, plusTwelve } = hoursOf[name];
  if (!exact && plusTwelve && hour >= plusTwelve[0] && hour <= plusTwelve[1]) return hour + 12;
  return hour >= from && hour <= to ? hour : null;
}
