import { cronFault } from '../time/cron.js';
import { isTimeLike } from './like-time.js';
import { meaningReaders } from './meaning.js';
import type { Phrase, Read } from './phrase.js';
import { isRefusal, type Meaning, type Refusal, type Understanding, type WhenReading } from './reading.js';
import { tokensFrom } from './token.js';
import { splitWords, type Word } from './words.js';

const cronFieldCount = 5;

/**
 * Reads the longest phrase of time that begins at `words[start]`, in English or Portuguese; it ends with its line at
 * the latest. What follows may be anything that does not look like more time: `tomorrow 9:00 10:00` is refused, and
 * so is a text that begins with a number, unless it is in quotes or on a line of its own.
 */
export function readWhen(words: readonly Word[], start: number, understanding: Understanding): WhenReading {
  const first = words[start];
  if (!first) return { kind: 'nothing' };
  if (first.quoted || first.text.toLowerCase() === 'cron') return readCron(words, start, understanding);
  const phrase = phraseFrom(words, start);
  const read = readMeaning(phrase);
  if (!read) return { kind: 'not_understood', word: unusedWord(phrase) };
  if (isTimeLike(phrase.tokens, read.next) || isInsideWord(phrase, read.next)) {
    return { kind: 'not_understood', word: phrase.tokens[read.next]!.typed };
  }
  return resolve(phrase, read, words, start, understanding);
}

/** Reads a text that is nothing but a phrase of time. `word` of a refusal is the first that could not be used. */
export function parseWhen(text: string, understanding: Understanding): WhenReading {
  const words = splitWords(text);
  const reading = readWhen(words, 0, understanding);
  if (words[0]?.quoted || words[0]?.text.toLowerCase() === 'cron') return wholly(reading, words);
  const phrase = phraseFrom(words, 0);
  const read = readMeaning(phrase);
  if (read && read.next < phrase.tokens.length) return { kind: 'not_understood', word: unusedWord(phrase) };
  return wholly(reading, words);
}

function wholly(reading: WhenReading, words: readonly Word[]): WhenReading {
  const rest = reading.kind === 'understood' ? words[reading.next] : undefined;
  return rest ? { kind: 'not_understood', word: rest.text } : reading;
}

function phraseFrom(words: readonly Word[], start: number): Phrase {
  return { tokens: tokensFrom(words, start), reach: 0 };
}

/** What says when wholly goes before what leaves something out. */
function readMeaning(phrase: Phrase): Read<Meaning> | null {
  let best: Read<Meaning> | null = null;
  for (const reader of meaningReaders) {
    const read = reader(phrase, 0);
    if (read && (!best || isBetter(read, best))) best = read;
  }
  return best;
}

function isBetter(read: Read<Meaning>, than: Read<Meaning>): boolean {
  if (read.value.complete !== than.value.complete) return read.value.complete;
  return read.next > than.next;
}

function resolve(
  phrase: Phrase,
  read: Read<Meaning>,
  words: readonly Word[],
  start: number,
  understanding: Understanding,
): WhenReading {
  const next = phrase.tokens[read.next - 1]!.word + 1;
  const typed = textOf(words, start, next);
  const outcome = read.value.resolve(understanding, typed);
  return isRefusal(outcome) ? outcome : { kind: 'understood', rule: outcome, words: typed, next };
}

function unusedWord({ tokens, reach }: Phrase): string {
  return (tokens[reach] ?? tokens.at(-1))?.typed ?? '';
}

/** `mon,hello` is one word, of which only a part is time. */
function isInsideWord({ tokens }: Phrase, next: number): boolean {
  return tokens[next] !== undefined && tokens[next].word === tokens[next - 1]?.word;
}

/** `"0 9 * * 1-5"`, also after `cron`, where it needs no quotes. */
function readCron(words: readonly Word[], start: number, { zone }: Understanding): WhenReading {
  const from = words[start]!.quoted ? start : start + 1;
  const next = words[from]?.quoted ? from + 1 : Math.min(from + cronFieldCount, words.length);
  const expression = words
    .slice(from, next)
    .map(({ text }) => text)
    .join(' ');
  const fault = cronFault(expression);
  if (fault) return badCron(expression, fault);
  return {
    kind: 'understood',
    rule: { kind: 'cron', expression: expression.trim(), zone },
    words: textOf(words, start, next),
    next,
  };
}

function badCron(expression: string, fault: Extract<Refusal, { kind: 'bad_cron' }>['fault']): Refusal {
  return { kind: 'bad_cron', expression, fault };
}

function textOf(words: readonly Word[], start: number, next: number): string {
  return words
    .slice(start, next)
    .map(({ text, quoted }) => (quoted ? `"${text}"` : text))
    .join(' ');
}
