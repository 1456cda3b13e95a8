import { type Hold, parseRef, readHold, type Understanding, type Word } from '@pinwheel/domain';
import { folded } from '../commands/names.js';
import { type RotationOptions, rotationReaders } from './item-options.js';
import type { Misread } from './misread.js';
import { subWordOf } from './sub-words.js';

/** What may follow a target, in any order. */
export interface Options extends RotationOptions {
  hold: Hold | null;
  slot: number | null;
  /** Said right behind the slot: it is to be locked. */
  lock?: true;
  /** A ref or a part of a name, as typed. */
  chat: string | null;
  /** Several chats: refs, parts of names, or all. */
  chats: readonly string[] | 'all' | null;
}

export type OptionName = keyof Options;
type Nullable = Exclude<OptionName, 'lock'>;
export type OptionsReading = { kind: 'read'; options: Options } | { kind: 'misread'; misread: Misread };

export const refusing = (misread: Misread): { kind: 'misread'; misread: Misread } => ({ kind: 'misread', misread });

const nothingSaid: Options = {
  ...{ hold: null, slot: null, chat: null, chats: null },
  ...{ weight: null, window: null, leastMs: null, shuffled: null, staggerMs: null },
};

type Step = { options: Partial<Options>; next: number } | { misread: Misread } | null;

/** Reads `for 7d slot 2 in g1` from `words[start]` to the end; whatever does not fit is named. */
export function readOptions(
  words: readonly Word[],
  start: number,
  allowed: readonly OptionName[],
  understanding: Understanding,
): OptionsReading {
  const options = { ...nothingSaid };
  for (let at = start; at < words.length;) {
    const word = words[at]!;
    const step = readOption(words, at, allowed, understanding);
    if (!step) return refusing({ kind: 'stray_word', word: word.text });
    if ('misread' in step) return refusing(step.misread);
    const [name] = Object.keys(step.options) as Nullable[];
    if (options[name!] !== null) return refusing({ kind: 'twice', word: word.text });
    Object.assign(options, step.options);
    at = step.next;
  }
  return { kind: 'read', options };
}

/** Whether an option begins at this word, be it right or wrong. */
export function beginsOption(
  words: readonly Word[],
  at: number,
  allowed: readonly OptionName[],
  understanding: Understanding,
): boolean {
  return readOption(words, at, allowed, understanding) !== null;
}

function readOption(
  words: readonly Word[],
  at: number,
  allowed: readonly OptionName[],
  understanding: Understanding,
): Step {
  const word = words[at]!;
  if (word.quoted) return null;
  const said = subWordOf(word);
  if (allowed.includes('slot') && said === 'slot') return readSlot(words, at, allowed.includes('lock'));
  if (allowed.includes('chat') && said === 'in' && (isEnglish(word) || isRef(words[at + 1])))
    return readChat(words, at, allowed, understanding);
  if (allowed.includes('chats') && said === 'in') {
    const isAllOfIt = isAll(words[at + 1]) && isEndOrOption(words, at + 2, allowed, understanding);
    if (isEnglish(word) || isRef(words[at + 1]) || isAllOfIt) return readChats(words, at, allowed, understanding);
  }
  for (const [name, read] of Object.entries(rotationReaders)) {
    const step = allowed.includes(name as OptionName) ? read(words, at, understanding) : null;
    if (step) return step;
  }
  if (!allowed.includes('hold')) return null;
  const reading = readHold(words, at, understanding);
  if (reading.kind === 'no_hold') return null;
  return reading.kind === 'understood' ? { options: { hold: reading.hold }, next: reading.next } : { misread: reading };
}

function readSlot(words: readonly Word[], at: number, mayLock: boolean): Step {
  const number = words[at + 1];
  if (!number || !/^[1-9]\d{0,2}$/.test(number.text))
    return { misread: { kind: 'not_a_slot', word: (number ?? words[at])!.text } };
  const slot = Number(number.text);
  const locks = mayLock && subWordOf(words[at + 2]) === 'locked';
  return locks ? { options: { slot, lock: true }, next: at + 3 } : { options: { slot }, next: at + 2 };
}

/** A list reaches to the next option that is one, or to the end; commas are between its parts. */
function readChats(
  words: readonly Word[],
  at: number,
  allowed: readonly OptionName[],
  understanding: Understanding,
): Step {
  if (isAll(words[at + 1])) return { options: { chats: 'all' }, next: at + 2 };
  const step = readChat(words, at, allowed, understanding);
  if (!step || 'misread' in step) return step;
  const said = step.options.chat!;
  const parts = words[at + 1]?.quoted ? [said] : said.split(',').map((part) => part.trim());
  const wrong = parts.find((part) => part === '' || (parseRef(part)?.kind ?? 'chat') !== 'chat');
  if (wrong === '') return { misread: { kind: 'no_chat_given', word: words[at]!.text } };
  if (wrong !== undefined) return { misread: { kind: 'wrong_ref', word: wrong, wanted: 'chat' } };
  return { options: { chats: parts }, next: step.next };
}

/** A name reaches to the next option that is one, or to the end. */
function readChat(
  words: readonly Word[],
  at: number,
  allowed: readonly OptionName[],
  understanding: Understanding,
): Step {
  const first = words[at + 1];
  if (!first) return { misread: { kind: 'no_chat_given', word: words[at]!.text } };
  const ref = first.quoted ? null : parseRef(first.text);
  if (ref && ref.kind !== 'chat') return { misread: { kind: 'wrong_ref', word: first.text, wanted: 'chat' } };
  if (ref || first.quoted) return { options: { chat: first.text }, next: at + 2 };
  const others = allowed.filter((name) => name !== 'chat' && name !== 'chats');
  let end = at + 2;
  while (end < words.length && !isGoodOption(words, end, others, understanding)) end += 1;
  const name = words.slice(at + 1, end).map((word) => word.text);
  return { options: { chat: name.join(' ') }, next: end };
}

function isGoodOption(
  words: readonly Word[],
  at: number,
  allowed: readonly OptionName[],
  understanding: Understanding,
): boolean {
  const step = readOption(words, at, allowed, understanding);
  return step !== null && !('misread' in step);
}

/** Else `em todos os andares` would be cut out of a text. */
const isEndOrOption = (
  words: readonly Word[],
  at: number,
  allowed: readonly OptionName[],
  understanding: Understanding,
): boolean => at >= words.length || isGoodOption(words, at, allowed, understanding);

/** `em` is so common a word that only a ref behind it makes it the beginning of an option. */
const isEnglish = ({ text }: Word): boolean => folded(text) === 'in';

const isRef = (word: Word | undefined): boolean =>
  word !== undefined && parseRef(word.text.split(',')[0]!)?.kind === 'chat';

const isAll = (word: Word | undefined): boolean => subWordOf(word) === 'all';
