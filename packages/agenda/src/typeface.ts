import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type * as OpenType from 'opentype.js';

/** Draws words as outlines: a server need not have any font, and the picture is the same on each. */
export interface Typeface {
  /** In the unit of `size`. */
  width(text: string, size: number): number;
  /** SVG path data with the baseline beginning at (x, y); what is wider than `room` ends in an ellipsis. */
  outline(text: string, place: { x: number; y: number; size: number; room?: number }): string;
}

const require = createRequire(import.meta.url);
/** By require: for Node it has no default export by its types, and no named ones in truth. */
const opentype = require('opentype.js') as typeof OpenType;

export async function loadTypeface(): Promise<Typeface> {
  const bytes = await readFile(require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'));
  const font = opentype.parse(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  const width = (text: string, size: number): number =>
    glyphsOf(font, text).reduce((sum, glyph) => sum + advanceOf(font, glyph, size), 0);
  return {
    width,
    outline(text, { x, y, size, room = Number.POSITIVE_INFINITY }) {
      const path = new opentype.Path();
      let pen = x;
      for (const glyph of glyphsOf(
        font,
        fit(text, room, (words) => width(words, size)),
      )) {
        path.extend(glyph.getPath(pen, y, size));
        pen += advanceOf(font, glyph, size);
      }
      return path.toPathData(1);
    },
  };
}

/**
 * Glyph by glyph: opentype.js 1.3.5 throws at a substitution table of this font when it is given the whole text. Leaves
 * out what the font has no glyph for, emoji above all: boxes in their place would say less than nothing.
 */
const glyphsOf = (font: OpenType.Font, text: string): OpenType.Glyph[] =>
  [...drawable(font, text)].map((sign) => font.charToGlyph(sign));

function drawable(font: OpenType.Font, text: string): string {
  const signs = [...text.normalize('NFC')].filter((sign) => /\s/.test(sign) || font.charToGlyphIndex(sign) > 0);
  return signs.join('').replaceAll(/\s+/g, ' ').trim();
}

const advanceOf = ({ unitsPerEm }: OpenType.Font, { advanceWidth = 0 }: OpenType.Glyph, size: number): number =>
  (advanceWidth * size) / unitsPerEm;

function fit(text: string, room: number, width: (text: string) => number): string {
  if (width(text) <= room) return text;
  const signs = [...text];
  while (signs.length > 0 && width(`${signs.join('')}…`) > room) signs.pop();
  return signs.length === 0 ? '' : `${signs.join('').trimEnd()}…`;
}
