import { instantOfWallTime } from '../../../src/time/index.js';
import { daysLater } from './calendar.js';
import { daysAt } from './days.js';
import { lengthOf, sumOf } from './figures.js';
import type { OracleWord, Sense } from './senses.js';

/** The first moments that a phrase may mean. */
export interface Meant {
  recurring: boolean;
  instants: number[];
}

export interface Said {
  now: number;
  zone: string;
}

export type Fact<K extends Sense['is']> = Extract<Sense, { is: K }>;
export type Time = { hours: number[]; minute: number };

const dayLength = 86_400_000;

/** Every way to take the words, each word in one of its senses, and what the phrase says then. */
export function* meaningsOf(words: readonly OracleWord[], said: Said): Generator<Meant> {
  for (const senses of choices(words)) yield* read(joined(senses, words), said);
}

function* choices(words: readonly OracleWord[], at = 0, chosen: Sense[] = []): Generator<Sense[]> {
  if (at === words.length) {
    yield chosen;
    return;
  }
  for (const sense of words[at]!.senses) yield* choices(words, at + 1, [...chosen, sense]);
}

export interface Facts {
  list: Sense[];
  /** A comma stands after these, by index. */
  commas: Set<number>;
}

/** Numbers with their units, hours with their marks: what stands side by side belongs together. */
function joined(senses: readonly Sense[], words: readonly OracleWord[]): Facts {
  const list: Sense[] = [];
  const commas = new Set<number>();
  senses.forEach((sense, index) => {
    const before = list.at(-1);
    const merged = before && (words[index - 1]!.comma ? null : merge(before, sense));
    if (merged) list[list.length - 1] = merged;
    else list.push(sense);
    if (words[index]!.comma) commas.add(list.length - 1);
  });
  return { list, commas };
}

function merge(before: Sense, sense: Sense): Sense | null {
  const isCount = before.is === 'number' && !before.ordinal;
  if (isCount && sense.is === 'unit') return { ...lengthOf(before.value, sense.ms), unit: sense.ms };
  if (isCount && sense.is === 'hour_mark' && before.value < 24) return timeAt(before.value, 0, false, true);
  if (isCount && sense.is === 'half_day') return ofHalfDay(timeAt(before.value, 0, false, true), sense);
  if (before.is === 'time' && sense.is === 'half_day') return ofHalfDay(before, sense);
  if (isCount && sense.is === 'and_a_half' && before.value < 24) return timeAt(before.value, 30, false, false);
  if (before.is === 'time' && before.whole && sense.is === 'and_a_half') return { ...before, minute: 30, whole: false };
  if (before.is === 'half' && sense.is === 'unit') return lengthOf(0.5, sense.ms);
  if (before.is === 'half' && sense.is === 'number' && sense.value === 1 && !sense.ordinal) return before;
  if (before.is === 'length' && before.unit && sense.is === 'and_a_half')
    return sumOf([before, lengthOf(0.5, before.unit)]);
  if (before.is === 'unit' && sense.is === 'and_a_half') return lengthOf(1.5, before.ms);
  return null;
}

const timeAt = (hour: number, minute: number, exact: boolean, whole: boolean): Fact<'time'> => ({
  ...{ is: 'time', hour, minute, exact, whole },
});

function ofHalfDay(time: Fact<'time'>, { half }: Fact<'half_day'>): Fact<'time'> | null {
  if (time.exact || time.hour < 1 || time.hour > 12) return null;
  return { ...time, hour: (time.hour % 12) + (half === 'pm' ? 12 : 0), exact: true };
}

function* read(facts: Facts, said: Said): Generator<Meant> {
  const of = <K extends Sense['is']>(is: K) => facts.list.filter((sense): sense is Fact<K> => sense.is === is);
  const only = (...allowed: Sense['is'][]) =>
    facts.list.every(({ is }) => is === 'filler' || is === 'comma_or_and' || allowed.includes(is));
  const lengths = of('length');
  const total = totalOf(sumOf(lengths));
  const units = of('unit');

  if (facts.list.length === 1 && (of('instant')[0] || of('wall')[0])) yield fixed(facts.list[0]!, said);
  const isDescending = lengths.every(
    ({ unit }, index) => index === 0 || (unit ?? 0) < (lengths[index - 1]!.unit ?? Infinity),
  );
  if (of('in').length === 1 && lengths.length > 0 && isDescending && only('in', 'length', 'at'))
    yield fromNow(sumOf(lengths), said);
  const isOnlyLength = isDescending && lengths.length > 0 && only('every', 'length');
  if (isOnlyLength && lengths.every(({ days }) => days === 0) && (of('every').length === 1 || facts.list.length === 1))
    yield every(total, said);
  if (of('every').length === 1 && units.length === 1 && units[0]!.ms < dayLength && only('every', 'unit'))
    yield every(units[0]!.ms, said);
  for (const { time, rest } of timesIn(facts)) yield* daysAt(rest, time, said);
}

function fixed(sense: Sense, { zone }: Said): Meant {
  if (sense.is === 'instant') return { recurring: false, instants: [sense.at] };
  const [year, month, day, hour, minute, second = 0] = (sense as Fact<'wall'>).text.split(/\D/).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number?,
  ];
  return { recurring: false, instants: [instantOfWallTime({ year, month, day, hour, minute, second }, zone)] };
}

const totalOf = ({ days, ms }: Fact<'length'>): number => days * dayLength + ms;

/** Whole days keep the time of day. */
function fromNow({ days, ms }: Fact<'length'>, { now, zone }: Said): Meant {
  return { recurring: false, instants: [daysLater(now, days, zone) + ms] };
}

function every(ms: number, { now }: Said): Meant {
  return { recurring: true, instants: [1, 2, 3].map((count) => now + count * ms) };
}

/** Each choice of what is the time of day, and what is left to say the days. */
function* timesIn({ list, commas }: Facts): Generator<{ time: Time; rest: Facts }> {
  const parts = list.filter((sense): sense is Fact<'part'> => sense.is === 'part');
  for (const [index, sense] of list.entries()) {
    const bare = sense.is === 'number' && !sense.ordinal && sense.value < 24;
    const isHour = bare && (list[index - 1]?.is === 'at' || parts.length > 0);
    const time = sense.is === 'time' ? sense : isHour ? timeAt(sense.value, 0, false, true) : null;
    if (!time) continue;
    const hours = hoursMeant(time, parts);
    if (hours.length === 0) continue;
    const kept = list.map((each, place) =>
      place === index || each.is === 'part' ? ({ is: 'filler' } as const) : each,
    );
    yield { time: { hours, minute: time.minute }, rest: { list: kept, commas } };
  }
}

const partsOfDay: Record<Fact<'part'>['part'], readonly [number, number]> = {
  small_hours: [0, 5],
  morning: [0, 11],
  afternoon: [12, 18],
  evening: [17, 23],
  night: [18, 23],
};

/** Twelve hours later where a part of the day says so, and within every part that was said. */
function hoursMeant({ hour, exact }: Fact<'time'>, parts: readonly Fact<'part'>[]): number[] {
  const isLater = parts.some(({ part }) => part === 'afternoon' || part === 'evening' || part === 'night');
  const isWithin = (each: number) =>
    parts.every(({ part }) => each >= partsOfDay[part][0] && each <= partsOfDay[part][1]);
  return [hour, ...(isLater && !exact && hour < 12 ? [hour + 12] : [])].filter(isWithin);
}
