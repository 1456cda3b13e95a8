import { workingDays, weekendDays } from '../time/weekday-set.js';
import type { Weekday } from '../time/zone.js';
import { bareDay, ordinalDay, weekday } from './day.js';
import { count } from './length.js';
import { type Ordinal, ordinals, pluralUnits, pluralWeekdays, singleUnits, type Unit } from './lexicon.js';
import {
  into,
  keyOf,
  longest,
  maybe,
  type Phrase,
  phraseOf,
  provided,
  type Read,
  type Reader,
  sequence,
  token,
} from './phrase.js';

/** The days of a recurrence as words name them. */
export type NamedPattern =
  | { kind: 'every_day' }
  | { kind: 'weekdays'; weekdays: Weekday[] }
  /** Every so many days; of those that may begin it, the next of one weekday. */
  | { kind: 'every_days'; count: number; weekday: Weekday | null }
  | { kind: 'day_of_month'; day: number; missingDay: 'skip' | 'last' }
  | { kind: 'last_day_of_month' }
  | { kind: 'weekday_of_month'; nth: Ordinal; weekday: Weekday }
  /** `every second monday` is every other one to some and the second of the month to others. */
  | { kind: 'ambiguous'; word: string };

const on = maybe(phraseOf('on'));
const and = phraseOf('and');
const hyphen = token((text) => (text === '-' ? true : null));

/** `monday to friday`, `mon-fri`, `de segunda a sexta`; also over the week's end: `fri-mon`. */
const weekdayRange: Reader<Weekday[]> = into(
  sequence(weekday, longest(phraseOf('to'), hyphen), weekday),
  ([first, , last]) => {
    const days = Array.from(
      { length: ((last - first + 7) % 7) + 1 },
      (_, index) => (((first - 1 + index) % 7) + 1) as Weekday,
    );
    return inOrder(days);
  },
);
export const someWeekdays = listOf(
  longest(
    weekdayRange,
    into(weekday, (name) => [name]),
  ),
);
export const somePluralWeekdays = listOf(into(keyOf(pluralWeekdays), (name) => [name]));

const ofTheMonth = maybe(phraseOf('ofTheMonth'));
const ofEveryMonth = phraseOf('ofEveryMonth');
const ordinalThenWeekday = sequence(keyOf(ordinals), weekday, ofTheMonth);
const ordinalWeekday: Reader<NamedPattern> = (phrase, at) => {
  const read = ordinalThenWeekday(phrase, at);
  if (!read) return null;
  const [nth, name, withMonth] = read.value;
  const isPlain = withMonth !== null || nth === 1 || nth === 'last';
  const typed = phrase.tokens[at]?.typed ?? '';
  return {
    value: isPlain ? { kind: 'weekday_of_month', nth, weekday: name } : { kind: 'ambiguous', word: typed },
    next: read.next,
  };
};
/** Where words do not say, a short month has its last day: better three days early than a month without. */
const missingDay: Reader<'last' | 'skip'> = longest(
  into(phraseOf('orLastDay'), () => 'last' as const),
  into(phraseOf('ifThereIsOne'), () => 'skip' as const),
);
const ordinalDayOfMonth = longest(
  ordinalDay,
  provided(keyOf(ordinals), (ordinal) => (ordinal === 1 ? 1 : null)),
);
const dayOfMonth: Reader<NamedPattern> = into(
  sequence(
    longest(
      ordinalDay,
      into(sequence(phraseOf('dayNumbered'), longest(ordinalDayOfMonth, bareDay)), ([, day]) => day),
    ),
    ofTheMonth,
    maybe(missingDay),
  ),
  ([day, , missing]) => ({ kind: 'day_of_month', day, missingDay: missing ?? 'last' }),
);
const lastDay: Reader<NamedPattern> = into(sequence(phraseOf('lastDay'), ofTheMonth), () => ({
  kind: 'last_day_of_month',
}));
/** What can be said of any month: `the 15th`, `last day`, `first monday`. */
const withinMonth = longest(dayOfMonth, lastDay, ordinalWeekday);

const onWithinMonth = into(sequence(on, withinMonth), ([, pattern]) => pattern);

const workingDay = into(phraseOf('workingDay', 'workingDays'), () => weekdaysPattern(workingDays));
const weekend = into(phraseOf('weekend', 'weekends'), () => weekdaysPattern(weekendDays));

const singleUnit = (of: Unit) => provided(keyOf(singleUnits), (name) => (name === of ? name : null));
const pluralUnit = (of: Unit) => provided(keyOf(pluralUnits), (name) => (name === of ? name : null));
const everyDay: NamedPattern = { kind: 'every_day' };

/** After any word for every. */
const anyPattern: Reader<NamedPattern> = longest(
  into(longest(someWeekdays, somePluralWeekdays), weekdaysPattern),
  workingDay,
  weekend,
  withinMonth,
);
const afterEveryOne: Reader<NamedPattern> = longest(
  anyPattern,
  into(singleUnit('day'), () => everyDay),
  into(sequence(singleUnit('week'), on, someWeekdays), ([, , names]) => weekdaysPattern(names)),
  into(sequence(phraseOf('month'), on, withinMonth), ([, , pattern]) => pattern),
);
const afterEveryAll: Reader<NamedPattern> = longest(
  anyPattern,
  into(pluralUnit('day'), () => everyDay),
  into(sequence(pluralUnit('week'), on, someWeekdays), ([, , names]) => weekdaysPattern(names)),
  into(sequence(phraseOf('months'), on, withinMonth), ([, , pattern]) => pattern),
);
const other = into(phraseOf('other'), () => 2);
const someDays = longest(
  sequence(count, longest(singleUnit('day'), pluralUnit('day'))),
  sequence(other, singleUnit('day')),
);
const someWeeks = longest(
  sequence(count, longest(singleUnit('week'), pluralUnit('week'))),
  sequence(other, singleUnit('week')),
);
const counted: Reader<NamedPattern> = longest(
  into(someDays, ([many]) => everyDays(many, null)),
  into(sequence(someWeeks, on, weekday), ([[many], , name]) => everyDays(7 * many, name)),
  into(sequence(other, weekday), ([many, name]) => everyDays(7 * many, name)),
);

/** Of which days a recurrence is, in every way to say it. The readers are alternatives: a later one may fit better. */
export const patternReaders: readonly Reader<NamedPattern>[] = [
  into(sequence(phraseOf('every', 'everyOne'), afterEveryOne), ([, pattern]) => pattern),
  into(sequence(phraseOf('every', 'everyOne'), singleUnit('day')), () => everyDay),
  into(sequence(phraseOf('everyAll'), afterEveryAll), ([, pattern]) => pattern),
  into(sequence(phraseOf('every'), counted), ([, pattern]) => pattern),
  into(phraseOf('daily'), () => everyDay),
  into(sequence(phraseOf('weekly'), on, someWeekdays), ([, , names]) => weekdaysPattern(names)),
  into(sequence(phraseOf('monthly'), on, withinMonth), ([, , pattern]) => pattern),
  into(sequence(on, somePluralWeekdays), ([, names]) => weekdaysPattern(names)),
  into(sequence(maybe(phraseOf('from')), weekdayRange), ([, names]) => weekdaysPattern(names)),
  into(sequence(on, phraseOf('workingDays')), () => weekdaysPattern(workingDays)),
  into(sequence(on, phraseOf('weekends')), () => weekdaysPattern(weekendDays)),
  monthlyWithoutEvery,
];

/** `first monday of every month`: the words for every month come last. */
function monthlyWithoutEvery(phrase: Phrase, at: number): Read<NamedPattern> | null {
  const read = onWithinMonth(phrase, at);
  return read && endsWithEveryMonth(phrase, read.next) ? read : null;
}

function endsWithEveryMonth(phrase: Phrase, end: number): boolean {
  return [2, 3, 4].some((words) => ofEveryMonth(phrase, end - words)?.next === end);
}

function everyDays(many: number, name: Weekday | null): NamedPattern {
  if (many === 1) return { kind: 'every_day' };
  return many === 7 && name ? weekdaysPattern([name]) : { kind: 'every_days', count: many, weekday: name };
}

/** Things of a list, with commas or "and" between them. */
export function listOf<T>(item: Reader<T[]>): Reader<T[]> {
  const afterComma = into(sequence(on, item), ([, names]) => names);
  const afterAnd = into(sequence(and, afterComma), ([, names]) => names);
  return (phrase, at) => {
    let read = item(phrase, at);
    while (read) {
      const hasComma = phrase.tokens[read.next - 1]?.comma ?? false;
      const more = afterAnd(phrase, read.next) ?? (hasComma ? afterComma(phrase, read.next) : null);
      if (!more) break;
      read = { value: [...read.value, ...more.value], next: more.next };
    }
    return read;
  };
}

function weekdaysPattern(weekdays: readonly Weekday[]): NamedPattern {
  const ordered = inOrder(weekdays);
  return ordered.length === 7 ? { kind: 'every_day' } : { kind: 'weekdays', weekdays: ordered };
}

function inOrder(weekdays: readonly Weekday[]): Weekday[] {
  return [...new Set(weekdays)].sort((a, b) => a - b);
}
