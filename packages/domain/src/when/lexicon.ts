import type { Weekday } from '../time/zone.js';
import { english } from './lexicon-en.js';
import { portuguese } from './lexicon-pt.js';

export type Unit = 'week' | 'day' | 'hour' | 'minute' | 'second';
export type Ordinal = 1 | 2 | 3 | 4 | 'last';
export type PartOfDay = 'small_hours' | 'morning' | 'afternoon' | 'evening' | 'night';

/**
 * The words of time of one language, in lower case and without accents. A key may be several words. What no list
 * names is not a word of time.
 */
export interface Lexicon {
  weekdays: Record<string, Weekday>;
  /** A plural says "every" by itself: `mondays 8:00`. */
  pluralWeekdays: Record<string, Weekday>;
  months: Record<string, number>;
  numbers: Record<string, number>;
  ordinals: Record<string, Ordinal>;
  relativeDays: Record<string, number>;
  /** Today, and a part of it: `tonight`. */
  partsOfToday: Record<string, PartOfDay>;
  partsOfDay: Record<string, PartOfDay>;
  namedTimes: Record<string, 'noon' | 'midnight'>;
  /** Words that lead on to more time, if time comes after them. Separated by spaces. */
  leadingOn: readonly string[];
  /** Words of time that begin other sentences as often; see `isTimeLike`. Separated by spaces. */
  weak: readonly string[];
  /** What else is about time and can not begin a text that is told from it. Separated by spaces. */
  otherWords: readonly string[];
  /** Separated by spaces. */
  units: Record<Unit, { one: string; many: string; short: string }>;
  phrases: Record<PhraseName, readonly string[]>;
}

export type PhraseName =
  /** Before a time of day; a bare number is one then. */
  | 'at'
  /** Before one o'clock, noon and midnight only: `à 1h`, `ao meio-dia`. */
  | 'atOne'
  /** After a number that is a time of day; `hourWord` may also make a length of it. */
  | 'hourMark'
  | 'hourWord'
  /** Before a part of the day: `in the` morning. */
  | 'partLead'
  /** Before a length, from now. */
  | 'in'
  | 'half'
  | 'andAHalf'
  | 'and'
  /** Before a day. */
  | 'on'
  | 'next'
  | 'afterNext'
  | 'of'
  /** Between the ends of a range of weekdays, and before the first. */
  | 'to'
  | 'from'
  /** Only `every` may be followed by a number; `everyAll` is followed by a plural. */
  | 'every'
  | 'everyOne'
  | 'everyAll'
  | 'other'
  /** Before the number of a day of the month. */
  | 'dayNumbered'
  | 'month'
  | 'months'
  | 'workingDay'
  | 'workingDays'
  | 'weekend'
  | 'weekends'
  | 'lastDay'
  | 'ofTheMonth'
  | 'ofEveryMonth'
  /** What a month does that is too short: `every 31st or the last day`, `every 31st if there is one`. */
  | 'orLastDay'
  | 'ifThereIsOne'
  | 'hourly'
  | 'daily'
  | 'weekly'
  | 'monthly'
  | 'for'
  | 'until'
  | 'forEver'
  /** Between a length and the event that it is measured from; half of the way through one; before the end of one. */
  | 'before'
  | 'after'
  | 'halfThrough'
  | 'eventTo'
  /** Before the beginning, where the end comes after it, and before that end: `das` 19h `às` 23h. */
  | 'eventFrom'
  | 'eventFromTo'
  /** Ends of a hold that an event gives: `until half-way`. */
  | 'halfWay'
  | 'itBegins'
  | 'itEnds'
  /** What narrows a recurrence; `rangeFrom` needs an end after it. */
  | 'startingFrom'
  | 'rangeFrom'
  | 'endingOn'
  | 'except'
  | 'ifQuiet'
  | 'quietMove'
  | 'quietSkip'
  | 'quietAnyway'
  | 'catchUp'
  | 'noCatchUp'
  | 'catchNone'
  | 'catchOnce'
  | 'catchAll'
  | 'within';

function tableOf<K extends Exclude<keyof Lexicon, 'phrases' | 'leadingOn' | 'weak' | 'otherWords' | 'units'>>(
  name: K,
): ReadonlyMap<string, Lexicon[K][string]> {
  return new Map(Object.entries({ ...english[name], ...portuguese[name] })) as ReadonlyMap<string, Lexicon[K][string]>;
}

export const weekdays = tableOf('weekdays');
export const pluralWeekdays = tableOf('pluralWeekdays');
export const months = tableOf('months');
export const numbers = tableOf('numbers');
export const ordinals = tableOf('ordinals');
export const relativeDays = tableOf('relativeDays');
export const partsOfToday = tableOf('partsOfToday');
export const partsOfDay = tableOf('partsOfDay');
export const namedTimes = tableOf('namedTimes');

function unitsCalled(form: 'one' | 'many' | 'short'): [string, Unit][] {
  const all = [english, portuguese].flatMap((lexicon) => Object.entries(lexicon.units)) as [
    Unit,
    { [F in typeof form]: string },
  ][];
  return all.flatMap(([unit, names]) => wordsIn(names[form]).map((name): [string, Unit] => [name, unit]));
}

/** Written out, and for one of them only: `hour`. */
export const singleUnits: ReadonlyMap<string, Unit> = new Map(unitsCalled('one'));
export const pluralUnits: ReadonlyMap<string, Unit> = new Map(unitsCalled('many'));
export const units: ReadonlyMap<string, Unit> = new Map([...singleUnits, ...pluralUnits, ...unitsCalled('short')]);

export function phrasesOf(name: PhraseName): readonly string[] {
  return [...english.phrases[name], ...portuguese.phrases[name]];
}

function wordsOf(name: 'leadingOn' | 'weak' | 'otherWords'): ReadonlySet<string> {
  return new Set([...english[name], ...portuguese[name]].flatMap(wordsIn));
}

function wordsIn(text: string): string[] {
  return text.split(' ').filter((word) => word !== '');
}

export const leadingOn = wordsOf('leadingOn');
export const weakWords = wordsOf('weak');
export const otherWords = wordsOf('otherWords');
