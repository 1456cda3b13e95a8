import { describeRule, parseWhen, type Rule, type Understanding } from '@pinwheel/domain';
import { z } from 'zod';
import { invalid } from '../problems/problem.js';
import { askedRuleShape, ruleOf } from './rule-shape.js';
import { whyNotUnderstood } from './why-not-understood.js';

export const askedWhenShape = z
  .union([
    z.string().max(500).meta({ description: 'In words: `every monday 8:00`, `amanhã 9h`, `cron "0 9 * * 1-5"`.' }),
    askedRuleShape,
  ])
  .meta({ description: 'In words, which are understood in the chat’s time zone, or as a rule.' });

export interface ReadWhen {
  rule: Rule;
  /** As they were said, or as we would say it. */
  words: string;
}

export function readAskedWhen(
  asked: z.infer<typeof askedWhenShape>,
  understanding: Understanding,
  pointer = 'when',
): ReadWhen {
  if (typeof asked !== 'string') {
    const rule = ruleOf(asked);
    return { rule, words: describeRule(rule, 'en', understanding.zone) };
  }
  const reading = parseWhen(asked, understanding);
  if (reading.kind !== 'understood') throw invalid(pointer, whyNotUnderstood(reading));
  return { rule: reading.rule, words: reading.words };
}
