import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeRule, nextOccurrence, type Rule } from '../../src/time/index.js';
import { parseWhen, readWhen, splitWords } from '../../src/when/index.js';
import { calendarRules, countedPatterns, instants, namedPatterns, zones } from '../time/arbitraries.js';
import { corpus } from './corpus.js';

const understood = corpus.flatMap(({ now, zone, phrases }) =>
  Object.keys(phrases).map((text) => ({ text, understanding: { now: Date.parse(now), zone } })),
);
const phrase = fc.constantFrom(...understood);
/** A time in a gap is the same as one after it. */
const withoutSummerTime = phrase.filter(({ understanding }) => understanding.zone === 'America/Sao_Paulo');
const foreign = fc.constantFrom(
  'banana',
  'xyz',
  'reunião',
  'm7',
  'g1',
  'foo-bar',
  'peixe',
  'qwerty',
  '🎉',
  '10%',
  '3x',
);
const languages = fc.constantFrom('en' as const, 'pt-BR' as const);

const hasQuotes = (text: string): boolean => /["“”]|^cron/.test(text);

describe('parseWhen', () => {
  it('refuses every phrase with a foreign word in it, and names that word', () => {
    const plain = understood.filter(({ text }) => !hasQuotes(text));
    fc.assert(
      fc.property(fc.constantFrom(...plain), foreign, fc.nat(), ({ text, understanding }, word, place) => {
        const words = text.split(' ');
        words.splice(place % (words.length + 1), 0, word);
        expect(parseWhen(words.join(' '), understanding)).toEqual({ kind: 'not_understood', word });
      }),
      { numRuns: 2_000 },
    );
  });

  it('reads the same from capitals, without accents and with other white space', () => {
    fc.assert(
      fc.property(phrase, fc.constantFrom('  ', '\t'), ({ text, understanding }, space) => {
        const expected = parseWhen(text, understanding);
        if (expected.kind !== 'understood') throw new Error(text);
        const plain = text.normalize('NFD').replace(/\p{M}/gu, '');
        for (const changed of [text.toUpperCase(), plain, text.replaceAll(' ', space), ` ${text} `]) {
          expect(parseWhen(changed, understanding)).toMatchObject({
            kind: 'understood',
            rule: { kind: expected.rule.kind },
          });
          if (expected.rule.kind !== 'cron')
            expect(parseWhen(changed, understanding)).toMatchObject({ rule: expected.rule });
        }
      }),
    );
  });

  it('reads no other number than the one that is written', () => {
    fc.assert(
      fc.property(
        withoutSummerTime,
        fc.integer({ min: 0, max: 9 }),
        fc.nat(),
        ({ text, understanding }, digit, place) => {
          const places = [...text.matchAll(/\d/g)].map(({ index }) => index);
          fc.pre(places.length > 0);
          const at = places[place % places.length]!;
          fc.pre(text[at] !== String(digit));
          const changed = parseWhen(text.slice(0, at) + digit + text.slice(at + 1), understanding);
          const whole = parseWhen(text, understanding);
          if (changed.kind === 'understood' && whole.kind === 'understood')
            expect(changed.rule).not.toEqual(whole.rule);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('never throws, and never finds a moment that is not later than now', () => {
    const vocabulary = [...new Set(understood.flatMap(({ text }) => text.split(' ')))];
    const anyWords = fc.array(fc.oneof(fc.constantFrom(...vocabulary), fc.string({ maxLength: 6 })), { maxLength: 6 });
    fc.assert(
      fc.property(anyWords, instants, zones, (words, now, zone) => {
        const text = words.join(' ');
        for (const reading of [parseWhen(text, { now, zone }), readWhen(splitWords(text), 0, { now, zone })]) {
          if (reading.kind === 'understood') expect(nextOccurrence(reading.rule, now)).toBeGreaterThan(now);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it('reads a phrase followed by a text as it reads the phrase alone', () => {
    fc.assert(
      fc.property(
        phrase,
        fc.constantFrom('m7', 'Hello all', '"10 things"', 'for 7d', 'in g1', '\n9:00'),
        ({ text, understanding }, rest) => {
          const reading = readWhen(splitWords(`${text} ${rest}`), 0, understanding);
          expect(reading).toEqual(parseWhen(text, understanding));
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('describeRule', () => {
  const read = (rule: Rule, language: 'en' | 'pt-BR', now: number, zone: string) =>
    parseWhen(describeRule(rule, language, zone).replace(/ \(\S+\)$/, ''), { now, zone });

  it('says what days a rule falls on so that it can be typed again', () => {
    fc.assert(
      fc.property(calendarRules(namedPatterns), languages, instants, (rule, language, now) => {
        expect(read(rule, language, now, rule.zone)).toMatchObject({ kind: 'understood', rule });
      }),
      { numRuns: 500 },
    );
  });

  it('says how many days lie between, which begin anew when typed again', () => {
    fc.assert(
      fc.property(calendarRules(countedPatterns), languages, instants, (rule, language, after) => {
        const next = nextOccurrence(rule, after)!;
        const reading = read(rule, language, next - 1, rule.zone);
        if (reading.kind !== 'understood') throw new Error(JSON.stringify(reading));
        expect(nextOccurrence(reading.rule, next - 1)).toBe(next);
        expect(nextOccurrence(reading.rule, next)).toBe(nextOccurrence(rule, next));
      }),
    );
  });

  it('says the length of an interval, and a single moment to the minute', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 60, max: 9_999_999 }),
        languages,
        instants,
        zones,
        (seconds, language, now, zone) => {
          const interval: Rule = { kind: 'interval', everyMs: seconds * 1_000, from: now + seconds * 1_000 };
          expect(read(interval, language, now, zone)).toMatchObject({ kind: 'understood', rule: interval });
          const later = now - (now % 60_000) + seconds * 60_000;
          const again = read({ kind: 'once', at: later }, language, now, zone);
          expect(again.kind).toBe('understood');
        },
      ),
    );
  });
});
