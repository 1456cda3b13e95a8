import { always, type ItemTerms, type Understanding, type Word } from '@pinwheel/domain';
import { folded } from '../commands/names.js';
import { rotationReaders } from './item-options.js';
import type { Misread } from './misread.js';
import { refusing } from './options.js';

type Step = { terms: Partial<ItemTerms>; next: number } | { misread: Misread } | null;

const anyDay = new Set(['always', 'sempre']);
const noLeast = [
  ['no', 'minimum'],
  ['sem', 'minimo'],
];

/**
 * Reads what is to be said of an item from now on, from `words[start]` to the end: `weight 3 from 1/12 until 24/12
 * at least 2 days`; `always` and `no minimum` take back what was said before.
 */
export function readItemTerms(
  words: readonly Word[],
  start: number,
  understanding: Understanding,
): { kind: 'read'; terms: Partial<ItemTerms> } | { kind: 'misread'; misread: Misread } {
  const terms: Partial<ItemTerms> = {};
  for (let at = start; at < words.length;) {
    const word = words[at]!;
    const step = word.quoted ? null : readTerm(words, at, understanding);
    if (!step) return refusing({ kind: 'stray_word', word: word.text });
    if ('misread' in step) return refusing(step.misread);
    if (Object.keys(step.terms).some((name) => name in terms)) return refusing({ kind: 'twice', word: word.text });
    Object.assign(terms, step.terms);
    at = step.next;
  }
  return start < words.length ? { kind: 'read', terms } : refusing({ kind: 'missing', what: 'terms' });
}

function readTerm(words: readonly Word[], at: number, understanding: Understanding): Step {
  const [one, two] = [words[at], words[at + 1]].map((word) => folded(word?.text ?? '')) as [string, string];
  if (anyDay.has(one)) return { terms: { window: always }, next: at + 1 };
  if (noLeast.some(([no, least]) => no === one && least === two)) return { terms: { leastMs: null }, next: at + 2 };
  for (const name of ['weight', 'window', 'leastMs'] as const) {
    const step = rotationReaders[name](words, at, understanding);
    if (step) return 'misread' in step ? step : { terms: step.options as Partial<ItemTerms>, next: step.next };
  }
  return null;
}
