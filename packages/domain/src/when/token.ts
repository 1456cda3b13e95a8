import { weekdays } from './lexicon.js';
import type { Word } from './words.js';

/** What the readers see of a word: lower case, without accents and without the punctuation after it. */
export interface Token {
  text: string;
  /** As typed, for telling the admin. */
  typed: string;
  /** A comma follows. */
  comma: boolean;
  /** Which word it is (part) of. */
  word: number;
  quoted: boolean;
}

/** The tokens of the words from `start` to the end of their line. */
export function tokensFrom(words: readonly Word[], start: number): Token[] {
  const line = words[start]?.line;
  const tokens: Token[] = [];
  for (let index = start; index < words.length && words[index]!.line === line; index += 1) {
    tokens.push(...tokensOf(words[index]!, index));
  }
  return tokens;
}

function tokensOf(word: Word, index: number): Token[] {
  if (word.quoted) return [{ text: '', typed: word.text, comma: false, word: index, quoted: true }];
  return piecesOf(word.text).map((piece) => ({
    text: plain(piece),
    typed: piece.replace(/[,;:]+$/, '') || piece,
    comma: piece.endsWith(','),
    word: index,
    quoted: false,
  }));
}

/** `mon,wed,fri` is three, `mon-fri` is a range of two: a hyphen that belongs to a word stays in it. */
function piecesOf(text: string): string[] {
  const listed = text.split(/(?<=\p{L},)(?=\p{L})/u);
  return listed.flatMap((piece) => {
    const hyphens = [...piece.matchAll(/[-–]/g)].map(({ index }) => index);
    const middle = hyphens.find((at) => isWeekday(piece.slice(0, at)) && isWeekday(piece.slice(at + 1)));
    return middle === undefined ? [piece] : [piece.slice(0, middle), '-', piece.slice(middle + 1)];
  });
}

const isWeekday = (text: string): boolean => weekdays.has(plain(text));

/** Ordinals are made plain (`1º`), but no other figure is changed: neither `9²` nor `9️⃣` is a 9. */
function plain(text: string): string {
  return text
    .replace(/º/g, 'o')
    .replace(/ª/g, 'a')
    .replace(/’/g, "'")
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/^(\d[\d:]*)?([ap])\.m\.?(?=[,;:]*$)/, '$1$2m')
    .replace(/[.,;:]+$/, '');
}
