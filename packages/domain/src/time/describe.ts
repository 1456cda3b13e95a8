import { dayNumberOf, weekdayOfDay } from './calendar.js';
import { englishRuleWords } from './describe-en.js';
import { portugueseRuleWords } from './describe-pt.js';
import type { EventMoment, EventRule } from './event.js';
import type { CalendarPattern, Rule } from './rule.js';
import { type Instant, wallTimeAt, type Weekday } from './zone.js';

/** What a language has to say to put a rule into words. `time` is `08:05`. */
export interface RuleWords {
  once(weekday: Weekday, date: string, time: string): string;
  interval(everyMs: number): string;
  calendar(pattern: CalendarPattern, hour: number, time: string): string;
  /** `event` is its beginning and, where it has one, its end. */
  event(moments: readonly EventMoment[], event: readonly string[]): string;
}

const languages = { en: englishRuleWords, 'pt-BR': portugueseRuleWords } as const;
export type RuleLanguage = keyof typeof languages;

/**
 * A rule in words that can be typed again, and the zone in brackets: `every Monday 08:00 (America/Sao_Paulo)`.
 * `zone` is for what has none of its own: a rule for one moment.
 */
export function describeRule(rule: Rule, language: RuleLanguage, zone: string): string {
  const words = languages[language];
  switch (rule.kind) {
    case 'once':
      return `${onceInWords(rule.at, zone, words)} (${zone})`;
    case 'interval':
      return words.interval(rule.everyMs);
    case 'calendar':
      return `${words.calendar(rule.pattern, rule.hour, clock(rule.hour, rule.minute))} (${rule.zone})`;
    case 'event':
      return `${eventInWords(rule, words)} (${rule.zone})`;
    case 'cron':
      return `cron "${rule.expression}" (${rule.zone})`;
  }
}

function onceInWords(at: Instant, zone: string, words: RuleWords): string {
  const wall = wallTimeAt(at, zone);
  const date = `${two(wall.day)}/${two(wall.month)}/${wall.year}`;
  return words.once(weekdayOfDay(dayNumberOf(wall)), date, clock(wall.hour, wall.minute));
}

function eventInWords({ event, moments, zone }: EventRule, words: RuleWords): string {
  const ends = [event.start, event.end].filter((at) => at !== null);
  return words.event(
    moments,
    ends.map((at) => onceInWords(at, zone, words)),
  );
}

const two = (number: number): string => String(number).padStart(2, '0');
const clock = (hour: number, minute: number): string => `${two(hour)}:${two(minute)}`;
