import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRecurring } from '../../src/time/index.js';
import { parseWhen, readTimetable, splitWords } from '../../src/when/index.js';
import { corpus } from './corpus.js';
import clausePhrases from './corpus/clauses.json' with { type: 'json' };
import { mutate, mutationWith } from './mutation.js';
import { saysTimetable } from './oracle/clauses.js';
import type { Said } from './oracle/meaning.js';

/** Rules of the corpus with clauses of their language after them. */
const rules = corpus.flatMap(({ language, now, zone, phrases }) =>
  Object.keys(phrases).flatMap((text) => {
    const said = { now: Date.parse(now), zone };
    const reading = parseWhen(text, said);
    const isPlain = reading.kind === 'understood' && isRecurring(reading.rule) && reading.rule.kind !== 'cron';
    return isPlain ? [{ text, said, language }] : [];
  }),
);
const phrase = fc.constantFrom(...rules).chain(({ text, said, language }) =>
  fc
    .shuffledSubarray(Object.values(clausePhrases[language]), { minLength: 1, maxLength: 3 })
    .chain((kinds) => fc.tuple(...kinds.map((ofKind) => fc.constantFrom(...ofKind))))
    .map((clauses) => ({ text: [text, ...clauses].join(' '), said })),
);
const vocabulary = [
  ...new Set(
    Object.values(clausePhrases).flatMap((kinds) =>
      Object.values(kinds).flatMap((texts) => texts.flatMap((text) => text.split(' '))),
    ),
  ),
];
const mutated = fc
  .tuple(phrase, fc.array(mutationWith(vocabulary), { minLength: 1, maxLength: 2 }))
  .map(([{ text, said }, mutations]) => ({ text: mutate(text, mutations), said }));

/** What was understood, and the words that say it; null where it is refused. */
function read(text: string, said: Said) {
  const words = splitWords(text);
  if (words.length === 0) return null;
  const reading = readTimetable(words, 0, said, { untilEnds: true });
  if (reading.kind !== 'understood') return null;
  const typed = words.slice(0, reading.next).map((word) => word.text);
  return { ...reading, typed: typed.join(' '), isWhole: reading.next === words.length };
}

describe('clauses that somebody mistyped', () => {
  it('never mean what they do not say, in five thousand ways to be mistaken', () => {
    let [understood, narrowed] = [0, 0];
    fc.assert(
      fc.property(mutated, ({ text, said }) => {
        const reading = read(text, said);
        if (!reading) return;
        understood += 1;
        if (Object.keys(reading.clauses).length > 0) narrowed += 1;
        if (!saysTimetable(reading.typed, reading, said))
          throw new Error(`"${reading.typed}" does not say ${JSON.stringify(reading)}, at ${JSON.stringify(said)}`);
      }),
      { numRuns: 5_000, seed: 20_261_126 },
    );
    expect(understood).toBeGreaterThan(1_000);
    expect(narrowed).toBeGreaterThan(500);
  }, 60_000);
});

describe('the oracle of clauses', () => {
  it('finds that phrases say what is read from them, whole', () => {
    fc.assert(
      fc.property(phrase, ({ text, said }) => {
        const reading = read(text, said);
        if (!reading) return;
        expect([text, reading.isWhole, saysTimetable(text, reading, said)]).toEqual([text, true, true]);
      }),
      { numRuns: 1_000, seed: 20_261_127 },
    );
  });
});
