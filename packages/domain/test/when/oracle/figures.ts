import { unitWords } from './vocabulary.js';
import type { Sense } from './senses.js';

const day = 86_400_000;
const hour = 3_600_000;
const minute = 60_000;

/** What figures may mean. */
export function figureSenses(text: string): Sense[] {
  const senses: Sense[] = [];
  const time = /^(\d{1,2})(?::(\d\d)(?:hs?)?|(h|hs|hrs)|h(\d\d)(?:min)?)?(am|pm)?$/.exec(text);
  if (time && !/^\d+$/.test(text)) senses.push(...timeSenses(time));
  if (/^\d{1,5}$/.test(text)) senses.push({ is: 'number', value: Number(text) });
  const ordinal = /^(\d{1,2})(st|nd|rd|th|o|a)$/.exec(text);
  if (ordinal && isWellFormed(Number(ordinal[1]), ordinal[2]!))
    senses.push({ is: 'number', value: Number(ordinal[1]), ordinal: true });
  const nth = /^([1-4])(st|nd|rd|th|o|a)$/.exec(text);
  if (nth && (/[oa]/.test(nth[2]!) || isWellFormed(Number(nth[1]), nth[2]!)))
    senses.push({ is: 'nth', nth: Number(nth[1]) });
  return [...senses, ...lengthSenses(text), ...dateSenses(text)];
}

function timeSenses([, hours, colon, , joined, half]: RegExpExecArray): Sense[] {
  const minutes = colon ?? joined;
  const [shown, shownMinute] = [Number(hours), Number(minutes ?? 0)];
  if (shown > 23 || shownMinute > 59) return [];
  const whole = minutes === undefined;
  if (!half) return [{ is: 'time', hour: shown, minute: shownMinute, exact: false, whole }];
  if (shown < 1 || shown > 12) return [];
  return [{ is: 'time', hour: (shown % 12) + (half === 'pm' ? 12 : 0), minute: shownMinute, exact: true, whole }];
}

function lengthSenses(text: string): Sense[] {
  const clock = /^(\d{1,5})h([0-5]\d)$/.exec(text);
  if (clock) return [{ is: 'length', days: 0, ms: Number(clock[1]) * hour + Number(clock[2]) * minute }];
  if (!/^(\d{1,5}[a-z]+)+$/.test(text)) return [];
  const parts = [...text.matchAll(/(\d+)([a-z]+)/g)].map(([, count, unit]) => ({
    count: Number(count),
    unit: unitWords.get(unit!),
  }));
  const isDescending = parts.every(({ unit }, index) => index === 0 || (unit ?? 0) < (parts[index - 1]!.unit ?? 0));
  if (!isDescending || parts.some(({ unit }) => unit === undefined)) return [];
  return [sumOf(parts.map(({ count, unit }) => lengthOf(count, unit!)))];
}

/** So many of a unit. */
export function lengthOf(count: number, unit: number): Extract<Sense, { is: 'length' }> {
  if (unit < day) return { is: 'length', days: 0, ms: count * unit };
  const days = Math.floor((count * unit) / day);
  return { is: 'length', days, ms: count * unit - days * day };
}

export function sumOf(lengths: readonly Extract<Sense, { is: 'length' }>[]): Extract<Sense, { is: 'length' }> {
  const [days, ms] = [lengths.map((each) => each.days), lengths.map((each) => each.ms)];
  const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
  return { is: 'length', days: sum(days), ms: sum(ms) };
}

function dateSenses(text: string): Sense[] {
  const slashed =
    /^(\d{1,2})\/(\d{1,2})(?:\/(\d{4}|\d\d))?$/.exec(text) ?? /^(\d{1,2})[.-](\d{1,2})[.-](\d{4})$/.exec(text);
  if (slashed) {
    const year = slashed[3] === undefined ? null : Number(slashed[3].length === 2 ? `20${slashed[3]}` : slashed[3]);
    return [{ is: 'date', day: Number(slashed[1]), month: Number(slashed[2]), year }];
  }
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return [{ is: 'date', day: Number(iso[3]), month: Number(iso[2]), year: Number(iso[1]) }];
  if (/^\d{4}-\d\d-\d\dt\d\d:\d\d(:\d\d(\.0+)?)?(z|[+-]\d\d:?\d\d)$/.test(text))
    return [{ is: 'instant', at: Date.parse(text.toUpperCase().replace(/([+-]\d\d)(\d\d)$/, '$1:$2')) }];
  return /^\d{4}-\d\d-\d\dt\d\d:\d\d(:\d\d(\.0+)?)?$/.test(text) ? [{ is: 'wall', text }] : [];
}

function isWellFormed(number: number, ending: string): boolean {
  if (ending === 'o' || ending === 'a') return number === 1;
  if (number >= 11 && number <= 13) return ending === 'th';
  return ending === ({ 1: 'st', 2: 'nd', 3: 'rd' }[number % 10] ?? 'th');
}
