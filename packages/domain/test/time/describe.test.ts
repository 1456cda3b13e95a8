import { describe, expect, it } from 'vitest';
import { type CalendarPattern, describeRule, type Rule } from '../../src/time/index.js';

const zone = 'America/Sao_Paulo';
const calendar = (pattern: CalendarPattern, hour = 8): Rule => ({ kind: 'calendar', pattern, hour, minute: 0, zone });

describe('describeRule', () => {
  it.each<[Rule, string, string]>([
    [calendar({ kind: 'every_day' }, 1), 'every day 01:00', 'todo dia à 01:00'],
    [calendar({ kind: 'weekdays', weekdays: [1] }), 'every Monday 08:00', 'toda segunda-feira às 08:00'],
    [
      calendar({ kind: 'weekdays', weekdays: [2, 4, 6] }),
      'every Tuesday, Thursday and Saturday 08:00',
      'toda terça-feira, quinta-feira e sábado às 08:00',
    ],
    [calendar({ kind: 'weekdays', weekdays: [6] }), 'every Saturday 08:00', 'todo sábado às 08:00'],
    [calendar({ kind: 'weekdays', weekdays: [1, 2, 3, 4, 5] }), 'every weekday 08:00', 'todo dia útil às 08:00'],
    [calendar({ kind: 'weekdays', weekdays: [6, 7] }), 'every weekend 08:00', 'todo fim de semana às 08:00'],
    [calendar({ kind: 'every_days', count: 3, from: '2026-11-20' }), 'every 3 days 08:00', 'a cada 3 dias às 08:00'],
    [
      calendar({ kind: 'every_days', count: 14, from: '2026-11-22' }),
      'every 2 weeks on Sunday 08:00',
      'a cada 2 semanas no domingo às 08:00',
    ],
    [
      calendar({ kind: 'day_of_month', day: 1, missingDay: 'last' }),
      'every month on the 1st 08:00',
      'todo dia 1º às 08:00',
    ],
    [
      calendar({ kind: 'day_of_month', day: 31, missingDay: 'last' }),
      'every month on the 31st or the last day 08:00',
      'todo dia 31 ou último dia às 08:00',
    ],
    [
      calendar({ kind: 'day_of_month', day: 31, missingDay: 'skip' }),
      'every month on the 31st if there is one 08:00',
      'todo dia 31 se houver às 08:00',
    ],
    [calendar({ kind: 'last_day_of_month' }), 'every last day of the month 08:00', 'todo último dia do mês às 08:00'],
    [
      calendar({ kind: 'weekday_of_month', nth: 'last', weekday: 5 }),
      'every last Friday of the month 08:00',
      'toda última sexta-feira do mês às 08:00',
    ],
    [{ kind: 'cron', expression: '0 9 * * 1-5', zone }, 'cron "0 9 * * 1-5"', 'cron "0 9 * * 1-5"'],
    [
      { kind: 'once', at: Date.parse('2026-12-25T09:00-03:00') },
      'Friday 25/12/2026 09:00',
      'sexta-feira, 25/12/2026 09:00',
    ],
  ])('names the days, the time and the zone: %j', (rule, english, portuguese) => {
    expect(describeRule(rule, 'en', zone)).toBe(`${english} (${zone})`);
    expect(describeRule(rule, 'pt-BR', zone)).toBe(`${portuguese} (${zone})`);
  });

  it.each([
    [60_000, 'every minute', 'a cada minuto'],
    [6 * 3_600_000, 'every 6 hours', 'a cada 6 horas'],
    [5_401_000, 'every 1 hour 30 minutes 1 second', 'a cada 1 hora 30 minutos 1 segundo'],
  ])('needs no zone for an interval: %i ms', (everyMs, english, portuguese) => {
    const rule: Rule = { kind: 'interval', everyMs, from: 0 };
    expect(describeRule(rule, 'en', zone)).toBe(english);
    expect(describeRule(rule, 'pt-BR', zone)).toBe(portuguese);
  });
});
