import { instantOfWallTime } from '../../../src/time/index.js';
import { dateOf, dayNumber } from './calendar.js';
import { says } from './index.js';
import type { Said } from './meaning.js';
import { table } from './vocabulary.js';

/** The words of a phrase, as typed and as they are compared. */
export type Spoken = readonly { typed: string; plain: string }[];

export const plainOf = (typed: string): string =>
  typed
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replaceAll('’', "'")
    .toLowerCase();

export const spoken = (phrase: string): Spoken =>
  phrase
    .trim()
    .split(/\s+/)
    .map((typed) => ({ typed, plain: plainOf(typed).replace(/[,;:]+$/, '') }));

export const typedOf = (words: Spoken): string => words.map(({ typed }) => typed).join(' ');

interface Opening {
  /** What follows one of these; null if the words begin with none. The longest that fits counts. */
  after(words: Spoken): Spoken | null;
  or(...more: string[]): Opening;
}

export const oneOf = (...phrases: string[]): Opening => ({
  after(words) {
    const fitting = phrases
      .map((each) => each.split(' '))
      .filter((each) => each.every((word, index) => words[index]?.plain === word))
      .toSorted((a, b) => b.length - a.length);
    return fitting[0] ? words.slice(fitting[0].length) : null;
  },
  or: (...more) => oneOf(...phrases, ...more),
});

const noon = '12:00';

/** Whether words name a day, without a time. Days from today count from today; others may be the next after `from`. */
export function daySaid(words: Spoken, day: number, said: Said, from?: number): boolean {
  const at = instantOfWallTime({ ...dateOf(day), hour: 12, minute: 0, second: 0 }, said.zone);
  return anchorsOf(words, said, from).some((now) =>
    says(
      `${typedOf(words)} ${noon}`,
      { kind: 'once', at },
      { ...said, now: midnight(dayNumber(now, said.zone), said.zone) },
    ),
  );
}

/** A day without a time is within from its first moment to its last. */
export function boundSaid(
  words: Spoken,
  bound: number | undefined,
  said: Said,
  which: 'first' | 'last',
  from?: number,
): boolean {
  if (bound === undefined || words.length === 0) return false;
  const isTimed = anchorsOf(words, said, from).some((now) =>
    says(typedOf(words), { kind: 'once', at: bound }, { ...said, now }),
  );
  if (isTimed) return true;
  const day = dayNumber(bound, said.zone);
  const whole = which === 'first' ? midnight(day, said.zone) : midnight(day + 1, said.zone) - 1;
  return bound === whole && daySaid(words, day, said, from);
}

export const midnight = (day: number, zone: string): number =>
  instantOfWallTime({ ...dateOf(day), hour: 0, minute: 0, second: 0 }, zone);

function anchorsOf(words: Spoken, said: Said, from: number | undefined): number[] {
  const isRelative = words.some(({ plain }) => table.get(plain)?.some(({ is }) => is === 'relative' || is === 'in'));
  return from === undefined || from <= said.now || isRelative ? [said.now] : [from];
}
