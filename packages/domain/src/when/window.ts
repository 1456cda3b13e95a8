import type { DateWindow } from '../date-window.js';
import { dateOf, type DayNumber, textOfDay } from '../time/calendar.js';
import { instantOfWallTime } from '../time/index.js';
import { day } from './day.js';
import { isTimeLike } from './like-time.js';
import { dateNamed } from './once.js';
import { type Phrase, phraseFrom, phraseOf, typedWords, unusedWord } from './phrase.js';
import type { Refusal, Understanding } from './reading.js';
import type { Word } from './words.js';

/** `no_window`: the word at `start` does not begin one. */
export type WindowReading =
  | { kind: 'understood'; window: DateWindow; next: number }
  | { kind: 'no_window' }
  /** The last day comes before the first. */
  | { kind: 'ends_before'; words: string }
  | Refusal;

type Named = { kind: 'day'; day: DayNumber; next: number } | Refusal;

const from = phraseOf('from');
const until = phraseOf('until');
const to = phraseOf('to', 'until');

/** Reads days that begin at `words[start]`: `from 1/12 until 24/12`, `from 1/12`, `until 24/12`, `de 1/12 a 24/12`. */
export function readWindow(words: readonly Word[], start: number, understanding: Understanding): WindowReading {
  const phrase = phraseFrom(words, start);
  const begin = from(phrase, 0);
  if (begin) return day(phrase, begin.next) ? readFrom(phrase, begin.next, understanding) : { kind: 'no_window' };
  const end = until(phrase, 0);
  if (!end) return { kind: 'no_window' };
  const last = namedDay(phrase, end.next, understanding);
  if (last.kind !== 'day') return last;
  return windowEndingAt(phrase, last.next, { from: null, until: textOfDay(last.day) });
}

function readFrom(phrase: Phrase, at: number, understanding: Understanding): WindowReading {
  const first = namedDay(phrase, at, understanding);
  if (first.kind !== 'day') return first;
  const begun = textOfDay(first.day);
  const more = to(phrase, first.next);
  if (!more) return windowEndingAt(phrase, first.next, { from: begun, until: null });
  // `from 20/12 until 10/1` ends after it has begun, whatever today is.
  const last = namedDay(phrase, more.next, { ...understanding, now: beginningOf(first.day, understanding.zone) });
  if (last.kind === 'past') return { kind: 'ends_before', words: typedWords(phrase, 0, phrase.reach) };
  if (last.kind !== 'day') return last;
  return windowEndingAt(phrase, last.next, { from: begun, until: textOfDay(last.day) });
}

function namedDay(phrase: Phrase, at: number, understanding: Understanding): Named {
  const read = day(phrase, at);
  if (!read || read.value.part !== null) return { kind: 'not_understood', word: unusedWord(phrase) };
  const found = dateNamed(read.value.day, understanding, typedWords(phrase, at, read.next));
  return typeof found === 'number' ? { kind: 'day', day: found, next: read.next } : found;
}

function windowEndingAt(phrase: Phrase, next: number, window: DateWindow): WindowReading {
  if (isTimeLike(phrase, next)) return { kind: 'not_understood', word: phrase.tokens[next]!.typed };
  return { kind: 'understood', window, next: phrase.tokens[next - 1]!.word + 1 };
}

const beginningOf = (number: DayNumber, zone: string): number =>
  instantOfWallTime({ ...dateOf(number), hour: 0, minute: 0, second: 0 }, zone);
