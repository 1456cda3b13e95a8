import { type EventMoment, instantOfMoment } from '../time/event.js';
import type { Instant } from '../time/zone.js';
import { length, totalOf } from './length.js';
import { isTimeLike } from './like-time.js';
import {
  into,
  longest,
  type Phrase,
  phraseFrom,
  phraseOf,
  type Read,
  type Reader,
  typedWords,
  unusedWord,
} from './phrase.js';
import { type Refusal, shortestLength, type Understanding } from './reading.js';
import { readWhen } from './when.js';
import { splitWords, type Word } from './words.js';

/** How long we want a pin shown. */
export type Hold =
  | { kind: 'length'; ms: number }
  /** `of`: it is this moment of the event that is spoken of, and moves with it. */
  | { kind: 'until'; at: Instant; of?: EventMoment['of'] }
  | { kind: 'forever' };

/** `no_hold`: the word at `start` does not begin one. */
export type HoldReading = { kind: 'understood'; hold: Hold; next: number } | { kind: 'no_hold' } | Refusal;

export type LengthReading = { kind: 'understood'; ms: number } | Refusal;

const forEver = phraseOf('forEver');
const untilWhen = phraseOf('until');
const forLength = phraseOf('for');

/**
 * Reads a hold that begins at `words[start]`: `for 7d`, `for 1h30`, `until friday 18:00`, `for ever`, and the same in
 * Portuguese. Days are of 24 hours here: a hold is a length, and not a number of mornings.
 */
export function readHold(words: readonly Word[], start: number, understanding: Understanding): HoldReading {
  const phrase = phraseFrom(words, start);
  const forever = forEver(phrase, 0);
  if (forever) return endedAt(phrase, forever.next, { kind: 'forever' });
  const until = untilWhen(phrase, 0);
  const ofEvent = until && understanding.event && momentOfEvent(phrase, until.next);
  if (ofEvent) return endedByEvent(phrase, ofEvent, understanding);
  if (until) return readUntil(words, phrase, until.next, understanding);
  const lead = forLength(phrase, 0);
  if (!lead) return { kind: 'no_hold' };
  const far = length(phrase, lead.next);
  if (!far) return unused(phrase);
  const ms = totalOf(far.value);
  if (ms < shortestLength) return { kind: 'too_short', words: typedWords(phrase, 0, far.next) };
  return endedAt(phrase, far.next, { kind: 'length', ms });
}

/** Reads a length of time that begins at `words[start]`: `2 days`, `1h30`. What follows is not looked at. */
export function readLength(
  words: readonly Word[],
  start: number,
): (LengthReading & { kind: 'understood'; next: number }) | Refusal {
  const phrase = phraseFrom(words, start);
  const read = length(phrase, 0);
  if (!read) return start < words.length ? unused(phrase) : { kind: 'nothing' };
  const ms = totalOf(read.value);
  if (ms < shortestLength) return { kind: 'too_short', words: typedWords(phrase, 0, read.next) };
  return { kind: 'understood', ms, next: phrase.tokens[read.next - 1]!.word + 1 };
}

/** Reads a text that is nothing but a length of time: `7d`, `1h30`, `3 semanas`. */
export function parseLength(text: string): LengthReading {
  const words = splitWords(text);
  if (words.length === 0) return { kind: 'nothing' };
  const phrase = phraseFrom(words, 0);
  const read = length(phrase, 0);
  if (!read || read.next < phrase.tokens.length) return unused(phrase);
  const rest = words[phrase.tokens.at(-1)!.word + 1];
  if (rest) return { kind: 'not_understood', word: rest.text };
  const ms = totalOf(read.value);
  return ms < shortestLength ? { kind: 'too_short', words: text.trim() } : { kind: 'understood', ms };
}

const momentOfEvent: Reader<EventMoment['of']> = longest(
  into(phraseOf('halfWay'), () => 'middle' as const),
  into(phraseOf('itBegins'), () => 'start' as const),
  into(phraseOf('itEnds'), () => 'end' as const),
);

function endedByEvent(phrase: Phrase, { value: of, next }: Read<EventMoment['of']>, understanding: Understanding) {
  const at = instantOfMoment(understanding.event!, { of, days: 0, ms: 0 }, understanding.zone);
  if (at === null) return { kind: 'no_event_end' as const, words: typedWords(phrase, 0, next) };
  return endedAt(phrase, next, { kind: 'until', at, of });
}

function readUntil(words: readonly Word[], phrase: Phrase, next: number, understanding: Understanding): HoldReading {
  const token = phrase.tokens[next];
  if (!token) return unused(phrase);
  const reading = readWhen(words, token.word, understanding);
  if (reading.kind !== 'understood') return reading;
  if (reading.rule.kind !== 'once') return { kind: 'not_understood', word: token.typed };
  return { kind: 'understood', hold: { kind: 'until', at: reading.rule.at }, next: reading.next };
}

function endedAt(phrase: Phrase, next: number, hold: Hold): HoldReading {
  if (isTimeLike(phrase, next)) return { kind: 'not_understood', word: phrase.tokens[next]!.typed };
  return { kind: 'understood', hold, next: phrase.tokens[next - 1]!.word + 1 };
}

const unused = (phrase: Phrase): Refusal => ({ kind: 'not_understood', word: unusedWord(phrase) });
