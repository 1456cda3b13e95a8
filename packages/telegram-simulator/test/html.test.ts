import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findEntities, trim } from '../src/text/entities.js';
import { MarkupError, parseHtml } from '../src/text/html.js';
import { renderHtml } from '../src/text/render.js';

const escape = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

describe('HTML', () => {
  it('shows escaped text as it was, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(parseHtml(escape(text))).toEqual({ text, entities: [] });
      }),
    );
  });

  it('is read or refused with a reason, whatever it is', () => {
    const piece = fc.constantFrom(
      '<b>',
      '</b>',
      '<a href="x">',
      '</a>',
      '<',
      '>',
      '/',
      '&',
      '&lt;',
      '"',
      '=',
      'x',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        try {
          for (const { offset, length } of parseHtml(pieces.join('')).entities) {
            expect(offset + length).toBeLessThanOrEqual(pieces.join('').length);
          }
        } catch (error) {
          expect(error).toBeInstanceOf(MarkupError);
        }
      }),
    );
  });

  it('counts offsets in UTF-16 units and keeps nested marks', () => {
    const source = '😀 <b>bold <i>both</i></b> &amp; <a href="https://x.org/?a=1&amp;b=2">link</a>';
    const parsed = parseHtml(source);
    expect(parsed.text).toBe('😀 bold both & link');
    expect(parsed.entities).toEqual([
      { type: 'italic', offset: 8, length: 4 },
      { type: 'bold', offset: 3, length: 9 },
      { type: 'text_link', offset: 15, length: 4, url: 'https://x.org/?a=1&b=2' },
    ]);
    expect(renderHtml(findEntities(parsed))).toBe(source);
  });

  it('knows times, code with a language, spoilers and long quotes', () => {
    const { entities } = parseHtml(
      '<tg-time unix="1647531900" format="wDT">22:45</tg-time><pre><code class="language-ts">x</code></pre>' +
        '<span class="tg-spoiler">s</span><blockquote expandable>q</blockquote>',
    );
    expect(entities).toEqual([
      { type: 'date_time', offset: 0, length: 5, unix_time: 1647531900, date_time_format: 'wDT' },
      { type: 'pre', offset: 5, length: 1, language: 'ts' },
      { type: 'spoiler', offset: 6, length: 1 },
      { type: 'expandable_blockquote', offset: 7, length: 1 },
    ]);
    expect(() => parseHtml('<tg-time unix="soon">x</tg-time>')).toThrow('valid attribute "unix"');
    expect(() => parseHtml('<span>x</span>')).toThrow('Tag "span" must have class "tg-spoiler" at byte offset 0');
  });
});

describe('what Telegram finds in a text', () => {
  const found = (text: string) =>
    findEntities({ text, entities: [] }).entities.map(({ type, offset, length }) => [
      type,
      text.slice(offset, offset + length),
    ]);

  it.each([
    ['/pin@pin_bot 7d', [['bot_command', '/pin@pin_bot']]],
    ['and/or 1/2 http://x.org/pin', [['url', 'http://x.org/pin']]],
    [
      'ask @maria_b or x@y.org #rent',
      [
        ['mention', '@maria_b'],
        ['email', 'x@y.org'],
        ['hashtag', '#rent'],
      ],
    ],
  ])('%s', (text, entities) => {
    expect(found(text)).toEqual(entities);
  });

  it('looks neither into code nor at white space at the ends', () => {
    const formatted = trim(parseHtml('  <code>/pin</code> /pin  '));
    expect(findEntities(formatted)).toEqual({
      text: '/pin /pin',
      entities: [
        { type: 'code', offset: 0, length: 4 },
        { type: 'bot_command', offset: 5, length: 4 },
      ],
    });
  });
});
