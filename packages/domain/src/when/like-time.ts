import {
  leadingOn,
  months,
  namedTimes,
  otherWords,
  partsOfDay,
  pluralWeekdays,
  units,
  weakWords,
  weekdays,
} from './lexicon.js';
import { isTimeZone } from '../time/zone.js';
import { meaningReaders } from './meaning.js';
import type { Phrase } from './phrase.js';
import type { Token } from './token.js';

const wordsOfTime = [weekdays, pluralWeekdays, months, units, namedTimes, partsOfDay, otherWords];

/**
 * Whether what follows a phrase of time looks like more of it, so that it can not be told from a text. Words that
 * begin sentences as often (`May we meet`, `Hoje tem reunião`) do only where they stand alone or lead to more time.
 */
export function isTimeLike({ tokens }: Phrase, at: number): boolean {
  const token = tokens[at];
  if (!token || token.quoted) return false;
  return isMoreTime(tokens, at) || isZone(token) || readsOn(tokens, at);
}

function isMoreTime(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (!token || token.quoted) return false;
  if (leadingOn.has(token.text)) return isMoreTime(tokens, at + 1) || weakWords.has(tokens[at + 1]?.text ?? '');
  if (weakWords.has(token.text)) return at + 1 === tokens.length || isMoreTime(tokens, at + 1);
  return (
    isFigure(token.text) || ['am', 'pm'].includes(token.text) || wordsOfTime.some((words) => words.has(token.text))
  );
}

/** Whether another phrase of time begins here. A single word is left to the lists. */
function readsOn(tokens: readonly Token[], at: number): boolean {
  return meaningReaders.some((reader) => (reader({ tokens, reach: 0 }, at)?.next ?? at) > at + 1);
}

/** A zone after a time is not ours to pass over: `9:00 America/New_York`, `9:00 UTC-5`, `9:00 -05:00`. */
function isZone({ text, typed }: Token): boolean {
  return /^(?:utc|gmt)?[+-]\d{1,2}(?::?\d{2})?$/.test(text) || isTimeZone(typed);
}

/** A number, a date, a time, or numbers with their units; not `100%` or `1️⃣`. */
function isFigure(text: string): boolean {
  if (/^\d[\d:./,-]*(?:h\d*|am|pm|st|nd|rd|th|o|a)?$/.test(text)) return true;
  return /^(?:\d+[a-z]+)+\d*$/.test(text) && [...text.matchAll(/[a-z]+/g)].every(([letters]) => units.has(letters));
}
