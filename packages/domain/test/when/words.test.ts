import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLength, splitWords } from '../../src/when/index.js';

describe('splitWords', () => {
  it('keeps quoted text as one word, with where it stood', () => {
    expect(splitWords('every 6h "Hello, all"  m1')).toEqual([
      { text: 'every', start: 0, end: 5, line: 0 },
      { text: '6h', start: 6, end: 8, line: 0 },
      { text: 'Hello, all', start: 9, end: 21, line: 0, quoted: true },
      { text: 'm1', start: 23, end: 25, line: 0 },
    ]);
  });

  it('counts lines, also within quotes', () => {
    expect(splitWords('a\nb "c\nd" e').map(({ text, line }) => [text, line])).toEqual([
      ['a', 0],
      ['b', 1],
      ['c\nd', 1],
      ['e', 2],
    ]);
  });

  it.each([
    ['“smart quotes” b', ['smart quotes', 'b']],
    ['„tief“ b', ['tief', 'b']],
    ['«outro texto» b', ['outro texto', 'b']],
    ['5" b" c', ['5"', 'b"', 'c']],
    ['"never closed b', ['"never', 'closed', 'b']],
    ['"a "b" c"', ['a "b', 'c"']],
    ['"the 6" rule" b', ['the 6', 'rule"', 'b']],
    ['"O"Neil says" b', ['O"Neil says', 'b']],
    ['"" b', ['', 'b']],
  ])('splits %s', (text, words) => {
    expect(splitWords(text).map((word) => word.text)).toEqual(words);
  });

  it('loses nothing but white space, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '"', '“', '”', ' ', '\n', 'é') }), (text) => {
        const words = splitWords(text);
        const pieces = words.map(({ start, end }) => text.slice(start, end));
        expect(pieces.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
        for (const word of words) {
          expect(text.slice(word.start, word.end)).toContain(word.text);
          expect(text.slice(0, word.start).split('\n').length - 1).toBe(word.line);
        }
      }),
    );
  });
});

describe('parseLength', () => {
  it.each([
    ['7d', 604_800_000],
    ['1h30', 5_400_000],
    ['3 semanas', 1_814_400_000],
    ['1 second', 1_000],
  ])('reads %s', (text, ms) => {
    expect(parseLength(text)).toEqual({ kind: 'understood', ms });
  });

  it.each([
    ['7', { kind: 'not_understood', word: '7' }],
    ['7d banana', { kind: 'not_understood', word: 'banana' }],
    ['7d\nbanana', { kind: 'not_understood', word: 'banana' }],
    ['0d', { kind: 'too_short', words: '0d' }],
    ['', { kind: 'nothing' }],
  ])('refuses "%s"', (text, refusal) => {
    expect(parseLength(text)).toEqual(refusal);
  });
});
