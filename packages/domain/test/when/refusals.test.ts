import { describe, expect, it } from 'vitest';
import { parseWhen } from '../../src/when/index.js';
import refusals from './refusals.json' with { type: 'json' };

const read = (text: string) => parseWhen(text, { now: Date.parse(refusals.now), zone: refusals.zone });

describe('refused words of time', () => {
  it.each(Object.entries(refusals.not_understood))('does not understand "%s" and names "%s"', (text, word) => {
    expect(read(text)).toEqual({ kind: 'not_understood', word });
  });

  it.each(Object.entries(refusals.past))('finds that "%s" is past', (text, at) => {
    expect(read(text)).toEqual({ kind: 'past', at: Date.parse(at), words: text });
  });

  it.each(Object.entries(refusals.bad_cron))('finds what is wrong with %s: %s', (text, fault) => {
    expect(read(text)).toMatchObject({ kind: 'bad_cron', fault });
  });

  it.each(
    (['no_time', 'no_such_day', 'too_often', 'too_short'] as const).flatMap((kind) =>
      refusals[kind].map((text) => [text, kind] as const),
    ),
  )('refuses "%s": %s', (text, kind) => {
    expect(read(text)).toEqual({ kind, words: text });
  });

  it.each(refusals.nothing)('finds nothing in "%s"', (text) => {
    expect(read(text)).toEqual({ kind: 'nothing' });
  });
});
