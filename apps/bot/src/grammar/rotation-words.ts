import { isRecurring, readWhen, type Rule, type Understanding, type Word } from '@pinwheel/domain';
import { folded } from '../commands/names.js';
import { type Options, readOptions, refusing } from './options.js';
import type { Misread } from './misread.js';

export interface NewRotation {
  name: string;
  rule: Rule;
  /** The rhythm as typed. */
  words: string;
  options: Options;
}

const options = ['slot', 'shuffled', 'chats', 'staggerMs'] as const;

/** Reads `<name> every <when> [slot n] [shuffle] [in chats] [stagger 5m]`. The name ends where a rhythm begins that is understood. */
export function readNewRotation(
  words: readonly Word[],
  start: number,
  understanding: Understanding,
): { kind: 'read'; value: NewRotation } | { kind: 'misread'; misread: Misread } {
  if (!words[start]) return refusing({ kind: 'missing', what: 'name' });
  let wrong: Misread | null = null;
  for (let at = start + 1; at < words.length; at += 1) {
    const rhythm = readRhythm(words, at, understanding);
    if (rhythm.kind === 'understood') {
      const reading = readOptions(words, rhythm.next, options, understanding);
      if (reading.kind === 'misread') return reading;
      const name = words
        .slice(start, at)
        .map(({ text }) => text)
        .join(' ');
      return { kind: 'read', value: { name, rule: rhythm.rule, words: rhythm.words, options: reading.options } };
    }
    if (wrong === null && (rhythm.kind === 'only_once' || beginsRhythm(words[at]!))) wrong = rhythm;
  }
  return refusing(wrong ?? { kind: 'missing', what: 'every' });
}

/** `every` may stand before a rhythm that needs none: an expression in quotes, or Portuguese words. */
function readRhythm(words: readonly Word[], at: number, understanding: Understanding) {
  const reading = readWhen(words, at, understanding);
  if (reading.kind === 'understood')
    return isRecurring(reading.rule) ? reading : { kind: 'only_once' as const, words: reading.words };
  if (folded(words[at]!.text) !== 'every' || !words[at + 1]) return reading;
  const rest = readWhen(words, at + 1, understanding);
  return rest.kind === 'understood' && isRecurring(rest.rule) ? rest : reading;
}

const beginsRhythm = ({ text, quoted }: Word): boolean =>
  !quoted && ['every', 'each', 'toda', 'todo', 'todas', 'todos', 'cada'].includes(folded(text));
