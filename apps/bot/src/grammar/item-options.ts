import { type DateWindow, readLength, readWindow, type Understanding, type Word } from '@pinwheel/domain';
import { folded } from '../commands/names.js';
import type { Misread } from './misread.js';
import { subWordOf } from './sub-words.js';

/** What may be said of an item of a rotation, and of a rotation. */
export interface RotationOptions {
  weight: number | null;
  window: DateWindow | null;
  leastMs: number | null;
  shuffled: true | null;
  staggerMs: number | null;
}

export type RotationStep = { options: Partial<RotationOptions>; next: number } | { misread: Misread } | null;
type Reader = (words: readonly Word[], at: number, understanding: Understanding) => RotationStep;

const mostTurns = 100;
/** In ms: turns are a minute apart at least. */
const shortest = 60_000;

const leastPhrases = [
  ['at', 'least'],
  ['pelo', 'menos'],
  ['ao', 'menos'],
  ['no', 'minimo'],
];

/** Each begins with a word of its own, and reads what belongs to it. */
export const rotationReaders: { readonly [Name in keyof RotationOptions]: Reader } = {
  weight(words, at) {
    const number = words[at + 1]?.text ?? '';
    if (subWordOf(words[at]) !== 'weight' || !/^\d+$/.test(number)) return null;
    if (Number(number) < 1 || Number(number) > mostTurns) return { misread: { kind: 'not_a_number', word: number } };
    return { options: { weight: Number(number) }, next: at + 2 };
  },
  window(words, at, understanding) {
    const reading = readWindow(words, at, understanding);
    if (reading.kind === 'no_window') return null;
    return reading.kind === 'understood'
      ? { options: { window: reading.window }, next: reading.next }
      : { misread: reading };
  },
  leastMs(words, at) {
    const said = [words[at], words[at + 1]].map((word) => folded(word?.text ?? ''));
    if (!leastPhrases.some(([one, two]) => one === said[0] && two === said[1])) return null;
    return lengthAt(words, at + 2, (leastMs) => ({ leastMs }));
  },
  shuffled: (words, at) => (subWordOf(words[at]) === 'shuffle' ? { options: { shuffled: true }, next: at + 1 } : null),
  staggerMs: (words, at) =>
    subWordOf(words[at]) === 'stagger' ? lengthAt(words, at + 1, (staggerMs) => ({ staggerMs })) : null,
};

function lengthAt(words: readonly Word[], at: number, option: (ms: number) => Partial<RotationOptions>): RotationStep {
  const reading = readLength(words, at);
  if (reading.kind !== 'understood') return { misread: reading };
  const { ms, next } = reading;
  if (ms < shortest)
    return {
      misread: {
        kind: 'too_short',
        words: words
          .slice(at, next)
          .map(({ text }) => text)
          .join(' '),
      },
    };
  return { options: option(ms), next };
}
