import { describe, expect, it } from 'vitest';
import { isRecurring, occurrences } from '../../src/time/index.js';
import { parseWhen } from '../../src/when/index.js';
import { corpus } from './corpus.js';

const iso = (instant: number): string => new Date(instant).toISOString();

describe.each(corpus)('$title, $zone, $now', ({ now, zone, phrases }) => {
  const understanding = { now: Date.parse(now), zone };

  it.each(Object.entries(phrases))('understands "%s"', (text, expected) => {
    const reading = parseWhen(text, understanding);
    if (reading.kind !== 'understood') throw new Error(JSON.stringify(reading));
    const wanted = [expected].flat().map((time) => iso(Date.parse(time)));
    const found = occurrences(reading.rule, understanding.now, Number.POSITIVE_INFINITY, wanted.length);
    expect(found.map(iso)).toEqual(wanted);
    expect(isRecurring(reading.rule)).toBe(Array.isArray(expected));
  });
});

it.each(['en', 'pt-BR'])(
  'has at least three hundred phrases in %s, over changes of the clocks in six zones',
  (language) => {
    const groups = corpus.filter((group) => group.language === language);
    expect(groups.flatMap((group) => Object.keys(group.phrases)).length).toBeGreaterThanOrEqual(300);
    expect(new Set(groups.map(({ zone }) => zone)).size).toBeGreaterThanOrEqual(6);
  },
);
