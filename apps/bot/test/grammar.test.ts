import { always, type Hold, splitWords } from '@pinwheel/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCommandLine } from '../src/grammar/line.js';
import { readItemTerms } from '../src/grammar/item-terms.js';
import { readOptions } from '../src/grammar/options.js';
import { readTarget, type TargetGrammar } from '../src/grammar/target.js';

const understanding = { now: Date.parse('2026-01-05T09:00:00Z'), zone: 'America/Sao_Paulo' };
const pin: TargetGrammar = { refs: ['message'], texts: true, options: ['hold', 'slot', 'chat'] };

function read(text: string, grammar = pin) {
  const reading = readTarget(text, splitWords(text), 0, grammar, understanding);
  return reading.kind === 'read' ? { kind: reading.kind, ...reading.value } : reading;
}

function misreading(text: string, grammar = pin) {
  const reading = read(text, grammar);
  return reading.kind === 'misread' ? reading.misread : reading;
}

describe('a command line', () => {
  it.each([
    ['/pin m7', { name: 'pin', addressee: null, rest: 'm7' }],
    ['/PIN@some_bot  last', { name: 'PIN', addressee: 'some_bot', rest: 'last' }],
    ['/pin_m7', { name: 'pin', addressee: null, rest: 'm7' }],
    ['/unpin_p2@some_bot', { name: 'unpin', addressee: 'some_bot', rest: 'p2' }],
    ['/pin_m7 for 24h', { name: 'pin', addressee: null, rest: 'm7 for 24h' }],
    ['/situação', { name: 'situação', addressee: null, rest: '' }],
    ['/pin\n"two\nlines"', { name: 'pin', addressee: null, rest: '"two\nlines"' }],
    ['/pin_nothing', { name: 'pin_nothing', addressee: null, rest: '' }],
  ])('reads %j', (text, line) => {
    expect(readCommandLine(text)).toEqual(line);
  });

  it.each(['hello', 'see /pin', '/', '/pin@', 'http://x/pin'])('is not %j', (text) => {
    expect(readCommandLine(text)).toBeNull();
  });
});

describe('a target and its options', () => {
  it('takes the options in any order', () => {
    const expected = {
      kind: 'read',
      target: { kind: 'ref', ref: 'message', id: 7, word: 'm7' },
      options: { hold: { kind: 'length', ms: 86_400_000 }, slot: 2, chat: 'Moradores do Bloco', chats: null },
    };
    expect(read('m7 for 24h slot 2 in Moradores do Bloco')).toMatchObject(expected);
    expect(read('M7 in Moradores do Bloco vaga 2 por 24h')).toMatchObject(expected);
    expect(read('m7 slot 2 in "Moradores do Bloco" for 24h')).toMatchObject(expected);
  });

  it('locks the slot that is named, where it may', () => {
    const locking: TargetGrammar = { ...pin, options: ['hold', 'slot', 'lock', 'chat'] };
    for (const text of ['m7 slot 1 locked for ever', 'm7 para sempre vaga 1 travada'])
      expect(read(text, locking)).toMatchObject({ options: { slot: 1, lock: true, hold: { kind: 'forever' } } });
    expect(read('m7 slot 1', locking)).not.toHaveProperty('options.lock');
    expect(misreading('m7 locked', locking)).toEqual({ kind: 'stray_word', word: 'locked' });
    expect(misreading('m7 slot 1 locked')).toEqual({ kind: 'stray_word', word: 'locked' });
  });

  it.each([
    ['last', 'last'],
    ['última para sempre', 'última'],
  ])('knows the last message: %s', (text, word) => {
    expect(read(text)).toMatchObject({ kind: 'read', target: { kind: 'last', word } });
  });

  it('leaves the target open when only options are given, for a reply', () => {
    expect(read('for ever in g1')).toMatchObject({
      target: { kind: 'none' },
      options: { hold: { kind: 'forever' }, chat: 'g1' },
    });
    expect(read('')).toMatchObject({ target: { kind: 'none' } });
  });

  it('takes a text in quotes, and two words or more without them', () => {
    expect(read('"for sale in the hall" for 7d')).toMatchObject({
      target: { kind: 'text', text: 'for sale in the hall' },
      options: { hold: { kind: 'length' }, chat: null },
    });
    expect(read('Reunião amanhã 20h\nno salão por 7d')).toMatchObject({
      target: { kind: 'text', text: 'Reunião amanhã 20h\nno salão' },
    });
  });

  it.each([
    ['banana', { kind: 'lone_word', word: 'banana' }],
    ['banana for 7d', { kind: 'lone_word', word: 'banana' }],
    ['m7 banana', { kind: 'stray_word', word: 'banana' }],
    ['m7 for banana', { kind: 'not_understood', word: 'banana' }],
    ['m7 for 7d banana', { kind: 'stray_word', word: 'banana' }],
    ['m7 for 7d for 24h', { kind: 'twice', word: 'for' }],
    ['m7 slot', { kind: 'not_a_slot', word: 'slot' }],
    ['m7 slot two', { kind: 'not_a_slot', word: 'two' }],
    ['m7 in', { kind: 'no_chat_given', word: 'in' }],
    ['m7 in p2', { kind: 'wrong_ref', word: 'p2', wanted: 'chat' }],
    ['p2', { kind: 'wrong_ref', word: 'p2', wanted: 'message' }],
    ['last week', { kind: 'stray_word', word: 'week' }],
    ['thanks for coming', { kind: 'unclear_text', word: 'coming' }],
    ['hello world for 3 bananas', { kind: 'unclear_text', word: 'bananas' }],
    ['hello world 7d', { kind: 'unclear_text', word: '7d' }],
    ['have a look at m7 please', { kind: 'unclear_text', word: 'm7' }],
    ['the "blue" hall', { kind: 'unclear_text', word: 'blue' }],
    ['hello world for 7d again', { kind: 'unclear_text', word: 'again' }],
    ['hello world until yesterday 9:00', { kind: 'past' }],
  ])('refuses %j by naming the word', (text, expected) => {
    expect(misreading(text)).toMatchObject(expected);
  });

  it('takes no text where none can be posted', () => {
    const unpin: TargetGrammar = { refs: ['pin', 'message'], texts: false, options: ['chat'] };
    expect(misreading('hello world', unpin)).toEqual({ kind: 'stray_word', word: 'hello' });
    expect(read('p2 in g1', unpin)).toMatchObject({ target: { kind: 'ref', ref: 'pin', id: 2 } });
  });

  describe('of several chats', () => {
    const announce: TargetGrammar = { refs: ['message'], texts: true, options: ['hold', 'chats'] };

    it.each([
      ['"Hi" in g1,g2', ['g1', 'g2']],
      ['"Hi" in g1, g2 for 24h', ['g1', 'g2']],
      ['"Hi" for 24h in g1,G2', ['g1', 'G2']],
      ['"Hi" em g1,g2 por 24h', ['g1', 'g2']],
      ['"Hi" in all', 'all'],
      ['"Hi" em todos por 24h', 'all'],
      ['"Hi" in Moradores do Bloco, Obras until tomorrow 18:00', ['Moradores do Bloco', 'Obras']],
      ['"Hi" in "Obras, bloco B" for 24h', ['Obras, bloco B']],
    ])('takes them from %j', (text, chats) => {
      expect(read(text, announce)).toMatchObject({ target: { kind: 'text', text: 'Hi' }, options: { chats } });
    });

    it('leaves to the text what only looks like one in Portuguese', () => {
      expect(read('Limpeza em todos os andares por 24h', announce)).toMatchObject({
        target: { kind: 'text', text: 'Limpeza em todos os andares' },
        options: { hold: { kind: 'length' }, chats: null },
      });
    });

    it('refuses a list of nothing', () => {
      expect(misreading('"Hi" in', announce)).toEqual({ kind: 'no_chat_given', word: 'in' });
      expect(misreading('"Hi" in , for 24h', announce)).toEqual({ kind: 'no_chat_given', word: 'in' });
    });
  });

  it('never loses a word: each is in the target, in an option, or named', () => {
    const word = fc.constantFrom(
      'm7',
      'last',
      'for',
      '7d',
      'ever',
      'until',
      'slot',
      '2',
      'in',
      'g1',
      'banana',
      'hall',
      '"a b"',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 7 }), (parts) => {
        const reading = read(parts.join(' '));
        if (reading.kind === 'misread') return;
        const { target, options } = reading;
        const said = [
          ...(target.kind === 'text' ? splitWords(target.text) : target.kind === 'none' ? [] : [0]),
          ...wordsOf(options.hold),
          ...(options.slot === null ? [] : ['slot', '2']),
          ...(options.chat === null ? [] : ['in', ...splitWords(options.chat)]),
        ];
        expect(said).toHaveLength(splitWords(parts.map((part) => part.replace('"a b"', 'a b')).join(' ')).length);
      }),
      { examples: [[['until', 'in', '7d']]] },
    );
  });
});

/** As the words above can say it. */
function wordsOf(hold: Hold | null): string[] {
  switch (hold?.kind) {
    case undefined:
      return [];
    case 'forever':
      return ['for', 'ever'];
    case 'length':
      return ['for', '7d'];
    case 'until':
      return ['until', 'in', '7d'];
  }
}

describe('what is said of an item of a rotation', () => {
  const item: TargetGrammar = { refs: ['message'], texts: true, options: ['weight', 'window', 'leastMs'] };
  const day = 86_400_000;

  it.each([
    ['m7 weight 3', { weight: 3 }],
    ['m7 peso 3', { weight: 3 }],
    ['m7 from 1/12 until 24/12', { window: { from: '2026-12-01', until: '2026-12-24' } }],
    ['m7 de 1/12 até 24/12', { window: { from: '2026-12-01', until: '2026-12-24' } }],
    ['m7 de 20/12 a 10/1', { window: { from: '2026-12-20', until: '2027-01-10' } }],
    ['m7 from friday', { window: { from: '2026-01-09', until: null } }],
    ['m7 até 2026-02-01 peso 2', { window: { from: null, until: '2026-02-01' }, weight: 2 }],
    ['m7 at least 2 days weight 2', { leastMs: 2 * day, weight: 2 }],
    ['m7 pelo menos 36 horas', { leastMs: 1.5 * day }],
    ['m7 from 1/2 at least 1 week', { leastMs: 7 * day, window: { from: '2026-02-01', until: null } }],
    ['m7 from 1/2 until 9/2 at least 1 week weight 2', { weight: 2, leastMs: 7 * day }],
    ['m7 weight 2 at least 1 week from 1/2', { leastMs: 7 * day, window: { from: '2026-02-01', until: null } }],
  ])('reads %j', (text, options) => {
    expect(read(text, item)).toMatchObject({ kind: 'read', target: { kind: 'ref', id: 7 }, options });
  });

  it.each([
    ['m7 weight', { kind: 'stray_word', word: 'weight' }],
    ['m7 weight 0', { kind: 'not_a_number', word: '0' }],
    ['m7 weight 2 weight 3', { kind: 'twice', word: 'weight' }],
    ['m7 from banana', { kind: 'stray_word', word: 'from' }],
    ['m7 until banana', { kind: 'not_understood', word: 'banana' }],
    ['m7 from 31/2', { kind: 'no_such_day' }],
    ['m7 from 1/2 9:00', { kind: 'not_understood', word: '9:00' }],
    ['m7 until 2025-12-24', { kind: 'past' }],
    ['m7 from 2026-12-24 until 2026-12-01', { kind: 'ends_before' }],
    ['m7 at least banana', { kind: 'not_understood', word: 'banana' }],
    ['m7 at least 30 s', { kind: 'too_short' }],
  ])('refuses %j', (text, expected) => {
    expect(misreading(text, item)).toMatchObject(expected);
  });

  it('takes days in an announcement for a part of it, and asks where they could be both', () => {
    const text = 'Reunião de segunda no salão';
    expect(read(text, item)).toMatchObject({ target: { kind: 'text', text }, options: { window: null } });
    expect(misreading('Office closed until 24/12', item)).toEqual({ kind: 'unclear_text', word: 'until' });
    expect(misreading('Recesso escolar de 20/12 a 10/1', item)).toEqual({ kind: 'unclear_text', word: 'de' });
    expect(read('Recesso escolar peso 2', item)).toMatchObject({
      target: { kind: 'text', text: 'Recesso escolar' },
      options: { weight: 2 },
    });
  });
});

describe('what is said anew of an item', () => {
  const termsOf = (text: string) => {
    const reading = readItemTerms(splitWords(text), 0, understanding);
    return reading.kind === 'read' ? reading.terms : reading.misread;
  };

  it.each([
    ['weight 3', { weight: 3 }],
    ['always', { window: always }],
    ['sempre sem mínimo peso 1', { window: always, leastMs: null, weight: 1 }],
    ['until 24/12 no minimum', { window: { from: null, until: '2026-12-24' }, leastMs: null }],
    [
      'pelo menos 2 dias de 1/12 a 24/12',
      { window: { from: '2026-12-01', until: '2026-12-24' }, leastMs: 172_800_000 },
    ],
  ])('is read from %j', (text, terms) => {
    expect(termsOf(text)).toEqual(terms);
  });

  it.each([
    ['', { kind: 'missing', what: 'terms' }],
    ['weight many', { kind: 'stray_word', word: 'weight' }],
    ['always from 1/12', { kind: 'twice', word: 'from' }],
    ['no', { kind: 'stray_word', word: 'no' }],
    ['"always"', { kind: 'stray_word', word: 'always' }],
    ['weight 0', { kind: 'not_a_number', word: '0' }],
  ])('is refused in %j', (text, misread) => {
    expect(termsOf(text)).toMatchObject(misread);
  });
});

describe('several chats', () => {
  const chatsOf = (text: string) => {
    const reading = readOptions(splitWords(text), 0, ['chats', 'slot', 'shuffled', 'staggerMs'], understanding);
    return reading.kind === 'read' ? reading.options : reading.misread;
  };

  it.each([
    ['in g1,g2', ['g1', 'g2']],
    ['em g1, g2 slot 2', ['g1', 'g2']],
    ['in g1, Bloco B shuffle', ['g1', 'Bloco B']],
    ['in "Bloco A, B" stagger 5m', ['Bloco A, B']],
    ['in all', 'all'],
    ['em todos', 'all'],
  ])('are read from %j', (text, chats) => {
    expect(chatsOf(text)).toMatchObject({ chats });
  });

  it.each([
    ['in g1,', { kind: 'no_chat_given', word: 'in' }],
    ['in g1,m2', { kind: 'wrong_ref', word: 'm2', wanted: 'chat' }],
    ['in', { kind: 'no_chat_given', word: 'in' }],
  ])('are refused in %j', (text, expected) => {
    expect(chatsOf(text)).toEqual(expected);
  });
});
