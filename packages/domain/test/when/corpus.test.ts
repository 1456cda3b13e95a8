import { describe, expect, it } from 'vitest';
import { occurrences } from '../../src/time/index.js';
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
    expect(reading.rule.kind === 'once').toBe(typeof expected === 'string');
  });
});
