import type { Rule } from '../time/rule.js';
import type { Instant } from '../time/zone.js';
import { isRecurring } from '../time/rule.js';
import { type Clauses, readClause } from './clause.js';
import { isTimeLike } from './like-time.js';
import { phraseFrom } from './phrase.js';
import { countedFrom, type Refusal, type Understanding } from './reading.js';
import { readRule, readWhen } from './when.js';
import type { Word } from './words.js';

/** Why clauses are refused, besides what is wrong with their words. */
export type ClauseRefusal =
  /** The same was said before. */
  | { kind: 'twice'; word: string }
  /** What narrows a recurrence was said of something that comes once. */
  | { kind: 'not_recurring'; word: string };

export type TimetableReading =
  | {
      kind: 'understood';
      rule: Rule;
      /** As typed, without the clauses. */
      words: string;
      clauses: Partial<Clauses>;
      next: number;
    }
  | Refusal
  | ClauseRefusal;

/** Reads when something happens, and the clauses that follow: `every monday 8:00 from 1/12 except 21/12 if quiet skip`. */
export function readTimetable(
  words: readonly Word[],
  start: number,
  understanding: Understanding,
  options: { untilEnds: boolean },
): TimetableReading {
  const reading = readRule(words, start, understanding);
  if (reading.kind !== 'understood') {
    const strict = readWhen(words, start, understanding);
    return strict.kind === 'understood' ? reading : strict;
  }
  const untilEnds = options.untilEnds && isRecurring(reading.rule);
  const read = readClauses(words, reading, understanding, untilEnds);
  if (read.kind !== 'understood') return read;
  const { clauses, next } = read;
  if (!isCronRule(reading.rule) && goesOn(words, start, next))
    return { kind: 'not_understood', word: phraseFrom(words, next).tokens[0]!.typed };
  const rule = clauses.from === undefined ? reading.rule : ruleFrom(clauses.from, reading, words, start, understanding);
  return { kind: 'understood', rule, words: reading.words, clauses, next };
}

type ClausesReading = { kind: 'understood'; clauses: Partial<Clauses>; next: number } | Refusal | ClauseRefusal;

/** Dates of all clauses are looked for from the beginning on, wherever it is said. */
function readClauses(
  words: readonly Word[],
  { rule, next: start }: { rule: Rule; next: number },
  understanding: Understanding,
  untilEnds: boolean,
  begun?: Instant,
): ClausesReading {
  const clauses: Partial<Clauses> = {};
  let next = start;
  for (;;) {
    const isFirst = next === start;
    const read = (after: Instant | undefined) =>
      readClause(words, next, countedFrom(after, understanding), { untilEnds, mayBeText: isFirst });
    const plain = read(clauses.from);
    const clause =
      begun !== undefined && plain.kind === 'understood' && !('from' in plain.clauses) ? read(begun) : plain;
    if (clause.kind === 'no_clause') break;
    if (clause.kind !== 'understood') return clause;
    const fault = clauseFault(clauses, clause.clauses, rule, words[next]!.text);
    if (fault) return fault;
    if (begun === undefined && clause.clauses.from !== undefined && !isFirst)
      return readClauses(words, { rule, next: start }, understanding, untilEnds, clause.clauses.from);
    Object.assign(clauses, clause.clauses);
    next = clause.next;
  }
  return { kind: 'understood', clauses, next };
}

/** What counts from its beginning (`every 6h`, `every 2 weeks on monday`) begins with the schedule. */
function ruleFrom(
  from: Instant,
  { rule }: { rule: Rule },
  words: readonly Word[],
  start: number,
  understanding: Understanding,
): Rule {
  if (from <= understanding.now) return rule;
  if (rule.kind === 'interval') return { ...rule, from };
  const again = readRule(words, start, { ...understanding, now: from - 1 });
  return again.kind === 'understood' ? again.rule : rule;
}

/** Why a clause cannot be added to those there are; null if it can. */
export function clauseFault(
  before: Partial<Clauses>,
  added: Partial<Clauses>,
  rule: Rule,
  word: string,
): ClauseRefusal | null {
  const names = Object.keys(added) as (keyof Clauses)[];
  if (names.some((name) => name in before)) return { kind: 'twice', word };
  const narrows = names.some((name) => name === 'from' || name === 'until' || name === 'except');
  return narrows && !isRecurring(rule) ? { kind: 'not_recurring', word } : null;
}

/** On the same line, with more words of time. */
const goesOn = (words: readonly Word[], start: number, next: number): boolean =>
  words[next]?.line === words[start]!.line && isTimeLike(phraseFrom(words, next), 0);

const isCronRule = ({ kind }: Rule): boolean => kind === 'cron';
