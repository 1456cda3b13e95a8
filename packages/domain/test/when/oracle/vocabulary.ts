import type { Sense } from './senses.js';

const day = 86_400_000;
const hour = 3_600_000;
const minute = 60_000;
/** By word, in lower case and without accents. */
export const table = new Map<string, Sense[]>();

function means(words: string, ...senses: Sense[]): void {
  for (const word of words.split('|')) table.set(word, [...(table.get(word) ?? []), ...senses]);
}

const weekdayWords = [
  ['monday|mon|segunda|seg|2a', 'mondays|segundas'],
  ['tuesday|tue|tues|terca|ter|3a', 'tuesdays|tercas'],
  ['wednesday|wed|quarta|qua|4a', 'wednesdays|quartas'],
  ['thursday|thu|thur|thurs|quinta|qui|5a', 'thursdays|quintas'],
  ['friday|fri|sexta|sex|6a', 'fridays|sextas'],
  ['saturday|sat|sabado|sab', 'saturdays|sabados'],
  ['sunday|sun|domingo|dom', 'sundays|domingos'],
] as const;
weekdayWords.forEach(([one, many], index) => {
  means(one, { is: 'weekday', weekday: index + 1 });
  means(many, { is: 'weekday', weekday: index + 1, plural: true });
});
[
  'january|jan|janeiro',
  'february|feb|fevereiro|fev',
  'march|mar|marco',
  'april|apr|abril|abr',
  'may|maio|mai',
  'june|jun|junho',
  'july|jul|julho',
  'august|aug|agosto|ago',
  'september|sep|sept|setembro|set',
  'october|oct|outubro|out',
  'november|nov|novembro',
  'december|dec|dezembro|dez',
].forEach((words, index) => means(words, { is: 'month', month: index + 1 }));
const numberWords: Record<number, string> = {
  1: 'a|an|one|um|uma',
  2: 'two|dois|duas',
  3: 'three|tres',
  4: 'four|quatro',
  5: 'five|cinco',
  6: 'six|seis',
  7: 'seven|sete',
  8: 'eight|oito',
  9: 'nine|nove',
  10: 'ten|dez',
  11: 'eleven|onze',
  12: 'twelve|doze',
  15: 'fifteen|quinze',
  20: 'twenty|vinte',
  30: 'thirty|trinta',
};
for (const [value, words] of Object.entries(numberWords)) means(words, { is: 'number', value: Number(value) });
means('first|primeiro|primeira', { is: 'nth', nth: 1 }, { is: 'number', value: 1, ordinal: true });
means('second|segundo|segunda', { is: 'nth', nth: 2 });
means('third|terceiro|terceira', { is: 'nth', nth: 3 });
means('fourth|quarto|quarta', { is: 'nth', nth: 4 });
means('last|ultimo|ultima', { is: 'nth', nth: 'last' });
means('second|seconds|s|sec|secs|segundo|segundos|seg', { is: 'unit', ms: 1_000 });
means('minute|minutes|m|min|mins|minuto|minutos', { is: 'unit', ms: minute });
means('hour|hours|h|hr|hrs|hs|hora|horas', { is: 'unit', ms: hour });
means('day|days|d|dia|dias', { is: 'unit', ms: day });
means('week|weeks|w|wk|wks|semana|semanas', { is: 'unit', ms: 7 * day });
means("h|hs|o'clock|oclock|hora|horas", { is: 'hour_mark' });
means('am', { is: 'half_day', half: 'am' });
means('pm', { is: 'half_day', half: 'pm' });
means('madrugada', { is: 'part', part: 'small_hours' });
means('morning|manha', { is: 'part', part: 'morning' });
means('afternoon|tarde', { is: 'part', part: 'afternoon' });
means('evening', { is: 'part', part: 'evening' });
means('night|noite', { is: 'part', part: 'night' });
means('_before_yesterday|anteontem', { is: 'relative', days: -2 });
means('yesterday|ontem', { is: 'relative', days: -1 });
means('today|hoje', { is: 'relative', days: 0 });
means('tomorrow|amanha', { is: 'relative', days: 1 });
means('_after_tomorrow', { is: 'relative', days: 2 });
means('noon|midday|_noon', { is: 'time', hour: 12, minute: 0, exact: true, whole: true });
means('midnight|_midnight', { is: 'time', hour: 0, minute: 0, exact: true, whole: true });
means('_working_day', { is: 'weekday_set', weekdays: [1, 2, 3, 4, 5], plural: false });
means('_working_days', { is: 'weekday_set', weekdays: [1, 2, 3, 4, 5], plural: true });
means('_weekend', { is: 'weekday_set', weekdays: [6, 7], plural: false });
means('_weekends', { is: 'weekday_set', weekdays: [6, 7], plural: true });
means('daily|everyday|diariamente', { is: 'weekday_set', weekdays: [1, 2, 3, 4, 5, 6, 7], plural: true });
means('hourly|_hour_by_hour', { is: 'length', days: 0, ms: hour });
means('weekly|semanalmente|each|every|cada|todo|toda|todos|todas|_every', { is: 'every' });
means('monthly|mensalmente', { is: 'every_month' });
means('_of_every_month', { is: 'every_month' });
means('month|months|mes|meses|_of_the_month', { is: 'month_word' });
means('_last_day', { is: 'last_day' });
means('_or_last_day', { is: 'or_last_day' });
means('_if_there_is_one', { is: 'if_there_is_one' });
means('half|meia|meio', { is: 'half' });
means('_and_a_half', { is: 'and_a_half' });
means('other', { is: 'other' });
means('next|proxima|proximo|_next', { is: 'next' });
means('in|em|daqui|dentro', { is: 'in' });
means('at|@|as|a|ao', { is: 'at' });
means('dia', { is: 'day_number' });
means('to|through|a|ate|-', { is: 'range' });
means('and|&|e', { is: 'comma_or_and' });
means('on|the|of|this|from|de|do|da|no|na|nos|nas|neste|nesta|este|esta|o|os|a|as|ao|aos|pela', {
  is: 'filler',
});

/** Units by their words, in milliseconds. */
export const unitWords: ReadonlyMap<string, number> = new Map(
  [...table].flatMap(([word, senses]) =>
    senses.flatMap((sense): [string, number][] => (sense.is === 'unit' ? [[word, sense.ms]] : [])),
  ),
);
