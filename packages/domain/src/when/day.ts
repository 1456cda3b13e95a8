import type { Weekday } from '../time/zone.js';
import { keyOf, into, longest, maybe, phraseOf, provided, type Reader, sequence, token } from './phrase.js';
import { months, ordinals, type PartOfDay, partsOfDay, partsOfToday, relativeDays, weekdays } from './lexicon.js';

/** A single day as words name it. `year` is null where they leave it out, `weekday` where they do not give it as well. */
export type NamedDay =
  | { kind: 'relative'; days: number }
  | { kind: 'weekday'; weekday: Weekday; afterToday: boolean }
  | { kind: 'date'; day: number; month: number; year: number | null; weekday: Weekday | null }
  | { kind: 'day_of_month'; day: number; weekday: Weekday | null };

export interface DayReading {
  day: NamedDay;
  part: PartOfDay | null;
}

export const weekday = keyOf(weekdays);

/** `15th`, `1º`: with the ending that belongs to the number. */
export const ordinalDay = token((text) => {
  const number = Number.parseInt(text, 10);
  return text === '1o' || text === `${number}${englishEnding(number)}` ? number : null;
});
export const bareDay = token((text) => (/^\d{1,2}$/.test(text) ? Number(text) : null));
const dayNumber = longest(ordinalDay, bareDay);
const firstDay = provided(keyOf(ordinals), (ordinal) => (ordinal === 1 ? 1 : null));
const year = token((text) => (/^2[01]\d\d$/.test(text) ? Number(text) : null));
const month = keyOf(months);
const of = maybe(phraseOf('of'));

type DateWords = { day: number; month: number; year: number | null };

const numericDate = token((text): DateWords | null => {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return { year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) };
  const slashed =
    /^(\d{1,2})\/(\d{1,2})(?:\/(\d{4}|\d{2}))?$/.exec(text) ?? /^(\d{1,2})([.-])(\d{1,2})\2(\d{4})$/.exec(text);
  if (!slashed) return null;
  const [, day, ...rest] = slashed.filter((piece) => piece !== '.' && piece !== '-');
  return { day: Number(day), month: Number(rest[0]), year: rest[1] === undefined ? null : fullYear(rest[1]) };
});
const dayThenMonth: Reader<DateWords> = into(
  sequence(longest(dayNumber, firstDay), of, month, maybe(sequence(of, year))),
  ([day, , inMonth, inYear]) => ({ day, month: inMonth, year: inYear?.[1] ?? null }),
);
const monthThenDay: Reader<DateWords> = into(sequence(month, dayNumber, maybe(year)), ([inMonth, day, inYear]) => ({
  day,
  month: inMonth,
  year: inYear,
}));
const date: Reader<DateWords> = longest(
  numericDate,
  dayThenMonth,
  monthThenDay,
  into(sequence(phraseOf('dayNumbered'), longest(numericDate, dayThenMonth)), ([, words]) => words),
);
/** `the 25th`, `dia 25`. */
const dayOfMonth = longest(
  ordinalDay,
  into(sequence(phraseOf('dayNumbered'), longest(dayNumber, firstDay)), ([, day]) => day),
);

const relative: Reader<NamedDay> = into(keyOf(relativeDays), (days) => ({ kind: 'relative', days }));
const nextWeekday: Reader<NamedDay> = into(
  sequence(maybe(phraseOf('next')), weekday, maybe(phraseOf('afterNext'))),
  ([before, name, after]) => ({ kind: 'weekday', weekday: name, afterToday: before !== null || after !== null }),
);
const on = maybe(phraseOf('on'));
/** The weekday may be said as well. */
const ofWeekday = maybe(into(sequence(weekday, on), ([name]) => name));
const dated: Reader<NamedDay> = into(sequence(ofWeekday, date), ([name, words]) => ({
  kind: 'date',
  ...words,
  weekday: name,
}));
const numbered: Reader<NamedDay> = into(sequence(ofWeekday, dayOfMonth), ([name, day]) => ({
  kind: 'day_of_month',
  day,
  weekday: name,
}));

const partLead = maybe(phraseOf('partLead'));
const partOfDay = into(sequence(partLead, keyOf(partsOfDay)), ([, part]) => part);
const partOfToday: Reader<DayReading> = into(keyOf(partsOfToday), (part) => ({
  day: { kind: 'relative', days: 0 },
  part,
}));

/** `tomorrow`, `next monday`, `friday night`, `sexta, 25 de dezembro`, `25/12/2026`, `dia 25`. */
export const day: Reader<DayReading> = longest(
  partOfToday,
  into(sequence(on, longest(relative, nextWeekday, dated, numbered), maybe(partOfDay)), ([, named, part]) => ({
    day: named,
    part,
  })),
);

function englishEnding(number: number): string {
  if (number >= 11 && number <= 13) return 'th';
  return ['th', 'st', 'nd', 'rd'][number % 10] ?? 'th';
}

const fullYear = (digits: string): number => Number(digits.length === 2 ? `20${digits}` : digits);
