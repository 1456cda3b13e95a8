import type { Rule } from '../../../src/time/index.js';
import type { Clauses } from '../../../src/when/index.js';
import { exceptSaid } from './exceptions.js';
import { says } from './index.js';
import type { Said } from './meaning.js';
import { boundSaid, oneOf, type Spoken, spoken } from './spoken.js';

type Found = Partial<Clauses>;
type Name = keyof Clauses;
/** What a piece of the phrase says, if it says what was read; null if it does not. */
type Clause = (words: Spoken, read: Found, said: Said) => readonly Name[] | null;

const from = oneOf('from', 'starting', 'starting from', 'beginning', 'as of', 'a partir de', 'a partir do').or(
  'a partir da',
  'comecando',
  'desde',
);
const rangeFrom = oneOf('de', 'do', 'da');
const ending = oneOf('ending', 'up to', 'terminando', 'acabando', 'until', 'till', 'ate');
const to = oneOf('to', 'through', 'a');
const quiet = oneOf(
  'if quiet',
  'if it is quiet',
  'in quiet hours',
  'during quiet hours',
  'se silencio',
  'no silencio',
).or('em silencio', 'no horario de silencio', 'se for horario de silencio');
const quietPolicies = {
  move: oneOf('move', 'wait', 'adiar', 'mover', 'esperar'),
  skip: oneOf('skip', 'skip it', 'pular'),
  anyway: oneOf('anyway', 'go ahead', 'mesmo assim'),
};
const never = oneOf('no catch up', 'do not catch up', "don't catch up", 'never catch up', 'nao recuperar').or(
  'sem recuperar',
);
const catchUp = oneOf('catch up', 'recuperar');
const within = oneOf('within', 'em ate', 'dentro de');
const catchPolicies = {
  skip: oneOf('skip', 'none', 'nothing', 'never', 'nenhuma', 'nada', 'pular'),
  once: oneOf('once', 'one', 'the last', 'uma', 'uma vez', 'a ultima'),
  all: oneOf('all', 'everything', 'todas', 'tudo', 'todos'),
};

const begins: Clause = (words, read, said) => {
  const bound = from.after(words);
  return bound && boundSaid(bound, read.from, said, 'first') ? ['from'] : null;
};

const ends: Clause = (words, read, said) => {
  const bound = ending.after(words);
  return bound && boundSaid(bound, read.until, said, 'last', read.from) ? ['until'] : null;
};

const lasts: Clause = (words, read, said) => {
  const bounds = from.after(words) ?? rangeFrom.after(words);
  if (!bounds) return null;
  for (let at = 1; at < bounds.length; at += 1) {
    const last = to.after(bounds.slice(at)) ?? ending.after(bounds.slice(at));
    const isSaid = last && boundSaid(bounds.slice(0, at), read.from, said, 'first');
    if (isSaid && boundSaid(last, read.until, said, 'last', read.from)) return ['from', 'until'];
  }
  return null;
};

const leavesOut: Clause = (words, read, said) =>
  read.except && exceptSaid(words, read.except, said, read.from) ? ['except'] : null;

const heedsQuiet: Clause = (words, read) => {
  const policy = quiet.after(words);
  return policy && read.ifQuiet && quietPolicies[read.ifQuiet].after(policy)?.length === 0 ? ['ifQuiet'] : null;
};

const catchesUp: Clause = (words, { catchUp: read }) => {
  if (!read) return null;
  if (never.after(words)?.length === 0) return read.policy === 'skip' && read.graceMs === null ? ['catchUp'] : null;
  const policy = catchUp.after(words);
  const rest = policy && catchPolicies[read.policy].after(policy);
  if (!rest) return null;
  const grace = within.after(rest);
  const isSaid = read.graceMs === null ? rest.length === 0 : grace !== null && lengthSaid(grace, read.graceMs);
  return isSaid ? ['catchUp'] : null;
};

const clauses: readonly Clause[] = [begins, ends, lasts, leavesOut, heedsQuiet, catchesUp];

/**
 * Whether a phrase says a rule and its clauses: there must be a way to cut it so that the first piece says the rule, and
 * each of the others one clause that was read, or a beginning and an end. None may be left over, and none said twice.
 */
export function saysTimetable(phrase: string, read: { rule: Rule; clauses: Found }, said: Said): boolean {
  const words = spoken(phrase);
  const names = new Set(Object.keys(read.clauses) as Name[]);
  for (let at = 1; at <= words.length; at += 1)
    if (clausesSaid(words.slice(at), read.clauses, names, said) && ruleSaid(words.slice(0, at), read, said))
      return true;
  return false;
}

function clausesSaid(words: Spoken, read: Found, left: ReadonlySet<Name>, said: Said): boolean {
  if (words.length === 0) return left.size === 0;
  for (let at = 1; at <= words.length; at += 1)
    for (const clause of clauses) {
      const names = clause(words.slice(0, at), read, said);
      if (!names?.every((name) => left.has(name))) continue;
      const others = new Set([...left].filter((name) => !names.includes(name)));
      if (clausesSaid(words.slice(at), read, others, said)) return true;
    }
  return false;
}

/** What counts from its beginning counts from that of the schedule. */
function ruleSaid(
  words: Spoken,
  { rule, clauses: { from: first } }: { rule: Rule; clauses: Found },
  said: Said,
): boolean {
  const phrase = words.map(({ typed }) => typed).join(' ');
  if (first === undefined || first <= said.now) return says(phrase, rule, said);
  if (rule.kind !== 'interval') return says(phrase, rule, { ...said, now: first - 1 });
  return rule.from === first && says(phrase, { ...rule, from: said.now + rule.everyMs }, said);
}

/** Where no clock changes. */
function lengthSaid(words: Spoken, ms: number): boolean {
  if (ms === 0) return words.length < 3 && /^0+[a-z]*$/.test(words[0]?.plain ?? '');
  const now = Date.UTC(2026, 0, 1);
  return says(`in ${words.map(({ typed }) => typed).join(' ')}`, { kind: 'once', at: now + ms }, { now, zone: 'UTC' });
}
