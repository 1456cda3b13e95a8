/** A word of a text, or a quoted piece of it. */
export interface Word {
  /** As typed, without the quotes. */
  text: string;
  /** Offsets into the whole text; the quotes are inside. */
  start: number;
  end: number;
  /** Counts from 0. A phrase of time does not go on over a line's end. */
  line: number;
  quoted?: true;
}

/** Quotes in pairs, also those that phones put in by themselves. */
const closingQuotes: Record<string, string> = { '"': '"', '“': '”', '”': '”', '„': '“', '«': '»' };

/**
 * The words of a text. `"quoted text"` is one word, also over several lines; its quotes stand at a word's beginning
 * and at a word's end, any other quote is a letter like all others.
 */
export function splitWords(text: string): Word[] {
  const words: Word[] = [];
  let line = 0;
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text[at]!)) {
      if (text[at] === '\n') line += 1;
      at += 1;
      continue;
    }
    const word = quotedAt(text, at, line) ?? plainAt(text, at, line);
    words.push(word);
    line += text.slice(word.start, word.end).split('\n').length - 1;
    at = word.end;
  }
  return words;
}

function plainAt(text: string, start: number, line: number): Word {
  const found = /\S+/.exec(text.slice(start))![0];
  return { text: found, start, end: start + found.length, line };
}

function quotedAt(text: string, start: number, line: number): Word | null {
  const closing = closingQuotes[text[start]!];
  if (!closing) return null;
  let close = text.indexOf(closing, start + 1);
  while (close >= 0 && /\S/.test(text[close + 1] ?? ' ')) close = text.indexOf(closing, close + 1);
  if (close < 0) return null;
  return { text: text.slice(start + 1, close), start, end: close + 1, line, quoted: true };
}
