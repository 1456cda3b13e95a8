import { describe, expect, it } from 'vitest';
import { comingPlanned, describeRule, timetableOf } from '../../src/index.js';
import { parseWhen, readHold, readTimetable, splitWords } from '../../src/when/index.js';

/** Friday. */
const now = Date.parse('2026-11-20T10:15:00-03:00');
const understanding = { now, zone: 'America/Sao_Paulo' };
const around = { timeZone: 'America/Sao_Paulo', quietHours: null };
const read = (text: string) => readTimetable(splitWords(text), 0, understanding, { untilEnds: true });
const iso = (instant: number): string => new Date(instant - 3 * 3_600_000).toISOString().slice(0, 16);

function coming(text: string, count = 3): string[] {
  const reading = read(text);
  if (reading.kind !== 'understood') throw new Error(JSON.stringify(reading));
  const timetable = { ...timetableOf(reading.rule), ...reading.clauses };
  return comingPlanned(timetable, now, around, count).map(({ at }) => iso(at));
}

describe('a timetable in words', () => {
  it.each<[string, string[]]>([
    ['every day 9:00 from 1/12 until 2/12', ['2026-12-01T09:00', '2026-12-02T09:00']],
    ['todo dia 9h de 1/12 a 2/12', ['2026-12-01T09:00', '2026-12-02T09:00']],
    ['every day 9:00 starting on monday ending on tuesday 8:00', ['2026-11-23T09:00']],
    ['todo dia 9h a partir de segunda até terça 8h', ['2026-11-23T09:00']],
    ['every day 9:00 until tomorrow', ['2026-11-21T09:00']],
    ['todo dia 18h desde hoje até amanhã', ['2026-11-20T18:00', '2026-11-21T18:00']],
    ['every day 9:00 except weekends', ['2026-11-23T09:00', '2026-11-24T09:00', '2026-11-25T09:00']],
    ['todo dia 9h exceto aos sábados e domingos', ['2026-11-23T09:00', '2026-11-24T09:00', '2026-11-25T09:00']],
    ['every day 9:00 except mon-fri', ['2026-11-21T09:00', '2026-11-22T09:00', '2026-11-28T09:00']],
    ['every monday 9:00 except next monday and 7/12', ['2026-11-30T09:00', '2026-12-14T09:00', '2026-12-21T09:00']],
    ['toda segunda 9h exceto 21/12 a 4/1', ['2026-11-23T09:00', '2026-11-30T09:00', '2026-12-07T09:00']],
    [
      'toda segunda 9h de 14/12 a 20/1 exceto 21/12 a 4/1',
      ['2026-12-14T09:00', '2027-01-11T09:00', '2027-01-18T09:00'],
    ],
    ['every day 9:00 except 1/12 to 30/12 from 1/12 until 31/12', ['2026-12-31T09:00']],
    ['todo dia 9h exceto 2/1 a partir de 1/1', ['2027-01-01T09:00', '2027-01-03T09:00', '2027-01-04T09:00']],
    ['every day 9:00 except 30/11 and 2/12 from 1/12', ['2026-12-01T09:00', '2026-12-03T09:00', '2026-12-04T09:00']],
    ['every 6h from 1/12 8:00', ['2026-12-01T08:00', '2026-12-01T14:00', '2026-12-01T20:00']],
    ['every 2 weeks on monday 9:00 from 1/12', ['2026-12-07T09:00', '2026-12-21T09:00', '2027-01-04T09:00']],
    ['"0 9 * * 1" from 1/12 except 14/12', ['2026-12-07T09:00', '2026-12-21T09:00', '2026-12-28T09:00']],
  ])('%s', (text, expected) => {
    expect(coming(text)).toEqual(expected);
  });

  it.each<[string, object]>([
    ['every day 9:00 from 1/11/2026', { kind: 'past' }],
    ['every day 9:00 from 1/12 until tomorrow', { kind: 'past' }],
    ['todo dia 9h de 1/12 a amanhã', { kind: 'past' }],
    ['every day 9:00 from 1/12 except tomorrow', { kind: 'past' }],
    ['every day 9:00 until yesterday', { kind: 'past' }],
    ['every day 9:00 from 31/02', { kind: 'no_such_day' }],
    ['every day 9:00 except 30/02', { kind: 'no_such_day' }],
    ['every day 9:00 from monday,hello', { kind: 'not_understood', word: 'hello' }],
    ['tomorrow from 1/12', { kind: 'not_understood', word: 'from' }],
    ['every day 9:00 if quiet', { kind: 'not_understood', word: 'quiet' }],
    ['every day from 1/12', { kind: 'not_understood', word: 'from' }],
  ])('is refused by its word: %s', (text, refusal) => {
    expect(read(text)).toMatchObject(refusal);
  });
});

describe('moments of an event in words', () => {
  it.each<[string, string[]]>([
    ['5 days before 24/12 19:00', ['2026-12-19T19:00']],
    ['5 dias antes de 24/12 às 19h', ['2026-12-19T19:00']],
    ['5 dias antes do dia 24 de dezembro às 19h', ['2026-12-19T19:00']],
    ['2h before friday 18:00', ['2026-11-20T16:00']],
    ['half an hour before tomorrow at noon', ['2026-11-21T11:30']],
    ['meia hora antes de amanhã ao meio-dia', ['2026-11-21T11:30']],
    ['1 hour after 24/12 19:00', ['2026-12-24T20:00']],
    ['1 hour after 24/12 19:00 to 23:00', ['2026-12-25T00:00']],
    ['half-way through 24/12 19:00 to 23:00', ['2026-12-24T21:00']],
    ['na metade de 24/12 19h a 23h', ['2026-12-24T21:00']],
    ['half-way through 24/12 from 19:00 to 1:00', ['2026-12-24T22:00']],
    ['half-way through 24/12 19:00 to 26/12 19:00', ['2026-12-25T19:00']],
    [
      '5 days before, 1 day before and 2h before 24/12 19:00',
      ['2026-12-19T19:00', '2026-12-23T19:00', '2026-12-24T17:00'],
    ],
    ['2 dias antes e 2 horas antes de 24/12 das 19h às 23h', ['2026-12-22T19:00', '2026-12-24T17:00']],
    ['1 day before 2026-12-24T19:00', ['2026-12-23T19:00']],
  ])('%s', (text, expected) => {
    expect(coming(text)).toEqual(expected);
  });

  it.each<[string, object]>([
    ['35 days before 24/12 19:00', { kind: 'past', words: '35 days before' }],
    ['40 days before and 1 day before 24/12 19:00', { kind: 'past', words: '40 days before' }],
    ['half-way through 24/12 19:00', { kind: 'no_event_end', words: 'half-way through' }],
    ['5 days, 2h before 24/12 19:00', { kind: 'not_understood', word: 'before' }],
    ['5 days before christmas', { kind: 'not_understood', word: 'christmas' }],
    ['5 days before 24/12', { kind: 'not_understood', word: '24/12' }],
    ['0 days before 24/12 19:00', { kind: 'too_short' }],
    ['5 days before 31/02 19:00', { kind: 'no_such_day' }],
    ['5 days before every monday 19:00', { kind: 'not_understood', word: 'every' }],
  ])('is refused by its word: %s', (text, refusal) => {
    expect(parseWhen(text, understanding)).toMatchObject(refusal);
  });

  it('are described so that they can be typed again', () => {
    const texts = ['5 days before and 90 minutes before 24/12 19:00', 'half-way through 24/12 19:00 to 25/12 1:00'];
    for (const text of [...texts, '1 day after 24/12 19:00 to 23:00', '1 day and 2 hours before 24/12 19:00'])
      for (const language of ['en', 'pt-BR'] as const) {
        const reading = parseWhen(text, understanding);
        if (reading.kind !== 'understood') throw new Error(JSON.stringify(reading));
        const described = describeRule(reading.rule, language, 'UTC').replace(/ \(\S+\)$/, '');
        expect(parseWhen(described, understanding)).toMatchObject({ kind: 'understood', rule: reading.rule });
      }
  });

  it('end a hold by it', () => {
    const event = { start: now, end: now + 4 * 3_600_000 };
    const hold = (text: string) => readHold(splitWords(text), 0, { ...understanding, event });
    expect(hold('until half-way in g1')).toEqual({
      ...{ kind: 'understood', hold: { kind: 'until', at: now + 2 * 3_600_000, of: 'middle' }, next: 2 },
    });
    expect(hold('até acabar')).toMatchObject({ hold: { at: event.end } });
    expect(hold('until it begins')).toMatchObject({ hold: { at: event.start } });
    expect(hold('until friday 18:00')).toMatchObject({ hold: { at: Date.parse('2026-11-20T18:00-03:00') } });
    expect(readHold(splitWords('until half-way'), 0, understanding)).toEqual({
      ...{ kind: 'not_understood', word: 'half-way' },
    });
  });
});
