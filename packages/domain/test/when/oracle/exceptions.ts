import type { Exceptions } from '../../../src/index.js';
import type { Said } from './meaning.js';
import { type Sense, wordsOf } from './senses.js';
import { daySaid, midnight, oneOf, type Spoken, typedOf } from './spoken.js';

const dayLength = 86_400_000;

const except = oneOf('except', 'except for', 'but not', 'exceto', 'menos', 'fora', 'salvo');
const to = oneOf('to', 'through', 'a', 'ate');

/** Whether words leave out these days: a list of weekdays, days and ranges of days, each said once. */
export function exceptSaid(words: Spoken, read: Exceptions, said: Said, from?: number): boolean {
  const list = except.after(words);
  if (!list || read.zone !== said.zone) return false;
  const weekdays = new Set<number>();
  let days = 0;
  for (const item of itemsOf(list)) {
    const named = weekdaysOf(item);
    if (named) named.forEach((weekday) => weekdays.add(weekday));
    else if (rangeSaid(item, read.days[days], said, from)) days += 1;
    else return false;
  }
  return days === read.days.length && [...weekdays].toSorted((a, b) => a - b).join() === read.weekdays.join();
}

function itemsOf(list: Spoken): Spoken[] {
  const items: { typed: string; plain: string }[][] = [[]];
  for (const [index, word] of list.entries()) {
    const isAnd = ['and', 'e', '&'].includes(word.plain);
    if (!isAnd) items.at(-1)!.push(word);
    if ((isAnd || word.typed.endsWith(',')) && index < list.length - 1 && items.at(-1)!.length > 0) items.push([]);
  }
  return items;
}

/** All days of these names; null where the words say something else. */
function weekdaysOf(item: Spoken): Set<number> | null {
  // An article is no range: `exceto a quarta`.
  const senses = (wordsOf(typedOf(item)) ?? []).map(({ senses: all }, index) =>
    all.find((sense) => isOfWeekdays(sense) && (index > 0 || sense.is !== 'range')),
  );
  if (senses.length === 0 || senses.some((sense) => sense === undefined)) return null;
  const said = (senses as Sense[]).filter(({ is }) => is !== 'filler');
  const named = said.flatMap((sense) => (sense.is === 'weekday' ? [sense.weekday] : []));
  const [first, second] = said;
  if (said.length === 1 && first!.is === 'weekday_set') return new Set(first!.weekdays);
  if (said.length === 1 && first!.is === 'weekday') return new Set(named);
  if (said.length !== 3 || named.length !== 2 || second!.is !== 'range') return null;
  const days = new Set<number>();
  for (let each = named[0]!; each !== named[1]!; each = (each % 7) + 1) days.add(each);
  return days.add(named[1]!);
}

const isOfWeekdays = ({ is }: Sense): boolean =>
  is === 'weekday' || is === 'weekday_set' || is === 'range' || is === 'filler';

function rangeSaid(
  item: Spoken,
  range: Exceptions['days'][number] | undefined,
  said: Said,
  from: number | undefined,
): boolean {
  if (!range) return false;
  const [first, last] = [numberOf(range.from), numberOf(range.to)];
  if (first === last && daySaid(item, first, said, from)) return true;
  for (let at = 1; at < item.length; at += 1) {
    const end = to.after(item.slice(at));
    const begun = Math.max(midnight(first, said.zone), from ?? 0);
    if (end?.length && daySaid(item.slice(0, at), first, said, from) && daySaid(end, last, said, begun)) return true;
  }
  return false;
}

const numberOf = (day: string): number => Date.parse(`${day}T00:00Z`) / dayLength;
