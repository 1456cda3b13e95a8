import { describe, expect, it } from 'vitest';
import { readHold, readWhen, splitWords } from '../../src/when/index.js';

const understanding = { now: Date.parse('2026-11-20T10:15:00-03:00'), zone: 'America/Sao_Paulo' };
const when = (text: string, start = 0) => readWhen(splitWords(text), start, understanding);
const hold = (text: string, start = 0) => readHold(splitWords(text), start, understanding);
const at = (text: string): number => Date.parse(`2026-${text}-03:00`);
const hour = 3_600_000;

describe('readWhen within a command', () => {
  it.each([
    ['in 5s m2 for 24h', 2],
    ['every minute m1', 2],
    ['every minute', 2],
    ['tomorrow 9:00 Hello all, meeting at 10 for 7d in g1', 2],
    ['tomorrow 9:00, Hello', 2],
    ['tomorrow 9:00 for 7d', 2],
    ['amanhã 9h por 7 dias', 2],
    ['amanhã 9h até sexta 18h', 2],
    ['amanhã 9h para sempre', 2],
    ['every day 9:00 until friday 18:00', 3],
    ['in 2h in g1', 2],
    ['every monday 8:00 in Vendas', 3],
    ['every 6h slot 2', 2],
    ['every 6h unpin p4', 2],
    ['at 18:30 last', 2],
    ['tomorrow 9:00 last for 24h', 2],
    ['amanhã 9h último', 2],
    ['amanhã 9h Hoje tem reunião', 2],
    ['tomorrow 9:00 May we meet?', 2],
    ['tomorrow 9:00 Every member must vote', 2],
    ['amanhã 9h Todos os membros', 2],
    ['amanhã 9h Dia das mães', 2],
    ['tomorrow 9:00 100% off', 2],
    ['amanhã 9h 1️⃣ Regras', 2],
    ['tomorrow 9:00 "10 things to know"', 2],
    ['tomorrow 9:00 “Monday rules” in g1', 2],
    ['tomorrow 9:00\n10 things to know', 2],
    ['"0 9 * * 1-5" m7', 1],
    ['cron 0 9 * * 1-5 m7', 6],
    ['cron "0 9 * * 1-5" "hello"', 2],
  ])('stops at the first word that is no part of time: %s', (text, next) => {
    expect(when(text)).toMatchObject({ kind: 'understood', next });
  });

  it.each([
    ['tomorrow 9:00 10:00', '10:00'],
    ['tomorrow 9:00 10 things to know', '10'],
    ['tomorrow 9 m2', '9'],
    ['tomorrow 9:00 Monday rules', 'Monday'],
    ['tomorrow 9:00 may', 'may'],
    ['tomorrow 9:00 may 5', 'may'],
    ['9:00 next week Hello', 'next'],
    ['tomorrow 9:00 on business days Hello', 'on'],
    ['8h fim de semana Olá', 'fim'],
    ['segunda 8h da semana que vem', 'da'],
    ['segunda 8h que vem Olá', 'que'],
    ['todo dia 9h exceto domingo m1', 'exceto'],
    ['todo dia 9h a partir de segunda m1', 'a'],
    ['every day 9:00 from monday m1', 'from'],
    ['every 6h every 7h m1', 'every'],
    ['tomorrow 9:00 last friday', 'last'],
    ['tomorrow 9:00 in 2h', 'in'],
    ['tomorrow 9:00 UTC m1', 'UTC'],
    ['tomorrow 9:00 GMT-3 m1', 'GMT-3'],
    ['tomorrow 9:00 -03:00 m1', '-03:00'],
    ['tomorrow 9:00 America/New_York m1', 'America/New_York'],
    ['amanhã 9h horário de Brasília', 'horário'],
    ['mon,hello 8:00', 'hello'],
    ['every banana', 'banana'],
  ])('refuses %s, naming "%s", rather than take it for a text', (text, word) => {
    expect(when(text)).toEqual({ kind: 'not_understood', word });
  });

  it('begins at any word, and says which words it used', () => {
    expect(when('create News every  monday\t8:00 slot 2', 2)).toMatchObject({ words: 'every monday 8:00', next: 5 });
    expect(when('tomorrow', 0)).toEqual({ kind: 'no_time', words: 'tomorrow' });
    expect(when('tomorrow Hello', 0)).toEqual({ kind: 'no_time', words: 'tomorrow' });
    expect(when('tomorrow 9:00', 2)).toEqual({ kind: 'nothing' });
  });
});

describe('readHold', () => {
  it.each([
    ['for 24h', { kind: 'length', ms: 24 * hour }, 2],
    ['for 7d', { kind: 'length', ms: 168 * hour }, 2],
    ['for 3 hours', { kind: 'length', ms: 3 * hour }, 3],
    ['for 6 weeks', { kind: 'length', ms: 1_008 * hour }, 3],
    ['for 1 minute', { kind: 'length', ms: 60_000 }, 3],
    ['for 1h30', { kind: 'length', ms: 1.5 * hour }, 2],
    ['for 30d 10h 2m', { kind: 'length', ms: 730 * hour + 120_000 }, 4],
    ['for a day and a half', { kind: 'length', ms: 36 * hour }, 6],
    ['for 3 days 9h', { kind: 'length', ms: 81 * hour }, 4],
    ['por 7 dias', { kind: 'length', ms: 168 * hour }, 3],
    ['por uma semana in g1', { kind: 'length', ms: 168 * hour }, 3],
    ['durante 3 horas em g1', { kind: 'length', ms: 3 * hour }, 3],
    ['until friday 18:00 in g1', { kind: 'until', at: at('11-20T18:00') }, 3],
    ['until the 25th at 9:00', { kind: 'until', at: at('11-25T09:00') }, 5],
    ['até sexta 18h', { kind: 'until', at: at('11-20T18:00') }, 3],
    ['até às 18h', { kind: 'until', at: at('11-20T18:00') }, 3],
    ['até o dia 25 às 10h', { kind: 'until', at: at('11-25T10:00') }, 6],
    ['for ever', { kind: 'forever' }, 2],
    ['forever slot 2', { kind: 'forever' }, 1],
    ['Para Sempre', { kind: 'forever' }, 2],
  ])('reads %s', (text, expected, next) => {
    expect(hold(text)).toEqual({ kind: 'understood', hold: expected, next });
  });

  it.each([
    ['for banana', { kind: 'not_understood', word: 'banana' }],
    ['for 7 bananas', { kind: 'not_understood', word: 'bananas' }],
    ['for', { kind: 'not_understood', word: 'for' }],
    ['for 24h 7d', { kind: 'not_understood', word: '7d' }],
    ['for 24h 30', { kind: 'not_understood', word: '30' }],
    ['for 2 months', { kind: 'not_understood', word: 'months' }],
    ['for 0h', { kind: 'too_short', words: 'for 0h' }],
    ['until every monday 8:00', { kind: 'not_understood', word: 'every' }],
    ['until', { kind: 'not_understood', word: 'until' }],
    ['until friday', { kind: 'no_time', words: 'friday' }],
    ['until yesterday 9:00', { kind: 'past', at: at('11-19T09:00'), words: 'yesterday 9:00' }],
    ['até 31/02 9h', { kind: 'no_such_day', words: '31/02 9h' }],
    ['hello', { kind: 'no_hold' }],
    ['para todos', { kind: 'no_hold' }],
    ['', { kind: 'no_hold' }],
  ])('does not take "%s" for a hold', (text, refusal) => {
    expect(hold(text)).toEqual(refusal);
  });
});
