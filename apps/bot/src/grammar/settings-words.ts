import {
  type ChatSettings,
  type Hold,
  parseLength,
  type QuietHours,
  readHold,
  splitWords,
  type Understanding,
  type Word,
} from '@pinwheel/domain';
import { folded } from '../commands/names.js';
import type { Language } from '../text/language.js';
import type { Misread } from './misread.js';
import { beginsOption } from './options.js';
import { subWordOf } from './sub-words.js';

export const settingNames = [
  'tz',
  'lang',
  'quiet',
  'hold',
  'drift',
  'gap',
  'cap',
  'reports',
  'slots',
  'lock',
  'unlock',
] as const;
export type SettingName = (typeof settingNames)[number];

export type SettingReading =
  | { kind: 'show'; next: number }
  | { kind: 'chat'; settings: Partial<ChatSettings>; next: number }
  /** null: whatever Telegram is set to. */
  | { kind: 'language'; language: Language | null; next: number }
  | { kind: 'lock'; slot: number; locked: boolean; next: number }
  | { kind: 'no_value'; setting: SettingName }
  | { kind: 'misread'; misread: Misread };

/** Reads `quiet 22-7` at the beginning of the words; what follows may be an option. */
export function readSetting(words: readonly Word[], understanding: Understanding): SettingReading {
  const [first] = words;
  if (!first || beginsOption(words, 0, ['chat'], understanding)) return { kind: 'show', next: 0 };
  const name = subWordOf(first);
  if (!isSettingName(name)) return misread(first);
  let next = 1;
  while (next < words.length && !beginsOption(words, next, ['chat'], understanding)) next += 1;
  const value = words.slice(1, next);
  if (value.length === 0) return { kind: 'no_value', setting: name };
  if (name === 'lang') return readLanguage(value, next);
  if (name === 'lock' || name === 'unlock') return readLock(value, name === 'lock', next);
  const settings = readers[name](value, understanding);
  return 'misread' in settings ? { kind: 'misread', misread: settings.misread } : { kind: 'chat', settings, next };
}

type Value = Partial<ChatSettings> | { misread: Misread };

const readers: {
  readonly [Name in Exclude<SettingName, 'lang' | 'lock' | 'unlock'>]: (
    value: Word[],
    understanding: Understanding,
  ) => Value;
} = {
  tz: (value) => ({ timeZone: textOf(value) }),
  quiet(value) {
    if (isOff(value)) return { quietHours: null };
    const quietHours = readHours(textOf(value));
    return quietHours ? { quietHours } : stray(value[0]!);
  },
  hold(value, understanding) {
    const hold = readLengthOrHold(value, understanding);
    return 'misread' in hold ? hold : { hold };
  },
  drift(value) {
    const mode = subWordOf(value[0]);
    if (mode !== 'observe' && mode !== 'repair' && mode !== 'off') return stray(value[0]!);
    if (value.length === 1) return { drift: mode };
    const [, count, ...rest] = value;
    const isADay = rest.length === 0 || aDay.has(folded(textOf(rest)));
    if (mode !== 'repair' || !isADay) return stray(mode === 'repair' ? rest[0]! : count!);
    return isNumber(count!) ? { drift: mode, repairsADay: Number(count!.text) } : notANumber(count!);
  },
  gap(value) {
    const changeGapSeconds = isOff(value) ? 0 : secondsOf(textOf(value));
    return changeGapSeconds === null ? stray(value[0]!) : { changeGapSeconds };
  },
  cap(value) {
    if (value.length > 1) return stray(value[1]!);
    return isNumber(value[0]!) ? { changesADay: Number(value[0]!.text) } : notANumber(value[0]!);
  },
  reports(value) {
    if (value.length > 1) return stray(value[1]!);
    const who = subWordOf(value[0]);
    return who === 'all' || who === 'owners' || who === 'off' ? { notices: who } : stray(value[0]!);
  },
  slots(value) {
    if (isOff(value)) return { slots: null };
    if (value.length > 1) return stray(value[1]!);
    return isNumber(value[0]!) ? { slots: Number(value[0]!.text) } : notANumber(value[0]!);
  },
};

/** `1`, or `slot 1`. */
function readLock(value: readonly Word[], locked: boolean, next: number): SettingReading {
  const [number, ...rest] = subWordOf(value[0]) === 'slot' ? value.slice(1) : value;
  if (!number || !isNumber(number))
    return { kind: 'misread', misread: { kind: 'not_a_slot', word: (number ?? value[0]!).text } };
  return rest[0] ? misread(rest[0]) : { kind: 'lock', slot: Number(number.text), locked, next };
}

const aDay = new Set(['a day', 'per day', 'por dia', 'ao dia']);
const languages: Readonly<Record<string, Language | null>> = {
  en: 'en',
  english: 'en',
  ingles: 'en',
  pt: 'pt-BR',
  'pt-br': 'pt-BR',
  portuguese: 'pt-BR',
  portugues: 'pt-BR',
  auto: null,
};

function readLanguage(value: readonly Word[], next: number): SettingReading {
  const language = languages[folded(textOf(value))];
  return language === undefined ? misread(value[0]!) : { kind: 'language', language, next };
}

/** `22-7`, `22:30-7:00`, `22h30 às 7h`. */
function readHours(text: string): QuietHours | null {
  const found = /^(\d{1,2})(?:h|[:h](\d\d))?\s*(?:-|–|to|a|as|ate)\s*(\d{1,2})(?:h|[:h](\d\d))?$/.exec(folded(text));
  if (!found) return null;
  const [from, to] = [minuteOfDay(found[1]!, found[2]), minuteOfDay(found[3]!, found[4])];
  return from === null || to === null ? null : { from, to };
}

function minuteOfDay(hour: string, minute = '0'): number | null {
  const minutes = Number(hour) * 60 + Number(minute);
  if (Number(minute) > 59 || minutes > dayMinutes) return null;
  return minutes % dayMinutes;
}
const dayMinutes = 1_440;

/** The word that begins a hold may go without saying: `7d`. */
function readLengthOrHold(value: readonly Word[], understanding: Understanding): Hold | { misread: Misread } {
  const said = readHold(value, 0, understanding);
  const words = said.kind === 'no_hold' ? splitWords(`for ${textOf(value)}`) : value;
  const reading = said.kind === 'no_hold' ? readHold(words, 0, understanding) : said;
  if (reading.kind === 'no_hold') return stray(value[0]!);
  if (reading.kind !== 'understood') return { misread: reading };
  const left = words[reading.next];
  return left ? stray(left) : reading.hold;
}

function secondsOf(text: string): number | null {
  const seconds = /^(\d{1,6})\s*(?:s|seconds?|segundos?)?$/i.exec(text);
  if (seconds) return Number(seconds[1]);
  const reading = parseLength(text);
  return reading.kind === 'understood' ? Math.round(reading.ms / 1_000) : null;
}

const isSettingName = (word: string | null): word is SettingName =>
  (settingNames as readonly (string | null)[]).includes(word);
const isOff = (value: readonly Word[]): boolean => value.length === 1 && subWordOf(value[0]) === 'off';
const isNumber = ({ text }: Word): boolean => /^\d{1,6}$/.test(text);
const textOf = (words: readonly Word[]): string => words.map(({ text }) => text).join(' ');
const stray = ({ text }: Word): { misread: Misread } => ({ misread: { kind: 'stray_word', word: text } });
const notANumber = ({ text }: Word): { misread: Misread } => ({ misread: { kind: 'not_a_number', word: text } });
const misread = (word: Word): SettingReading => ({ kind: 'misread', ...stray(word) });
