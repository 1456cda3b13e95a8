import sharp from 'sharp';
import { drawTimeline, type Timeline } from './timeline.js';
import { loadTypeface, type Typeface } from './typeface.js';

let typeface: Promise<Typeface> | null = null;

/** The timeline as a PNG picture of 1,200 pixels across. */
export async function timelinePng(timeline: Timeline): Promise<Uint8Array> {
  typeface ??= loadTypeface();
  const drawing = drawTimeline(timeline, await typeface);
  return sharp(Buffer.from(drawing)).png({ palette: true }).toBuffer();
}
