import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RefKind } from '../src/index.js';
import { formatRef, parseRef, refLetters } from '../src/index.js';

describe('refs', () => {
  it('read back as they were written, in either case', () => {
    const kinds = fc.constantFrom(...(Object.keys(refLetters) as RefKind[]));
    fc.assert(
      fc.property(kinds, fc.integer({ min: 1 }), (kind, id) => {
        expect(parseRef(formatRef(kind, id))).toEqual({ kind, id });
        expect(parseRef(formatRef(kind, id).toUpperCase())).toEqual({ kind, id });
      }),
    );
  });

  it.each(['m', 'm0', 'm01', '7', 'x7', 'm7x', 'm-7', ''])('do not read %j', (word) => {
    expect(parseRef(word)).toBeNull();
  });
});
