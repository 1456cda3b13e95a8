/** Letters that take two columns of a terminal: emoji and East Asian wide ones. */
const wide =
  /\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F|[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/u;
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

const letters = (text: string): string[] => [...segmenter.segment(text)].map(({ segment }) => segment);
const widthOfLetter = (letter: string): number => (wide.test(letter) ? 2 : 1);

/** How many columns of a terminal a text takes. */
export const displayWidth = (text: string): number =>
  letters(text).reduce((sum, letter) => sum + widthOfLetter(letter), 0);

/** Breaks a text into lines of at most that many columns, at spaces where there are any. */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => wrapLine(line, width));
}

function wrapLine(line: string, width: number): string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ').flatMap((piece) => cut(piece, width))) {
    const joined = current === '' ? word : `${current} ${word}`;
    if (displayWidth(joined) <= width) current = joined;
    else {
      lines.push(current);
      current = word;
    }
  }
  return [...lines, current];
}

function cut(word: string, width: number): string[] {
  if (displayWidth(word) <= width) return [word];
  const pieces = [''];
  for (const letter of letters(word)) {
    if (displayWidth(pieces.at(-1)! + letter) > width) pieces.push('');
    pieces[pieces.length - 1] += letter;
  }
  return pieces;
}

/** One entry of a table with a narrow column for the time and two of the same width. */
export function row(time: string, left: string, right: string, columns: number): string {
  const width = Math.max(20, Math.floor((columns - time.length - 6) / 2));
  const lefts = wrap(left, width);
  const rights = wrap(right, width);
  const height = Math.max(lefts.length, rights.length);
  return Array.from({ length: height }, (_, line) => {
    const text = lefts[line] ?? '';
    const padding = ' '.repeat(Math.max(0, width - displayWidth(text)));
    return `${line === 0 ? time : ' '.repeat(time.length)} │ ${text}${padding} │ ${rights[line] ?? ''}`.trimEnd();
  }).join('\n');
}
