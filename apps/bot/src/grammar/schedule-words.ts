import {
  clauseFault,
  type Clauses,
  parseRef,
  readClause,
  readHold,
  readTimetable,
  type Rule,
  type TimetableReading,
  type Understanding,
  type Word,
} from '@pinwheel/domain';
import { folded } from '../commands/names.js';
import type { Misread } from './misread.js';
import { beginsOption, type OptionName, refusing } from './options.js';
import { subWordOf } from './sub-words.js';
import { readTarget, type SaidPin, type SaidTarget, type TargetGrammar } from './target.js';

/** What shall be scheduled, as it was said. */
export interface SaidSchedule {
  rule: Rule;
  /** When, as typed, without the clauses. */
  words: string;
  clauses: Partial<Clauses>;
  what: 'pin' | 'unpin' | 'unpin_all' | 'swap';
  /** What goes in a swap. */
  out: SaidTarget | null;
  rest: SaidPin;
}

type Reading<T> = { kind: 'read'; value: T } | { kind: 'misread'; misread: Misread };
type Verb = Pick<SaidSchedule, 'what' | 'out'> & { next: number };

const pinOptions: readonly OptionName[] = ['hold', 'slot', 'chat'];
const pinned: TargetGrammar = { refs: ['message'], texts: true, options: pinOptions };
const swapped: TargetGrammar = { refs: ['message'], texts: true, options: ['hold', 'chat'] };
const unpinned: TargetGrammar = { refs: ['pin', 'message'], texts: false, options: ['chat'] };

/** Reads `<when> [clauses] [unpin pN | unpin all | swap pN] [target] [options and clauses]`. */
export function readSchedule(
  text: string,
  words: readonly Word[],
  understanding: Understanding,
): Reading<SaidSchedule> {
  const when = readBeginning(words, understanding);
  if (when.kind !== 'understood') return refusing(when);
  const verb = readVerb(words, when.next, understanding);
  if ('kind' in verb) return verb;
  const { rule } = when;
  const around = { ...understanding, ...(rule.kind === 'event' && { event: rule.event }) };
  const grammar = verb.what === 'pin' ? pinned : verb.what === 'swap' ? swapped : unpinned;
  const isText = isFreeText(words, verb.next, grammar, around);
  const isAfterClause = verb.what === 'pin' && Object.keys(when.clauses).length > 0;
  if (isText && isAfterClause) return refusing({ kind: 'unclear_text', word: words[verb.next]!.text });
  const apart = isText ? { clauses: when.clauses, rest: words } : clausesApart(words, verb.next, when, around);
  if ('kind' in apart) return apart;
  const rest = readTarget(text, apart.rest, verb.next, grammar, around);
  if (rest.kind === 'misread') return rest;
  const { what, out } = verb;
  return {
    kind: 'read',
    value: { rule, words: when.words, clauses: apart.clauses, what, out, rest: rest.value },
  };
}

/** `until 20/12` before a target is the schedule's end; where nothing but options follows, it is one of them: a hold. */
function readBeginning(words: readonly Word[], understanding: Understanding): TimetableReading {
  const whole = readTimetable(words, 0, understanding, { untilEnds: true });
  const isFollowed =
    whole.kind === 'understood' &&
    whole.next < words.length &&
    !beginsOption(words, whole.next, pinOptions, understanding);
  if (isFollowed) return whole;
  const plain = readTimetable(words, 0, understanding, { untilEnds: false });
  return plain.kind === 'understood' ? plain : whole;
}

function readVerb(
  words: readonly Word[],
  at: number,
  understanding: Understanding,
): Verb | ReturnType<typeof refusing> {
  const verb = subWordOf(words[at]);
  if (verb === 'swap') return readSwap(words, at + 1, understanding);
  if (verb !== 'unpin') return { what: 'pin', out: null, next: at };
  const all = subWordOf(words[at + 1]) === 'all';
  return all ? { what: 'unpin_all', out: null, next: at + 2 } : { what: 'unpin', out: null, next: at + 1 };
}

/** `swap p2 m7`, `swap p2 for m7`, `trocar p2 por m7` */
function readSwap(
  words: readonly Word[],
  at: number,
  understanding: Understanding,
): Verb | ReturnType<typeof refusing> {
  const word = words[at];
  const ref = word && !word.quoted ? parseRef(word.text) : null;
  if (!word) return refusing({ kind: 'missing', what: 'pin' });
  if (!ref || (ref.kind !== 'pin' && ref.kind !== 'message'))
    return refusing({ kind: 'wrong_ref', word: word.text, wanted: 'pin' });
  const link = words[at + 1];
  const isLink =
    link !== undefined &&
    !link.quoted &&
    ['for', 'with', 'por', 'pela', 'pelo'].includes(folded(link.text)) &&
    readHold(words, at + 1, understanding).kind !== 'understood';
  const out = { kind: 'ref' as const, ref: ref.kind, id: ref.id, word: word.text.toLowerCase() };
  return { what: 'swap', out, next: at + (isLink ? 2 : 1) };
}

/** A text without quotes: clauses and texts cannot be told apart in it. */
function isFreeText(words: readonly Word[], at: number, grammar: TargetGrammar, understanding: Understanding): boolean {
  const first = words[at];
  if (!first || first.quoted || !grammar.texts) return false;
  const reading = readClause(words, at, understanding, { untilEnds: false, mayBeText: true });
  return (
    parseRef(first.text) === null &&
    subWordOf(first) !== 'last' &&
    reading.kind === 'no_clause' &&
    !beginsOption(words, at, grammar.options, understanding)
  );
}

/** Takes the clauses out of what follows, wherever among the options they stand. */
function clausesApart(
  words: readonly Word[],
  start: number,
  { rule, clauses }: Extract<TimetableReading, { kind: 'understood' }>,
  understanding: Understanding,
): { clauses: Partial<Clauses>; rest: readonly Word[] } | ReturnType<typeof refusing> {
  const found = { ...clauses };
  const rest = words.slice(0, start);
  for (let at = start; at < words.length;) {
    const word = words[at]!;
    const clause = word.quoted
      ? { kind: 'no_clause' as const }
      : readClause(words, at, understanding, { untilEnds: false, mayBeText: true });
    if (clause.kind === 'no_clause') {
      rest.push(word);
      at += 1;
      continue;
    }
    if (clause.kind !== 'understood') return refusing(clause);
    const fault = clauseFault(found, clause.clauses, rule, word.text);
    if (fault) return refusing(fault);
    Object.assign(found, clause.clauses);
    at = clause.next;
  }
  return { clauses: found, rest };
}
