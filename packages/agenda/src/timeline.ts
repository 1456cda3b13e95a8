import type { Instant } from '@pinwheel/domain';
import { dayTicks } from './day-ticks.js';
import type { Typeface } from './typeface.js';

/** What is drawn of one chat. */
export interface TimelineChat {
  name: string;
  slots: number;
  spans: readonly TimelineSpan[];
  /** What will not come about as it is planned. */
  conflicts: readonly { at: Instant; label: string }[];
}

export interface TimelineSpan {
  slot: number;
  from: Instant;
  /** null: beyond the right edge. */
  until: Instant | null;
  label: string;
}

export interface Timeline {
  title: string;
  from: Instant;
  until: Instant;
  /** IANA name; days begin at its midnights. */
  zone: string;
  chats: readonly TimelineChat[];
  /** Stands in place of the chats where there are none. */
  empty: string;
}

/** In pixels. */
const size = { width: 1_200, margin: 24, left: 56, row: 34, gap: 6, header: 84, chat: 34, conflict: 22, least: 3 };
const letters = { title: 22, chat: 16, label: 13, tick: 12 };
const colours = {
  paper: '#ffffff',
  ink: '#1f2933',
  faint: '#66717f',
  grid: '#e3e8ee',
  row: '#f5f7fa',
  conflict: '#c0392b',
  spans: ['#2f80ed', '#1e9e6a', '#9b51e0', '#d9822b', '#0f8b9d', '#b83280'],
} as const;

/** Chat by chat and slot by slot, what is up from when until when, as an SVG document without fonts. */
export function drawTimeline(timeline: Timeline, typeface: Typeface): string {
  const page = new Page(timeline, typeface);
  const { chats, empty } = timeline;
  let y = size.header;
  for (const chat of chats) y = page.chat(chat, y);
  if (chats.length === 0) page.words(empty, size.margin, y + letters.chat, letters.chat, colours.faint);
  const height = chats.length === 0 ? y + size.row : y;
  page.header(height);
  return page.document(height + size.margin);
}

class Page {
  readonly #timeline: Timeline;
  readonly #typeface: Typeface;
  readonly #rows: string[] = [];
  readonly #grid: string[] = [];
  readonly #spans: string[] = [];
  readonly #words: string[] = [];

  constructor(timeline: Timeline, typeface: Typeface) {
    this.#timeline = timeline;
    this.#typeface = typeface;
  }

  header(bottom: number): void {
    const { title, from, until, zone } = this.#timeline;
    this.words(title, size.margin, 36, letters.title, colours.ink);
    for (const { at, label } of dayTicks(from, until, zone)) {
      const x = this.#x(at);
      this.#grid.push(`<path d="M${x} ${size.header - 14}V${bottom}" stroke="${colours.grid}"/>`);
      if (x < size.width - size.margin - this.#typeface.width(label, letters.tick))
        this.words(label, x + 3, size.header - 16, letters.tick, colours.faint);
    }
  }

  /** @returns where the next one begins */
  chat({ name, slots, spans, conflicts }: TimelineChat, top: number): number {
    this.words(name, size.margin, top + 22, letters.chat, colours.ink);
    const first = top + size.chat;
    for (let slot = 1; slot <= slots; slot += 1) {
      const y = first + (slot - 1) * size.row;
      this.#rows.push(this.#box(size.left, y, size.width - size.margin - size.left, colours.row));
      this.words(String(slot), size.margin + 8, y + 19, letters.label, colours.faint);
    }
    for (const [index, span] of spans.entries()) this.#span(span, first, index);
    let y = first + slots * size.row;
    for (const { at, label } of conflicts) {
      const x = Math.min(this.#x(at), size.width - size.margin - 240);
      this.words(`! ${label}`, x, y + 14, letters.tick, colours.conflict, size.width - size.margin - x);
      y += size.conflict;
    }
    return y + size.gap * 2;
  }

  words(text: string, x: number, y: number, height: number, colour: string, room = size.width - size.margin - x): void {
    const outline = this.#typeface.outline(text, { x, y, size: height, room });
    if (outline !== '') this.#words.push(`<path d="${outline}" fill="${colour}"/>`);
  }

  document(height: number): string {
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${height}">`,
      `<rect width="${size.width}" height="${height}" fill="${colours.paper}"/>`,
      ...this.#rows,
      ...this.#grid,
      ...this.#spans,
      ...this.#words,
      '</svg>',
    ].join('\n');
  }

  #span({ slot, from, until, label }: TimelineSpan, first: number, index: number): void {
    const [left, right] = [this.#x(from), until === null ? size.width - size.margin : this.#x(until)];
    const y = first + (slot - 1) * size.row;
    const width = Math.max(right - left, size.least);
    const colour = colours.spans[index % colours.spans.length]!;
    this.#spans.push(this.#box(left, y, width, colour));
    this.words(label, left + 6, y + 19, letters.label, colours.paper, width - 12);
  }

  readonly #box = (x: number, y: number, width: number, colour: string): string =>
    `<rect x="${x}" y="${y}" width="${width}" height="${size.row - size.gap}" rx="4" fill="${colour}"/>`;

  /** What lies outside of the time shown is drawn at its edge. */
  #x(at: Instant): number {
    const { from, until } = this.#timeline;
    const share = Math.min(Math.max((at - from) / (until - from), 0), 1);
    return Math.round(size.left + share * (size.width - size.margin - size.left));
  }
}
