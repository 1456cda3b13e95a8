import { cronFault, isTimeZone, type Rule } from '@pinwheel/domain';
import { z } from 'zod';
import { askedInstant, instantOf, instantShape, maybeInstant } from '../json.js';

const century = 100 * 366 * 86_400;

const zoneShape = z.string().max(100).refine(isTimeZone, 'must be a time zone such as America/Sao_Paulo');
const weekday = z.union([
  z.literal(1),
  z.literal(2),
  z.literal(3),
  z.literal(4),
  z.literal(5),
  z.literal(6),
  z.literal(7),
]);

const patternShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('every_day') }),
  z.strictObject({ kind: z.literal('weekdays'), weekdays: z.array(weekday).min(1).max(7) }),
  z.strictObject({ kind: z.literal('every_days'), count: z.int().min(1).max(3_660), from: z.iso.date() }),
  z.strictObject({
    kind: z.literal('day_of_month'),
    day: z.int().min(1).max(31),
    missingDay: z.enum(['skip', 'last']),
  }),
  z.strictObject({ kind: z.literal('last_day_of_month') }),
  z.strictObject({
    kind: z.literal('weekday_of_month'),
    nth: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal('last')]),
    weekday,
  }),
]);

const calendarShape = z.strictObject({
  kind: z.literal('calendar'),
  pattern: patternShape,
  hour: z.int().min(0).max(23),
  minute: z.int().min(0).max(59),
  zone: zoneShape,
});

const cronShape = z.strictObject({
  kind: z.literal('cron'),
  expression: z
    .string()
    .max(200)
    .refine((text) => cronFault(text) === null, 'must be five fields of cron that come about'),
  zone: zoneShape,
});

/** A rule that is not said in words. One about an event can only be said in words. */
export const askedRuleShape = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('once'), at: askedInstant }),
    z.strictObject({
      kind: z.literal('interval'),
      everySeconds: z.int().min(60).max(century),
      from: askedInstant,
    }),
    calendarShape,
    cronShape,
  ])
  .meta({ id: 'AskedRule', description: 'Weekdays are 1 (Monday) to 7.' });

const momentShape = z.object({ of: z.enum(['start', 'middle', 'end']), days: z.number(), seconds: z.number() });

export const ruleShape = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('once'), at: instantShape }),
    z.object({ kind: z.literal('interval'), everySeconds: z.number(), from: instantShape }),
    z.object({
      ...{ kind: z.literal('calendar'), pattern: z.looseObject({ kind: z.string() }) },
      ...{ hour: z.int(), minute: z.int(), zone: z.string() },
    }),
    z.object({
      ...{ kind: z.literal('event'), start: instantShape, end: instantShape.nullable() },
      ...{ moments: z.array(momentShape), zone: z.string() },
    }),
    z.object({ kind: z.literal('cron'), expression: z.string(), zone: z.string() }),
  ])
  .meta({ id: 'Rule', description: 'When something happens.' });

export function showRule(rule: Rule): z.infer<typeof ruleShape> {
  switch (rule.kind) {
    case 'once':
      return { kind: 'once', at: instantOf(rule.at) };
    case 'interval':
      return { kind: 'interval', everySeconds: rule.everyMs / 1_000, from: instantOf(rule.from) };
    case 'event': {
      const { start, end } = rule.event;
      const moments = rule.moments.map(({ of, days, ms }) => ({ of, days, seconds: ms / 1_000 }));
      return { kind: 'event', start: instantOf(start), end: maybeInstant(end), moments, zone: rule.zone };
    }
    case 'calendar':
    case 'cron':
      return rule;
  }
}

export function ruleOf(asked: z.infer<typeof askedRuleShape>): Rule {
  switch (asked.kind) {
    case 'once':
      return { kind: 'once', at: Date.parse(asked.at) };
    case 'interval':
      return { kind: 'interval', everyMs: asked.everySeconds * 1_000, from: Date.parse(asked.from) };
    case 'calendar':
    case 'cron':
      return asked;
  }
}
