import { describe, expect, it } from 'vitest';
import { csv } from '../src/ui/csv.js';

const cells = (...row: string[]) => csv([row]).toString().slice(1).trimEnd();

describe('a table', () => {
  it('quotes what would break it', () => {
    expect(cells('plain', 'a,b', 'say "hi"', 'two\nlines')).toBe('plain,"a,b","say ""hi""","two\nlines"');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '\r=1'])('lets %j be a text and no formula', (text) => {
    expect(cells(text)).toContain(`'${text}`);
  });

  it('leaves numbers, dates and texts in the middle of which stands a sign as they are', () => {
    expect(cells('12', '2026-01-05T12:00:00Z', 'a=b', '')).toBe('12,2026-01-05T12:00:00Z,a=b,');
  });
});
