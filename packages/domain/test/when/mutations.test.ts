import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRecurring, occurrences, type Rule } from '../../src/time/index.js';
import { parseWhen, type WhenReading } from '../../src/when/index.js';
import { corpus } from './corpus.js';
import { mutate, mutationWith } from './mutation.js';
import { says } from './oracle/index.js';

const phrases = corpus.flatMap((group) =>
  Object.keys(group.phrases).map((text) => ({ text, said: { now: Date.parse(group.now), zone: group.zone } })),
);
const vocabulary = [...new Set(phrases.flatMap(({ text }) => text.split(' ')))];
const mutated = fc
  .tuple(fc.constantFrom(...phrases), fc.array(mutationWith(vocabulary), { minLength: 1, maxLength: 2 }))
  .map(([{ text, said }, mutations]) => ({ text: mutate(text, mutations), said }));

/** The word or the words that a refusal names. */
function named(reading: WhenReading): string | null {
  if ('word' in reading) return reading.word;
  if (reading.kind === 'bad_cron') return reading.expression;
  return 'words' in reading ? reading.words : null;
}

describe('words that somebody mistyped', () => {
  it('never mean what they do not say, in ten thousand ways to be mistaken', () => {
    let understood = 0;
    fc.assert(
      fc.property(mutated, ({ text, said }) => {
        const reading = parseWhen(text, said);
        if (reading.kind !== 'understood') return;
        understood += 1;
        if (!says(text, reading.rule, said))
          throw new Error(`"${text}" does not say ${JSON.stringify(reading.rule)}, at ${JSON.stringify(said)}`);
      }),
      { numRuns: 10_000, seed: 20_261_120 },
    );
    // Most are refused. If nearly all were, this would show little.
    expect(understood).toBeGreaterThan(1_000);
  });

  it('are refused by words that were typed', () => {
    fc.assert(
      fc.property(mutated, ({ text, said }) => {
        const reading = parseWhen(text, said);
        if (reading.kind === 'understood' || reading.kind === 'nothing') return;
        const flat = (words: string) => words.replace(/["“”,;:\s]+/g, ' ').trim();
        expect(flat(text)).toContain(flat(named(reading)!));
        expect(named(reading)!.trim() === '' && reading.kind !== 'bad_cron').toBe(false);
      }),
      { numRuns: 2_000, seed: 20_261_121 },
    );
  });
});

/** Two rules may be written otherwise and be one: `every 1 day 9:00`, `daily 9:00`. */
function sameMoments(one: Rule, other: Rule, now: number): boolean {
  const [a, b] = [one, other].map((rule) => occurrences(rule, now, Number.POSITIVE_INFINITY, 3).join());
  return a === b && isRecurring(one) === isRecurring(other);
}

describe('the oracle', () => {
  it('finds that every phrase of the corpus says what it means', () => {
    for (const { text, said } of phrases) {
      const reading = parseWhen(text, said);
      if (reading.kind !== 'understood' || !says(text, reading.rule, said)) throw new Error(text);
    }
  });

  it('finds that a phrase does not say what another one means', () => {
    fc.assert(
      fc.property(fc.constantFrom(...phrases), fc.constantFrom(...phrases), (one, { text }) => {
        const [own, other] = [parseWhen(one.text, one.said), parseWhen(text, one.said)];
        fc.pre(own.kind === 'understood' && other.kind === 'understood');
        if (own.kind !== 'understood' || other.kind !== 'understood') return;
        if (JSON.stringify(own.rule) !== JSON.stringify(other.rule))
          expect(says(one.text, other.rule, one.said)).toBe(sameMoments(own.rule, other.rule, one.said.now));
      }),
      { numRuns: 800, seed: 20_261_122 },
    );
  });

  it('finds a wrong hour, day, weekday or rhythm', () => {
    const said = { now: Date.parse('2026-11-20T10:15:00-03:00'), zone: 'America/Sao_Paulo' };
    const rule = (text: string) => {
      const reading = parseWhen(text, said);
      if (reading.kind !== 'understood') throw new Error(text);
      return reading.rule;
    };
    for (const [text, other] of [
      ['tomorrow 9:00', 'tomorrow 9:30'],
      ['tomorrow 9:00', 'in 2 days at 9:00'],
      ['friday 18:00', 'next friday 18:00'],
      ['every monday 8:00', 'monday 8:00'],
      ['every monday and friday 8:00', 'every monday 8:00'],
      ['todo dia 15 às 9h', 'dia 15 às 9h'],
      ['a cada 2 horas', 'a cada 2 dias às 9h'],
      ['tomorrow banana 9:00', 'tomorrow 9:00'],
      ['toda segunda quinta do mês 9h', 'toda quinta 9h'],
    ] as const)
      expect([text, other, says(text, rule(other), said)]).toEqual([text, other, false]);
  });
});
