import { figureSenses } from './figures.js';
import { table } from './vocabulary.js';

/**
 * What a word of time may mean, written down a second time and for the tests alone: nothing here comes from the grammar
 * that is tested. A word that is not here means nothing, and a phrase that has it must be refused.
 */
export type Sense =
  /** Joins other words and says nothing. */
  | { is: 'filler' }
  | { is: 'weekday'; weekday: number; plural?: true }
  | { is: 'month'; month: number }
  | { is: 'number'; value: number; ordinal?: true }
  | { is: 'nth'; nth: number | 'last' }
  | { is: 'unit'; ms: number }
  /** Whole days apart: they keep the time of day. */
  | { is: 'length'; days: number; ms: number; unit?: number }
  /** `exact`: no part of the day makes another hour of it. `whole`: without minutes. */
  | { is: 'time'; hour: number; minute: number; exact: boolean; whole: boolean }
  | { is: 'half_day'; half: 'am' | 'pm' }
  | { is: 'part'; part: 'small_hours' | 'morning' | 'afternoon' | 'evening' | 'night' }
  | { is: 'relative'; days: number }
  | { is: 'date'; day: number; month: number; year: number | null }
  | { is: 'instant'; at: number }
  | { is: 'wall'; text: string }
  | { is: 'weekday_set'; weekdays: readonly number[]; plural: boolean }
  | { is: 'half' }
  | { is: 'and_a_half' }
  | { is: 'or_last_day' | 'if_there_is_one' | 'last_day' | 'day_number' | 'month_word' | 'every_month' }
  | { is: 'every' | 'other' | 'in' | 'at' | 'next' | 'range' | 'hour_mark' | 'comma_or_and' };

/** Several words that are one; what they become begins with an underscore, which nobody types. */
const idioms: readonly (readonly [RegExp, string])[] = [
  [/\b(the )?day after tomorrow\b|\bdepois de amanha\b/g, '_after_tomorrow'],
  [/\bday before yesterday\b/g, '_before_yesterday'],
  [/\b(segunda|terca|quarta|quinta|sexta|[2-6]a)[- ]feira\b/g, '$1'],
  [/\b(segundas|tercas|quartas|quintas|sextas)-feiras\b/g, '$1'],
  [/\bmeio[- ]dia\b/g, '_noon'],
  [/\bmeia[- ]noite\b/g, '_midnight'],
  [/\b(working|business) day\b|\bworkday\b|\bweekday\b|\bdia util\b/g, '_working_day'],
  [/\b(working|business) days\b|\bworkdays\b|\bweekdays\b|\bdias uteis\b/g, '_working_days'],
  [/\bweekend\b|\b(fim|final) de semana\b/g, '_weekend'],
  [/\bweekends\b|\b(fins|finais) de semana\b/g, '_weekends'],
  [/\bor (the )?last day\b|\bou (o |no )?ultimo dia\b/g, '_or_last_day'],
  [/\bif there is one\b|\bse houver\b/g, '_if_there_is_one'],
  [
    /\b(last day|ultimo dia) (of (each|every) month|de (cada|todo) mes|de todos os meses)(?= |$)/g,
    '_last_day _of_every_month',
  ],
  [/\b(last day|ultimo dia)( of (the )?month| do mes)?(?= |$)/g, '_last_day'],
  [/\bof (each|every) month\b|\bde (cada|todo) mes\b|\bde todos os meses\b/g, '_of_every_month'],
  [/\bof (the )?month\b|\bdo mes\b/g, '_of_the_month'],
  [/\bde hora em hora\b/g, '_hour_by_hour'],
  [/\b(?:de|do|da|of) 0*(\w+) (?:em|in|daqui a|daqui|dentro de) 0*\1(?= )/g, '_every $1'],
  [/\b(a cada|todos os|todas as)(?= |$)/g, '_every'],
  [/\bque vem\b/g, '_next'],
  // Before a length these say "from now"; here they say nothing.
  [/\bin (?=the (morning|afternoon|evening)\b)/g, ''],
  [/\bem (?=\d{1,4}([/.-]|o? de | (jan|fev|mar|abr|mai|jun|jul|ago|set|out|nov|dez)\b))/g, ''],
  [
    /\bem (?=(amanha|hoje|anteontem|ontem|today|tomorrow|yesterday|_after_tomorrow|dia|proxim[ao]|(seg|ter|qua|qui|sex|sab|dom|mon|tue|wed|thu|fri|sat|sun)[a-z]*)( |,|$))/g,
    '',
  ],
  [/\b(this morning|esta manha)\b/g, 'today morning'],
  [/\b(this afternoon|esta tarde)\b/g, 'today afternoon'],
  [/\bthis evening\b/g, 'today evening'],
  [/\b(tonight|esta noite)\b/g, 'today night'],
  [/\b(and a half|e meia|e meio)(?= |$)/g, '_and_a_half'],
];

export interface OracleWord {
  text: string;
  senses: readonly Sense[];
  comma: boolean;
}

/** The words of a phrase with all that each may mean; null where one means nothing. */
export function wordsOf(phrase: string): OracleWord[] | null {
  const words = plain(phrase)
    .split(' ')
    .flatMap((word) => word.split(/(?<=[a-z],)(?=[a-z])/))
    .flatMap((word) => rangeApart(word));
  const read = words.map((word): OracleWord => {
    const text = word.replace(/[.,;:]+$/, '');
    return { text, comma: word.endsWith(','), senses: [...(table.get(text) ?? []), ...figureSenses(text)] };
  });
  return read.every(({ senses }) => senses.length > 0) ? read : null;
}

function plain(phrase: string): string {
  let text = phrase.trim().replace(/\s+/g, ' ').replaceAll('º', 'o').replaceAll('ª', 'a').replaceAll('’', "'");
  text = text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
  text = text.replace(/\b([ap])\.m\.?(?= |,|$)/g, '$1m');
  for (const [idiom, replacement] of idioms) text = text.replace(idiom, replacement);
  return text;
}

function rangeApart(word: string): string[] {
  const [first, last, ...more] = word.split(/[-–]/);
  const isWeekday = (text: string | undefined) =>
    table.get((text ?? '').replace(/[.,;:]+$/, ''))?.some((sense) => sense.is === 'weekday' && !sense.plural) ?? false;
  return more.length === 0 && isWeekday(first) && isWeekday(last) ? [first!, '-', last!] : [word];
}
