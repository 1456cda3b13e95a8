import { type PhraseName, phrasesOf } from './lexicon.js';
import { type Token, tokensFrom } from './token.js';
import type { Word } from './words.js';

/** The tokens being read. */
export interface Phrase {
  tokens: readonly Token[];
  /** How many of them any reader could use: the one after these is the word to name when nothing fits. */
  reach: number;
}

export interface Read<T> {
  value: T;
  /** The first token not used. */
  next: number;
}

/** Reads something that begins at a token, or finds that it is not there. */
export type Reader<T> = (phrase: Phrase, at: number) => Read<T> | null;

type Values<R extends readonly Reader<unknown>[]> = { [I in keyof R]: R[I] extends Reader<infer T> ? T : never };

/** One token that a test makes something of. */
export function token<T>(test: (text: string, token: Token) => T | null | undefined): Reader<T> {
  return (phrase, at) => {
    const found = phrase.tokens[at];
    const value = found && !found.quoted ? test(found.text, found) : null;
    if (value === null || value === undefined) return null;
    reached(phrase, at + 1);
    return { value, next: at + 1 };
  };
}

/** The longest key of a table that stands here; a key may be several words. */
export function keyOf<T>(table: ReadonlyMap<string, T>): Reader<T> {
  const byFirstWord = new Map<string, { words: string[]; value: T }[]>();
  for (const [key, value] of table) {
    const words = key.split(' ');
    const others = byFirstWord.get(words[0]!) ?? [];
    byFirstWord.set(
      words[0]!,
      [...others, { words, value }].sort((one, two) => two.words.length - one.words.length),
    );
  }
  return (phrase, at) => {
    for (const { words, value } of byFirstWord.get(phrase.tokens[at]?.text ?? '') ?? []) {
      const other = words.findIndex((word, index) => phrase.tokens[at + index]?.text !== word);
      reached(phrase, at + (other < 0 ? words.length : other));
      if (other < 0) return { value, next: at + words.length };
    }
    return null;
  };
}

export function phraseOf(...names: PhraseName[]): Reader<true> {
  return keyOf(new Map(names.flatMap(phrasesOf).map((text) => [text, true])));
}

export function sequence<R extends readonly Reader<unknown>[]>(...readers: R): Reader<Values<R>> {
  return (phrase, at) => {
    const values: unknown[] = [];
    let next = at;
    for (const reader of readers) {
      const read = reader(phrase, next);
      if (!read) return null;
      values.push(read.value);
      next = read.next;
    }
    return { value: values as Values<R>, next };
  };
}

/** The reader that gets furthest; of two that get as far, the one named first. */
export function longest<T>(...readers: Reader<T>[]): Reader<T> {
  return (phrase, at) => {
    let best: Read<T> | null = null;
    for (const reader of readers) {
      const read = reader(phrase, at);
      if (read && (!best || read.next > best.next)) best = read;
    }
    return best;
  };
}

export function maybe<T>(reader: Reader<T>): Reader<T | null> {
  return (phrase, at) => reader(phrase, at) ?? { value: null, next: at };
}

export function into<T, U>(reader: Reader<T>, change: (value: T) => U): Reader<U> {
  return (phrase, at) => {
    const read = reader(phrase, at);
    return read && { value: change(read.value), next: read.next };
  };
}

/** What was read, unless a test finds that it can not be meant. */
export function provided<T, U>(reader: Reader<T>, test: (value: T) => U | null): Reader<U> {
  return (phrase, at) => {
    const before = phrase.reach;
    const read = reader(phrase, at);
    const value = read && test(read.value);
    if (read && value !== null) return { value, next: read.next };
    if (read) phrase.reach = Math.max(before, read.next - 1);
    return null;
  };
}

/** What was read, unless a comma stands in the middle of it. */
export function unbroken<T>(reader: Reader<T>): Reader<T> {
  return (phrase, at) => {
    const read = reader(phrase, at);
    return read && phrase.tokens.slice(at, read.next - 1).some(({ comma }) => comma) ? null : read;
  };
}

/** The rest of the line on which `words[start]` stands. */
export function phraseFrom(words: readonly Word[], start: number): Phrase {
  return { tokens: tokensFrom(words, start), reach: 0 };
}

/** The word to name when a phrase does not fit: the first that no reader could use. */
export function unusedWord({ tokens, reach }: Phrase): string {
  return (tokens[reach] ?? tokens.at(-1))?.typed ?? '';
}

/** What was typed for the tokens from `at` up to `next`. */
export function typedWords(phrase: Phrase, at: number, next: number): string {
  return phrase.tokens
    .slice(at, next)
    .map(({ typed }) => typed)
    .join(' ');
}

function reached(phrase: Phrase, next: number): void {
  phrase.reach = Math.max(phrase.reach, next);
}
