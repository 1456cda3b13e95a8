import { splitWords } from '@pinwheel/domain';
import { describe, expect, it } from 'vitest';
import { readSchedule } from '../src/grammar/schedule-words.js';

/** Friday, 10:15. */
const understanding = { now: Date.parse('2026-11-20T10:15:00-03:00'), zone: 'America/Sao_Paulo' };
const at = (text: string): number => Date.parse(`${text}-03:00`);
const hour = 3_600_000;

function read(text: string) {
  const reading = readSchedule(text, splitWords(text), understanding);
  if (reading.kind === 'misread') throw new Error(JSON.stringify(reading.misread));
  return reading.value;
}
function misreading(text: string) {
  const reading = readSchedule(text, splitWords(text), understanding);
  return reading.kind === 'misread' ? reading.misread : reading;
}

describe('what is scheduled', () => {
  it.each([
    'every monday 8:00 from 1/12 until 20/12 except 14/12 if quiet skip catch up once within 2h m7 for 24h',
    'every monday 8:00 m7 for 24h from 1/12 to 20/12 except 14/12 catch up once within 2h if quiet skip',
    'every monday 8:00 until 20/12 m7 from 1/12 for 24h except 14/12 if quiet skip catch up once within 2h',
    'toda segunda 8h de 1/12 a 20/12 exceto 14/12 se silêncio pular recuperar uma em até 2h m7 por 24h',
    'toda segunda 8h a partir de 1/12 m7 por 24h exceto 14/12 terminando 20/12 no silêncio pular recuperar uma vez em até 2h',
  ])('is the same wherever the clauses stand: %s', (text) => {
    expect(read(text)).toMatchObject({
      rule: { kind: 'calendar', pattern: { kind: 'weekdays', weekdays: [1] }, hour: 8 },
      clauses: {
        from: at('2026-12-01T00:00'),
        until: at('2026-12-20T23:59:59.999'),
        except: { days: [{ from: '2026-12-14', to: '2026-12-14' }], weekdays: [] },
        ifQuiet: 'skip',
        catchUp: { policy: 'once', graceMs: 2 * hour },
      },
      what: 'pin',
      rest: {
        target: { kind: 'ref', id: 7 },
        options: { hold: { kind: 'length', ms: 24 * hour }, slot: null, chat: null },
      },
    });
  });

  it('ends with "until" before a target, and holds with "until" after it or in a reply, as it always did', () => {
    expect(read('every day 9:00 until friday 18:00 m7')).toMatchObject({
      clauses: { until: at('2026-11-20T18:00') },
      rest: { options: { hold: null } },
    });
    for (const text of ['every day 9:00 m7 until friday 18:00', 'every day 9:00 until friday 18:00'])
      expect(read(text)).toMatchObject({
        clauses: {},
        rest: { options: { hold: { kind: 'until', at: at('2026-11-20T18:00') } } },
      });
    expect(misreading('tomorrow 9:00 until friday 18:00 m7')).toMatchObject({ kind: 'stray_word', word: 'm7' });
  });

  it('has moments of an event, and a hold that ends by it', () => {
    const party = read('5 days before 24/12 19:00 to 23:00 m7 until half-way');
    expect(party).toMatchObject({
      rule: { kind: 'event', event: { start: at('2026-12-24T19:00'), end: at('2026-12-24T23:00') } },
      rest: { options: { hold: { kind: 'until', at: at('2026-12-24T21:00'), of: 'middle' } } },
    });
    expect(read('5 dias antes de 24/12 das 19h às 23h m7 até a metade')).toMatchObject({
      rule: party.rule,
      rest: { options: party.rest.options },
    });
    expect(read('2h before friday 18:00 "Doors open" until it begins').rest.options.hold).toEqual({
      ...{ kind: 'until', at: at('2026-11-20T18:00'), of: 'start' },
    });
    expect(misreading('2h before friday 18:00 m7 until half-way')).toMatchObject({ kind: 'no_event_end' });
    expect(misreading('tomorrow 9:00 m7 until half-way')).toMatchObject({ kind: 'not_understood', word: 'half-way' });
  });

  it('swaps one for another', () => {
    const swap = { what: 'swap', out: { ref: 'pin', id: 2 }, rest: { target: { kind: 'ref', id: 7 } } };
    for (const text of ['friday 18:00 swap p2 m7', 'friday 18:00 swap p2 for m7', 'sexta 18h trocar p2 por m7'])
      expect(read(text)).toMatchObject(swap);
    expect(read('every monday 8:00 swap m3 for "New week" for 24h if quiet anyway')).toMatchObject({
      ...{ what: 'swap', out: { ref: 'message', id: 3 }, clauses: { ifQuiet: 'anyway' } },
      rest: { target: { kind: 'text', text: 'New week' }, options: { hold: { ms: 24 * hour } } },
    });
    expect(read('friday 18:00 swap p2 for 24h')).toMatchObject({
      rest: { target: { kind: 'none' }, options: { hold: { ms: 24 * hour } } },
    });
  });

  it('unpins, with clauses too', () => {
    expect(read('every day 22:00 except sundays unpin all if quiet anyway in g1')).toMatchObject({
      ...{ what: 'unpin_all', clauses: { except: { weekdays: [7] }, ifQuiet: 'anyway' } },
      rest: { options: { chat: 'g1' } },
    });
    expect(read('half-way through 24/12 19:00 to 23:00 unpin p2')).toMatchObject({ what: 'unpin' });
  });

  it('leaves texts alone that begin like a clause', () => {
    for (const text of ['From the board: bring chairs', 'Exceto crianças, todos pagam', 'Menos lixo na rua'])
      expect(read(`every monday 8:00 ${text}`)).toMatchObject({ clauses: {}, rest: { target: { text } } });
    expect(read('every monday 8:00 "if quiet skip" for 7d').rest.target).toMatchObject({ text: 'if quiet skip' });
  });

  it.each([
    ['every day 9:00 if quiet banana m7', 'not_understood', 'banana'],
    ['every day 9:00 catch up sometimes m7', 'not_understood', 'sometimes'],
    ['every day 9:00 catch up once within banana m7', 'not_understood', 'banana'],
    ['every day 9:00 from 1/12 except banana m7', 'not_understood', 'banana'],
    ['every day 9:00 from 1/12 from 2/12 m7', 'twice', 'from'],
    ['every day 9:00 m7 if quiet skip if quiet move', 'twice', 'if'],
    ['tomorrow 9:00 except sundays m7', 'not_recurring', 'except'],
    ['2h before friday 18:00 from 1/12 m7', 'not_recurring', 'from'],
    ['every day 9:00 from 1/12 Bring your own chair', 'unclear_text', 'Bring'],
    ['every day 9:00 swap', 'missing', undefined],
    ['every day 9:00 swap g1 m7', 'wrong_ref', 'g1'],
    ['todo dia 9h a partir de 1/12 exceto nunca m7', 'not_understood', 'nunca'],
  ])('refuses %s: %s %s', (text, kind, word) => {
    expect(misreading(text)).toMatchObject({ kind, ...(word !== undefined && { word }) });
  });
});
