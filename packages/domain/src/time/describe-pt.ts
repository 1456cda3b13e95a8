import { weekdayOfText } from './calendar.js';
import type { RuleWords } from './describe.js';
import type { EventMoment } from './event.js';
import { lengthParts, type LengthUnit, lengthWithDays } from './length.js';
import type { CalendarPattern } from './rule.js';
import { namedSet } from './weekday-set.js';
import type { Weekday } from './zone.js';

const weekdays = [
  'segunda-feira',
  'terça-feira',
  'quarta-feira',
  'quinta-feira',
  'sexta-feira',
  'sábado',
  'domingo',
] as const;
const feminine = {
  every: 'toda',
  on: 'na',
  1: 'primeira',
  2: 'segunda',
  3: 'terceira',
  4: 'quarta',
  last: 'última',
} as const;
const masculine = {
  every: 'todo',
  on: 'no',
  1: 'primeiro',
  2: 'segundo',
  3: 'terceiro',
  4: 'quarto',
  last: 'último',
} as const;
const units: Record<LengthUnit | 'day', string> = { day: 'dia', hour: 'hora', minute: 'minuto', second: 'segundo' };

const nameOf = (weekday: Weekday): string => weekdays[weekday - 1]!;
const genderOf = (weekday: Weekday) => (weekday <= 5 ? feminine : masculine);

export const portugueseRuleWords: RuleWords = {
  once: (weekday, date, time) => `${nameOf(weekday)}, ${date} ${time}`,
  interval: (everyMs) => `a cada ${intervalWords(everyMs)}`,
  event: (moments, event) => `${listed(moments.map(momentWords))} de ${event.join(' a ')}`,
  calendar: (pattern, hour, time) => `${patternWords(pattern)} ${hour === 1 ? 'à' : 'às'} ${time}`,
};

function intervalWords(everyMs: number): string {
  const parts = lengthParts(everyMs);
  const [only] = parts;
  if (parts.length === 1 && only?.count === 1) return units[only.unit];
  return parts.map(({ count, unit }) => `${count} ${units[unit]}${count === 1 ? '' : 's'}`).join(' ');
}

function momentWords({ of, days, ms }: EventMoment): string {
  if (of === 'middle') return 'na metade';
  const length = lengthWithDays(Math.abs(days), Math.abs(ms))
    .map(({ count, unit }) => `${count} ${units[unit]}${count === 1 ? '' : 's'}`)
    .join(' ');
  return `${length} ${days < 0 || ms < 0 ? 'antes' : 'depois'}`;
}

function patternWords(pattern: CalendarPattern): string {
  switch (pattern.kind) {
    case 'every_day':
      return 'todo dia';
    case 'weekdays':
      return weekdayWords(pattern.weekdays);
    case 'every_days':
      return everyDaysWords(pattern);
    case 'day_of_month':
      return `todo dia ${pattern.day === 1 ? '1º' : pattern.day}${missingDayWords(pattern)}`;
    case 'last_day_of_month':
      return 'todo último dia do mês';
    case 'weekday_of_month': {
      const words = genderOf(pattern.weekday);
      return `${words.every} ${words[pattern.nth]} ${nameOf(pattern.weekday)} do mês`;
    }
  }
}

function weekdayWords(days: readonly Weekday[]): string {
  const set = namedSet(days);
  if (set) return set === 'working_days' ? 'todo dia útil' : 'todo fim de semana';
  const names = days.map(nameOf);
  return `${genderOf(days[0] ?? 1).every} ${listed(names)}`;
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} e ${names.at(-1)}`;
}

function everyDaysWords({ count, from }: { count: number; from: string }): string {
  if (count % 7 !== 0) return `a cada ${count} dias`;
  const weekday = weekdayOfText(from);
  return `a cada ${count / 7} semanas ${genderOf(weekday).on} ${nameOf(weekday)}`;
}

function missingDayWords({ day, missingDay }: { day: number; missingDay: 'skip' | 'last' }): string {
  if (day <= 28) return '';
  return missingDay === 'last' ? ' ou último dia' : ' se houver';
}
