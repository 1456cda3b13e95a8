import { type CronFault, cronFault } from '../time/cron.js';
import type { Rule } from '../time/rule.js';
import { isTimeLike } from './like-time.js';
import { meaningReaders } from './meaning.js';
import { type Phrase, phraseFrom, type Read, unusedWord } from './phrase.js';
import { isRefusal, type Meaning, type Refusal, type Understanding, type WhenReading } from './reading.js';
import { splitWords, type Word } from './words.js';

const cronFieldCount = 5;

/**
 * Reads the longest phrase of time that begins at `words[start]`, in English or Portuguese; it ends with its line at
 * the latest. What follows may be anything that does not look like more time: `tomorrow 9:00 10:00` is refused, and
 * so is a text that begins with a number, unless it is in quotes or on a line of its own.
 */
export function readWhen(words: readonly Word[], start: number, understanding: Understanding): WhenReading {
  return readRule(words, start, understanding, (phrase, next) => !isTimeLike(phrase, next));
}

/** The same, where `mayFollow` says what may. */
export function readRule(
  words: readonly Word[],
  start: number,
  understanding: Understanding,
  mayFollow: (phrase: Phrase, next: number) => boolean = () => true,
): WhenReading {
  if (start >= words.length) return { kind: 'nothing' };
  if (isCron(words[start]!)) return readCron(words, start, understanding);
  const phrase = phraseFrom(words, start);
  const readings = bestReadings(phrase);
  const next = readings[0]?.next;
  if (next === undefined) return { kind: 'not_understood', word: unusedWord(phrase) };
  if (isInsideWord(phrase, next) || !mayFollow(phrase, next))
    return { kind: 'not_understood', word: phrase.tokens[next]!.typed };
  return resolve(readings, phrase, words, start, understanding);
}

/** Reads a text that is nothing but a phrase of time. `word` of a refusal is the first that could not be used. */
export function parseWhen(text: string, understanding: Understanding): WhenReading {
  const words = splitWords(text);
  if (words.length === 0) return { kind: 'nothing' };
  if (isCron(words[0]!)) return wholly(readCron(words, 0, understanding), words);
  const phrase = phraseFrom(words, 0);
  const readings = bestReadings(phrase);
  const next = readings[0]?.next ?? 0;
  if (next < phrase.tokens.length) return { kind: 'not_understood', word: unusedWordAfter(phrase, next) };
  return wholly(resolve(readings, phrase, words, 0, understanding), words);
}

function wholly(reading: WhenReading, words: readonly Word[]): WhenReading {
  const rest = reading.kind === 'understood' ? words[reading.next] : undefined;
  return rest ? { kind: 'not_understood', word: rest.text } : reading;
}

/** A word that is no word of time is named before one that is and has no place here. */
function unusedWordAfter(phrase: Phrase, next: number): string {
  const { tokens, reach } = phrase;
  return next > 0 && (reach >= tokens.length || isTimeLike(phrase, reach)) ? tokens[next]!.typed : unusedWord(phrase);
}

/** What says when wholly goes before what leaves something out, and more words before fewer. */
function bestReadings(phrase: Phrase): Read<Meaning>[] {
  const readings = meaningReaders.flatMap((reader) => reader(phrase, 0) ?? []);
  const complete = readings.filter(({ value }) => value.complete);
  const preferred = complete.length > 0 ? complete : readings;
  const furthest = Math.max(...preferred.map(({ next }) => next));
  return preferred.filter(({ next }) => next === furthest);
}

/** Two readings of the same words that do not mean the same (`in 3 days 9h`) are one too many. */
function resolve(
  readings: readonly Read<Meaning>[],
  phrase: Phrase,
  words: readonly Word[],
  start: number,
  understanding: Understanding,
): WhenReading {
  const last = phrase.tokens[readings[0]!.next - 1]!;
  const next = last.word + 1;
  const typed = textOf(words.slice(start, next));
  const outcomes = readings.map(({ value }) => value.resolve(understanding, typed));
  if (!outcomes.every((outcome) => isSame(outcome, outcomes[0]!))) return { kind: 'not_understood', word: last.typed };
  const outcome = outcomes[0]!;
  return isRefusal(outcome) ? outcome : { kind: 'understood', rule: outcome, words: typed, next };
}

function isSame(a: Rule | Refusal, b: Rule | Refusal): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** `mon,hello` is one word, of which only a part is time. */
function isInsideWord({ tokens }: Phrase, next: number): boolean {
  return tokens[next] !== undefined && tokens[next].word === tokens[next - 1]?.word;
}

function isCron(word: Word): boolean {
  return word.quoted === true || word.text.toLowerCase() === 'cron';
}

/** `"0 9 * * 1-5"`, also after `cron`, where it needs no quotes. */
function readCron(words: readonly Word[], start: number, { zone }: Understanding): WhenReading {
  const from = words[start]!.quoted ? start : start + 1;
  const next = words[from]?.quoted ? from + 1 : Math.min(from + cronFieldCount, words.length);
  const expression = words
    .slice(from, next)
    .map(({ text }) => text)
    .join(' ')
    .trim();
  const fault: CronFault | null = cronFault(expression);
  if (fault) return { kind: 'bad_cron', expression, fault };
  return {
    kind: 'understood',
    rule: { kind: 'cron', expression, zone },
    words: textOf(words.slice(start, next)),
    next,
  };
}

function textOf(words: readonly Word[]): string {
  return words.map(({ text, quoted }) => (quoted ? `"${text}"` : text)).join(' ');
}
