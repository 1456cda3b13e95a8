import type { CatchUp } from '../catch-up.js';
import type { Instant } from '../time/zone.js';
import type { Exceptions, QuietPolicy } from '../timetable.js';
import { anyEnd, beginning, beginningOf, end, endOf, type NamedBound, range } from './bound.js';
import { exceptions, exceptionsMeant } from './exception.js';
import { into, longest, type Phrase, phraseFrom, phraseOf, type Reader, typedWords, unusedWord } from './phrase.js';
import { catchUpPolicy, quietPolicy } from './policy.js';
import { countedFrom, type Refusal, type Understanding } from './reading.js';
import type { Word } from './words.js';

/** What may be said about a schedule besides its rule. */
export interface Clauses {
  from: Instant;
  until: Instant;
  except: Exceptions;
  ifQuiet: QuietPolicy;
  catchUp: CatchUp;
}

/** `no_clause`: the word at `start` does not begin one. */
export type ClauseReading =
  | { kind: 'understood'; clauses: Partial<Clauses>; next: number }
  | { kind: 'no_clause' }
  | Refusal;

export interface ClauseOptions {
  /** `until 20/12` is the end of the schedule, and not that of a hold. */
  untilEnds: boolean;
  /** What begins like a clause and is none may begin a text: `From the board: …`. */
  mayBeText: boolean;
}

type Meant = (understanding: Understanding, words: string) => Partial<Clauses> | Refusal;

const clause: Reader<Meant> = longest<Meant>(
  into(
    range,
    (bounds): Meant =>
      (...said) =>
        rangeMeant(bounds, ...said),
  ),
  into(beginning, (named): Meant => only('from', (...said) => beginningOf(named, ...said))),
  into(end, (named): Meant => only('until', (...said) => endOf(named, ...said))),
  into(exceptions, (named): Meant => only('except', (...said) => exceptionsMeant(named, ...said))),
  into(quietPolicy, (ifQuiet): Meant => () => ({ ifQuiet })),
  into(catchUpPolicy, (catchUp): Meant => () => ({ catchUp })),
);
const clauseOrUntil: Reader<Meant> = longest(
  clause,
  into(anyEnd, (named): Meant => only('until', (...said) => endOf(named, ...said))),
);

/** Left over only where no length came after it. */
const within = phraseOf('within');

/** These begin nothing else, so what follows them has to be understood. */
const reserved = phraseOf('ifQuiet', 'catchUp', 'noCatchUp');
const leads = phraseOf('ifQuiet', 'catchUp', 'noCatchUp', 'startingFrom', 'endingOn', 'except');

/**
 * Reads what narrows a recurrence, or says what becomes of it otherwise, from `words[start]`: `from 1/12 to 20/12`,
 * `except sundays and 25/12`, `if quiet skip`, `catch up once within 2h`.
 */
export function readClause(
  words: readonly Word[],
  start: number,
  understanding: Understanding,
  { untilEnds, mayBeText }: ClauseOptions,
): ClauseReading {
  if (start >= words.length) return { kind: 'no_clause' };
  const phrase = phraseFrom(words, start);
  const read = (untilEnds ? clauseOrUntil : clause)(phrase, 0);
  if (!read) return (mayBeText ? reserved : leads)(phrase, 0) ? unused(phrase) : { kind: 'no_clause' };
  const last = phrase.tokens[read.next - 1]!.word;
  if (phrase.tokens[read.next]?.word === last || within(phrase, read.next)) return unused(phrase);
  const clauses = read.value(understanding, typedWords(phrase, 0, read.next));
  return isRefused(clauses) ? clauses : { kind: 'understood', clauses, next: last + 1 };
}

const unused = (phrase: Phrase): Refusal => ({ kind: 'not_understood', word: unusedWord(phrase) });

function rangeMeant(
  [first, last]: readonly [NamedBound, NamedBound],
  understanding: Understanding,
  words: string,
): Partial<Clauses> | Refusal {
  const from = beginningOf(first, understanding, words);
  if (typeof from !== 'number') return from;
  const until = endOf(last, countedFrom(from, understanding), words);
  return typeof until === 'number' ? { from, until } : until;
}

function only<N extends keyof Clauses>(
  name: N,
  meant: (understanding: Understanding, words: string) => Clauses[N] | Refusal,
): Meant {
  return (understanding, words) => {
    const value = meant(understanding, words);
    return isRefused(value) ? value : { [name]: value };
  };
}

function isRefused(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'kind' in value;
}
