import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerpt, rich, Html, lines, textOf } from '../src/ui/html.js';
import { messageLimit, split } from '../src/ui/split.js';

describe('html', () => {
  it('escapes what is filled in, but for html', () => {
    const name = '<b>&"Ana"';
    expect(rich`<i>${name}</i> ${rich`<b>${1}</b>`}`.markup).toBe('<i>&lt;b&gt;&amp;&quot;Ana&quot;</i> <b>1</b>');
  });

  it('shows any text as it was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const shown = textOf(rich`<b>${text}</b>`);
        expect(shown).toBe(text.replace(/(?![\n\t])[\p{Cc}\p{Bidi_Control}]/gu, ''));
      }),
    );
  });

  it('drops characters that turn the direction of what follows', () => {
    expect(rich`${'Ana\u202E gnp.exe'}`.markup).toBe('Ana gnp.exe');
  });

  it('leaves out lines that are not there', () => {
    expect(lines(rich`a`, null, rich``, rich`b`).markup).toBe('a\nb');
  });

  it('cuts an excerpt between characters and says so', () => {
    expect(excerpt('one  two\nthree', 40)).toBe('one two three');
    expect(excerpt('👨‍👩‍👧 family', 4)).toMatch(/…$/);
    expect([...excerpt('x'.repeat(500), 60)]).toHaveLength(60);
  });
});

describe('a text too long for a message', () => {
  it('is cut at ends of lines', () => {
    const whole = lines(...Array.from({ length: 300 }, (_, n) => rich`<b>m${n}</b> ${'&'.repeat(20)}`));
    const parts = split(whole);
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.map(({ markup }) => markup).join('\n')).toBe(whole.markup);
  });

  it('never exceeds the limit nor loses a character', () => {
    const line = fc.string({ maxLength: 30 }).map((text) => text.replaceAll('\n', ''));
    fc.assert(
      fc.property(fc.array(line, { minLength: 1 }), (texts) => {
        const parts = split(lines(...texts.map((text) => rich`<i>${text}</i>`)), 12);
        for (const part of parts) expect(textOf(part).length).toBeLessThanOrEqual(12);
        const shown = (text: string) => textOf(rich`${text}`).replace(/\s/g, '');
        expect(parts.map((part) => shown(textOf(part))).join('')).toBe(shown(texts.join('')));
      }),
    );
  });

  it('sends nothing for nothing', () => {
    expect(split(new Html(' \n '))).toEqual([]);
    expect(split(rich`${'x'.repeat(messageLimit + 1)}`)).toHaveLength(2);
  });
});
