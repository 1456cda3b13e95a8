import { leadingOn, months, namedTimes, pluralWeekdays, relativeDays, units, weakWords, weekdays } from './lexicon.js';
import type { Token } from './token.js';

const singleWords = [weekdays, pluralWeekdays, months, units, namedTimes, relativeDays];
const figures = /^\d[\d:./,-]*(?:[a-z]+\d*)*$/;
const endingOfFigures = /^\d[\d:./,-]*(?:h\d*|am|pm|st|nd|rd|th|o|a)?$/;

/**
 * Whether the words that follow a phrase of time look like more of it, so that it can not be told from a text. Words
 * that begin sentences as well (`May we meet`, `Hoje tem reunião`) only do if nothing else follows them.
 */
export function isTimeLike(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (!token || token.quoted) return false;
  if (weakWords.has(token.text)) return at + 1 >= tokens.length || isTimeLike(tokens, at + 1);
  if (isFigure(token.text) || token.text === 'am' || token.text === 'pm') return true;
  if (singleWords.some((table) => table.has(token.text))) return true;
  return leadingOn.has(token.text) && isTimeLike(tokens, at + 1);
}

/** A number, a date, a time, or a number with its unit; not `100%` or `1️⃣`. */
function isFigure(text: string): boolean {
  if (endingOfFigures.test(text)) return true;
  return figures.test(text) && [...text.matchAll(/[a-z]+/g)].every(([letters]) => units.has(letters));
}
