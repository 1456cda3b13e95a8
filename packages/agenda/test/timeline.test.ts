import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { dayTicks } from '../src/day-ticks.js';
import { timelinePng } from '../src/index.js';
import { drawTimeline, type Timeline } from '../src/timeline.js';
import { loadTypeface, type Typeface } from '../src/typeface.js';

const day = 86_400_000;
/** Midnight in São Paulo. */
const from = Date.UTC(2026, 10, 26, 3);
const zone = 'America/Sao_Paulo';
const blue = [47, 128, 237];

const timelineOf = (fields: Partial<Timeline> = {}): Timeline => ({
  ...{ title: 'Agenda', from, until: from + 10 * day, zone, empty: 'Nada', chats: [] },
  ...fields,
});
const chatOf = (spans: Timeline['chats'][number]['spans']) => ({ name: 'g1 Aurora', slots: 3, spans, conflicts: [] });

let typeface: Typeface;
beforeAll(async () => {
  typeface = await loadTypeface();
});

describe('a timeline', () => {
  it('is a picture in which a pin fills its slot from its beginning to its end', async () => {
    const spans = [{ slot: 2, from: from + 2 * day, until: from + 5 * day, label: '' }];
    const png = await timelinePng(timelineOf({ chats: [chatOf(spans)] }));
    const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
    expect(info).toMatchObject({ format: 'raw', width: 1_200 });
    const blueIn = (y: number) =>
      Array.from({ length: info.width }, (_, x) => x).filter((x) => {
        const place = (y * info.width + x) * info.channels;
        return blue.every((value, channel) => Math.abs(data[place + channel]! - value) < 12);
      });
    // 84 of header, 34 of the chat's name, a row of 34 above it; its middle.
    const filled = blueIn(84 + 34 + 34 + 14);
    // 1,120 pixels for ten days, beginning at 56.
    expect(filled[0]).toBeCloseTo(56 + 2 * 112, -1);
    expect(filled.at(-1)).toBeCloseTo(56 + 5 * 112, -1);
    expect(blueIn(84 + 34 + 14)).toEqual([]);
  });

  it('grows with its chats', async () => {
    const heightOf = async (chats: Timeline['chats']) =>
      (await sharp(await timelinePng(timelineOf({ chats }))).metadata()).height;
    const one = await heightOf([chatOf([])]);
    expect(await heightOf([chatOf([]), chatOf([])])).toBe(2 * one - 84 - 24);
  });

  it('draws words without asking the machine for a font, and without what its own has no sign for', () => {
    const svg = drawTimeline(timelineOf({ title: 'Reunião', chats: [] }), typeface);
    expect(svg).not.toMatch(/<text|font-family/);
    expect(typeface.outline('Reunião', { x: 0, y: 0, size: 10 })).not.toBe('');
    expect(typeface.outline('a🏢b', { x: 0, y: 0, size: 10 })).toBe(typeface.outline('ab', { x: 0, y: 0, size: 10 }));
    expect(typeface.width('🗓 ab', 10)).toBe(typeface.width('ab', 10));
  });

  it('is the same document whatever stands in a text', () => {
    const spans = [{ slot: 1, from, until: null, label: '</svg><script>' }];
    expect(drawTimeline(timelineOf({ chats: [chatOf(spans)] }), typeface)).not.toContain('script');
  });

  it('cuts a label to the room that its pin has', () => {
    const words = 'A long announcement about the pool';
    const cut = typeface.outline(words, { x: 0, y: 0, size: 13, room: 60 });
    expect(cut).not.toBe(typeface.outline(words, { x: 0, y: 0, size: 13 }));
    const rightmost = Math.max(...[...cut.matchAll(/[ML]([\d.]+)/g)].map(([, x]) => Number(x)));
    expect(rightmost).toBeLessThanOrEqual(60);
  });
});

describe('the days of a timeline', () => {
  it('begin at midnight where the chat is, day before month', () => {
    expect(dayTicks(from, from + 2 * day, zone)).toEqual([
      { at: from, label: '26/11' },
      { at: from + day, label: '27/11' },
    ]);
  });

  it('keep to midnight when the clocks change', () => {
    // Berlin, 25 October 2026: 25 hours long.
    const saturday = Date.UTC(2026, 9, 23, 22);
    const ticks = dayTicks(saturday, saturday + 3 * day, 'Europe/Berlin');
    expect(ticks.map(({ at }) => at - saturday)).toEqual([0, day, 2 * day + 3_600_000]);
  });

  it('are marked every few days where there are many', () => {
    const ticks = dayTicks(from, from + 90 * day, zone);
    expect(ticks.length).toBeLessThanOrEqual(16);
    expect(new Set(ticks.slice(1).map(({ at }, n) => at - ticks[n]!.at))).toEqual(new Set([6 * day]));
  });
});
