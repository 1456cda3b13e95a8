import { type EventRule, isRecurring, occurrences, type Rule } from '../../../src/time/index.js';
import { meaningsOf, type Said } from './meaning.js';
import { wordsOf } from './senses.js';

/**
 * Whether a phrase says what was read from it. There must be a way to take each of its words so that together they mean
 * the moments of the rule, found day by day and without the grammar. No word may be left over.
 */
export function says(phrase: string, rule: Rule, said: Said): boolean {
  if (rule.kind === 'cron') return expressionOf(phrase) === rule.expression.replace(/\s+/g, ' ');
  if (rule.kind === 'event') return saysEvent(phrase, rule, said);
  const words = wordsOf(phrase);
  if (words === null) return false;
  const read = occurrences(rule, said.now, Number.POSITIVE_INFINITY, 3);
  for (const { recurring, instants } of meaningsOf(words, said))
    if (recurring === isRecurring(rule) && instants.every((at, index) => at === read[index])) return true;
  return false;
}

const expressionOf = (phrase: string): string =>
  phrase
    .trim()
    .replace(/^cron\s+/i, '')
    .replace(/["“”]/g, '')
    .trim()
    .replace(/\s+/g, ' ');

/** One moment before or after an event without an end; `in` so long from the earlier of the two is the later. */
function saysEvent(phrase: string, rule: EventRule, said: Said): boolean {
  const found = /^(.+?) (before|after|antes|depois)(?: d[eoa])? (.+)$/i.exec(phrase.trim().replace(/\s+/g, ' '));
  if (!found || rule.moments.length !== 1 || rule.event.end !== null) return false;
  const [, length, relation, event] = found;
  const [at] = occurrences(rule, said.now, Number.POSITIVE_INFINITY, 1);
  const { start } = rule.event;
  if (at === undefined || !says(event!, { kind: 'once', at: start }, said)) return false;
  const isBefore = /^(before|antes)$/i.test(relation!);
  const span = { now: isBefore ? at : start, zone: said.zone };
  return says(`in ${length}`, { kind: 'once', at: isBefore ? start : at }, span);
}
