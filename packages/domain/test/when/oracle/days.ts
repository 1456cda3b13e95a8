import { type CalendarDay, dayLength, dayNumber, type Fits, found, isLastDay, monthLength } from './calendar.js';
import type { Fact, Facts, Meant, Said, Time } from './meaning.js';
import type { Sense } from './senses.js';

const compared = 3;

/** What is said of the days, once the time of day is taken out. */
interface Days extends Facts {
  of<K extends Sense['is']>(is: K): Fact<K>[];
  has(is: Sense['is']): boolean;
  only(...allowed: Sense['is'][]): boolean;
  /** The first that fits, and the first three. */
  once(fits: Fits, first?: number): Generator<Meant>;
  often(fits: Fits): Generator<Meant>;
}

/** Every meaning of the words that say the days, at a time of day. */
export function* daysAt(facts: Facts, time: Time, said: Said): Generator<Meant> {
  const list = facts.list.filter(({ is }) => is !== 'filler' && is !== 'at');
  const of = <K extends Sense['is']>(is: K) => list.filter((sense): sense is Fact<K> => sense.is === is);
  const days: Days = {
    ...{ commas: facts.commas, list: facts.list, of },
    has: (is) => of(is).length > 0,
    only: (...allowed) => list.every(({ is }) => allowed.includes(is)),
    once: (fits, first) => found(fits, time, said, 1, first),
    often: (fits) => found(fits, time, said, compared),
  };
  const today = dayNumber(said.now, said.zone);
  if (list.length === 0) yield* days.once(() => true);
  yield* relativeDay(days, today);
  yield* onDate(days);
  if (days.has('every') || days.has('every_month')) yield* ofTheMonth(days);
  yield* everyWeekday(days);
  yield* counted(days, time, said);
}

function* relativeDay({ of, has, only, once }: Days, today: number): Generator<Meant> {
  const [weekday, length] = [of('weekday')[0], of('length')[0]];
  if (only('relative') && of('relative').length === 1)
    yield* once(({ number }) => number === today + of('relative')[0]!.days);
  if (only('in', 'length') && of('in').length === 1 && length && of('length').length === 1 && length.ms === 0)
    yield* once(({ number }) => number === today + length.days);
  if (only('weekday', 'next') && weekday && of('weekday').length === 1 && !weekday.plural && of('next').length <= 2)
    yield* once((date) => date.weekday === weekday.weekday && (!has('next') || date.number > today));
}

/** A date, or the day of a month, and perhaps its weekday. */
function* onDate({ of, has, only, once }: Days): Generator<Meant> {
  const [weekday, ...more] = of('weekday');
  if (more.length > 0 || weekday?.plural) return;
  const isNamed = (date: CalendarDay) => !weekday || date.weekday === weekday.weekday;
  const dated = (day: number, month: number, year: number | null) =>
    once(
      (date) => date.day === day && date.month === month && (year === null || date.year === year) && isNamed(date),
      year === null ? undefined : Date.UTC(year, 0, 1) / dayLength,
    );
  const [date, month] = [of('date')[0], of('month')[0]];
  if (only('weekday', 'date', 'day_number') && date && of('date').length === 1)
    yield* dated(date.day, date.month, date.year);
  if (!only('weekday', 'number', 'month', 'day_number')) return;
  const [first, second, ...others] = of('number');
  if (!first || others.length > 0) return;
  const isYear = !second || second.value >= 2_000;
  if (month && of('month').length === 1 && isYear) yield* dated(first.value, month.month, second?.value ?? null);
  if (!month && !second && (first.ordinal || has('day_number')))
    yield* once((each) => each.day === first.value && isNamed(each));
}

function* everyWeekday(days: Days): Generator<Meant> {
  const { of, has, only, often } = days;
  const [weekdays, sets, units] = [of('weekday'), of('weekday_set'), of('unit')];
  const isEvery = has('every') || has('every_month');
  const isOften = isEvery || has('range') || weekdays.some(({ plural }) => plural);
  const isWeek = units.length === 0 || (units.length === 1 && units[0]!.ms === 7 * dayLength);
  if (only('every', 'weekday', 'range', 'comma_or_and', 'unit') && weekdays.length > 0 && isOften && isWeek) {
    const named = weekdaysNamed(days, weekdays.length);
    if (named) yield* often(({ weekday }) => named.has(weekday));
  }
  if (only('every', 'weekday_set') && sets.length === 1 && (isEvery || sets[0]!.plural))
    yield* often(({ weekday }) => sets[0]!.weekdays.includes(weekday));
  if (only('every', 'unit') && isEvery && units.length === 1 && units[0]!.ms === dayLength) yield* often(() => true);
}

/** `every 2 days`, `every 2 weeks on monday`, `every other monday`: counted from the first that fits. */
function* counted({ of, has, only, once }: Days, time: Time, said: Said): Generator<Meant> {
  const [weekday, ...more] = of('weekday');
  const isCounted = of('every').length === 1 && more.length === 0;
  if (!isCounted || !only('every', 'length', 'other', 'unit', 'weekday')) return;
  const step = stepOf(of('length'), of('unit'), has('other'), weekday !== undefined);
  if (step === null) return;
  const isNamed = (date: CalendarDay) => !weekday || date.weekday === weekday.weekday;
  for (const { instants } of once(isNamed)) {
    const begun = dayNumber(instants[0]!, said.zone);
    const isNext: Fits = ({ number }) => (number - begun) % step === 0 && number >= begun;
    yield* found(isNext, time, said, compared);
  }
}

/** In days; null where none is said, or weeks without a weekday. */
function stepOf(
  lengths: readonly Fact<'length'>[],
  units: readonly Fact<'unit'>[],
  other: boolean,
  ofWeekday: boolean,
): number | null {
  const [length, unit] = [lengths[0], units[0]];
  if (lengths.length + units.length > 1 || (length && length.ms > 0)) return null;
  if (other === (length !== undefined)) return null;
  const step = length ? length.days : unit ? (2 * unit.ms) / dayLength : 14;
  const isWeeks = step % 7 === 0;
  if (!Number.isInteger(step) || step < 1 || (ofWeekday && !isWeeks) || (!ofWeekday && !length && !unit)) return null;
  return ofWeekday || unit?.ms !== 7 * dayLength ? step : null;
}

function* ofTheMonth({ of, has, only, often }: Days): Generator<Meant> {
  const [weekday, number, nth] = [of('weekday')[0], of('number')[0], of('nth')[0]];
  const isOne = (is: Sense['is']) => of(is).length === 1;
  if (only('every', 'every_month', 'month_word', 'last_day') && isOne('last_day')) yield* often(isLastDay);
  const isNth = only('every', 'every_month', 'month_word', 'nth', 'weekday') && isOne('nth') && isOne('weekday');
  if (isNth && weekday && nth) {
    const fits: Fits = (date) =>
      nth.nth === 'last' ? date.day > monthLength(date) - 7 : Math.ceil(date.day / 7) === nth.nth;
    yield* often((date) => date.weekday === weekday.weekday && fits(date));
  }
  const words = [
    'every',
    'every_month',
    'month_word',
    'number',
    'day_number',
    'or_last_day',
    'if_there_is_one',
  ] as const;
  if (!only(...words) || !isOne('number') || !number || !(number.ordinal || has('day_number'))) return;
  const { value } = number;
  const skips = has('if_there_is_one');
  if (value >= 1 && value <= 31)
    yield* often((date) => date.day === value || (!skips && date.day < value && isLastDay(date)));
}

/** Those of a list, with what lies between the ends of a range; null where they are not one list. */
function weekdaysNamed({ list, commas }: Facts, count: number): Set<number> | null {
  const named = new Set<number>();
  let before = null as number | null;
  let [links, isRange, isLinked] = [0, false, false];
  for (const [index, sense] of list.entries()) {
    if (sense.is === 'range' && before === null) return null;
    if (sense.is === 'range') isRange = true;
    if ((sense.is === 'range' || sense.is === 'comma_or_and') && before !== null) isLinked = true;
    if (sense.is !== 'weekday') continue;
    if (isRange) for (let each: number = before!; each !== sense.weekday; each = (each % 7) + 1) named.add(each);
    if (before !== null && isLinked) links += 1;
    named.add(sense.weekday);
    [before, isRange, isLinked] = [sense.weekday, false, commas.has(index)];
  }
  return links === count - 1 ? named : null;
}
