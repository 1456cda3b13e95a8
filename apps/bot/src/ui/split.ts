import { Html, rich, textOf } from './html.js';

/** Telegram's limit for the text of a message, after the markup was taken out. */
export const messageLimit = 4_096;

/** Cuts at ends of lines. No markup of ours reaches over one; a line too long for a message loses its own. */
export function split(whole: Html, limit = messageLimit): Html[] {
  const messages: string[] = [];
  let current: string | null = null;
  let length = 0;
  for (const line of whole.markup.split('\n').flatMap((long) => shortened(long, limit))) {
    const size = textOf(new Html(line)).length;
    if (current !== null && length + 1 + size <= limit) {
      current += `\n${line}`;
      length += 1 + size;
    } else {
      if (current !== null) messages.push(current);
      current = line;
      length = size;
    }
  }
  if (current !== null) messages.push(current);
  return messages.filter((markup) => textOf(new Html(markup)).trim() !== '').map((markup) => new Html(markup));
}

function shortened(line: string, limit: number): string[] {
  const text = textOf(new Html(line));
  if (text.length <= limit) return [line];
  const pieces: string[] = [];
  let piece = '';
  for (const character of text) {
    if (piece.length + character.length > limit) {
      pieces.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...pieces, piece].map((part) => rich`${part}`.markup);
}
