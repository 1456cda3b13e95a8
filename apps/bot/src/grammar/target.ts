import { parseLength, parseRef, type RefKind, type Understanding, type Word } from '@pinwheel/domain';
import type { Misread } from './misread.js';
import { beginsOption, refusing, type OptionName, type Options, readOptions } from './options.js';
import { subWordOf } from './sub-words.js';

/** What a command is about, as it was said. */
export type SaidTarget =
  /** Nothing was said: the message replied to, if there is one. */
  | { kind: 'none' }
  | { kind: 'ref'; ref: RefKind; id: number; word: string }
  | { kind: 'last'; word: string }
  | { kind: 'text'; text: string };

export interface SaidPin {
  target: SaidTarget;
  options: Options;
}

export type TargetReading = { kind: 'read'; value: SaidPin } | { kind: 'misread'; misread: Misread };

export interface TargetGrammar {
  /** The refs that may be a target. */
  refs: readonly RefKind[];
  /** What a text may be posted for. */
  texts: boolean;
  options: readonly OptionName[];
}

/**
 * Reads a target and what may follow it, from `words[start]` to the end. A text is in quotes, or it is two words and
 * more in which nothing looks like something else.
 */
export function readTarget(
  text: string,
  words: readonly Word[],
  start: number,
  grammar: TargetGrammar,
  understanding: Understanding,
): TargetReading {
  const first = words[start];
  const rest = (target: SaidTarget, next: number): TargetReading => {
    const reading = readOptions(words, next, grammar.options, understanding);
    return reading.kind === 'read' ? { kind: 'read', value: { target, options: reading.options } } : reading;
  };
  if (!first) return rest({ kind: 'none' }, start);
  if (first.quoted) return quotedText(first, grammar, () => rest({ kind: 'text', text: first.text.trim() }, start + 1));
  const ref = parseRef(first.text);
  if (ref && grammar.refs.includes(ref.kind))
    return rest({ kind: 'ref', ref: ref.kind, id: ref.id, word: first.text.toLowerCase() }, start + 1);
  if (ref) return refusing({ kind: 'wrong_ref', word: first.text, wanted: grammar.refs[0]! });
  if (subWordOf(first) === 'last') return rest({ kind: 'last', word: first.text }, start + 1);
  if (beginsOption(words, start, grammar.options, understanding)) return rest({ kind: 'none' }, start);
  if (!grammar.texts) return refusing({ kind: 'stray_word', word: first.text });
  return freeText(text, words, start, grammar, understanding);
}

function quotedText(word: Word, { texts }: TargetGrammar, read: () => TargetReading): TargetReading {
  if (!texts) return refusing({ kind: 'stray_word', word: word.text });
  return word.text.trim() === '' ? refusing({ kind: 'no_target' }) : read();
}

function freeText(
  text: string,
  words: readonly Word[],
  start: number,
  { options }: TargetGrammar,
  understanding: Understanding,
): TargetReading {
  // Days are so common in announcements that they end none: whether they belong to it is asked.
  const endings = options.filter((name) => name !== 'window');
  let end = start;
  for (; end < words.length && !beginsOption(words, end, endings, understanding); end += 1) {
    const word = words[end]!;
    if (word.quoted || looksLikeRef(word.text)) return refusing({ kind: 'unclear_text', word: word.text });
    if (endings.length < options.length && endsInOptions(words, end, options, understanding))
      return refusing({ kind: 'unclear_text', word: word.text });
  }
  const reading = readOptions(words, end, options, understanding);
  if (reading.kind === 'misread') return refusing(inText(reading.misread, words[end]!.text));
  const last = words[end - 1]!;
  if (end - start === 1) return refusing({ kind: 'lone_word', word: last.text });
  // "… 7d" at the end is more likely a hold without its "for" than the end of an announcement.
  if (parseLength(last.text).kind === 'understood') return refusing({ kind: 'unclear_text', word: last.text });
  const target: SaidTarget = { kind: 'text', text: text.slice(words[start]!.start, last.end) };
  return { kind: 'read', value: { target, options: reading.options } };
}

/** Whether everything from here on can be read as options. */
const endsInOptions = (
  words: readonly Word[],
  at: number,
  options: readonly OptionName[],
  understanding: Understanding,
): boolean =>
  beginsOption(words, at, ['window'], understanding) && readOptions(words, at, options, understanding).kind === 'read';

/** An option that is wrong may as well have been a part of the text: the answer says how to make it one. */
function inText(wrong: Misread, first: string): Misread {
  if (wrong.kind === 'not_understood' || wrong.kind === 'stray_word' || wrong.kind === 'not_a_slot')
    return { kind: 'unclear_text', word: wrong.word };
  return wrong.kind === 'no_chat_given' ? { kind: 'unclear_text', word: first } : wrong;
}

const looksLikeRef = (word: string): boolean => /^[gmpsra]\d+[.,;:!?]*$/i.test(word);
