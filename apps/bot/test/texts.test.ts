import { describe, expect, it } from 'vitest';
import { languageOf } from '../src/text/language.js';
import { messagesIn } from '../src/text/messages.js';
import { say } from '../src/text/words.js';
import { Html, textOf } from '../src/ui/html.js';
import { showTime, showTimeSoon, wallClock } from '../src/ui/time.js';

const at = Date.parse('2026-11-23T11:00:00Z');

describe('texts', () => {
  it('are Portuguese for whoever has it, English for all others', () => {
    expect(['pt', 'pt-br', 'pt-BR', 'PT-PT'].map(languageOf)).toEqual(Array(4).fill('pt-BR'));
    expect([undefined, '', 'en', 'de', 'ptx'].map(languageOf)).toEqual(Array(5).fill('en'));
  });

  it('name the word that was not understood, in both languages', () => {
    for (const language of ['en', 'pt-BR'] as const) {
      const { misreadings } = messagesIn(language);
      for (const kind of ['not_understood', 'lone_word', 'unclear_text', 'stray_word', 'twice', 'not_a_slot'] as const)
        expect(textOf(say(misreadings, { kind, word: 'banana' }))).toContain('banana');
    }
  });

  it('map each number with which WhatsApp refuses', () => {
    for (const language of ['en', 'pt-BR'] as const) {
      const { failures } = messagesIn(language);
      const said = [403, 421, 479, 463, 429, 599].map((code) => textOf(failures.refused({ kind: 'refused', code })));
      expect(new Set(said.map((text) => text.replace(/\d+/g, ''))).size).toBe(5);
      for (const [index, code] of [403, 421, 479, 463, 429, 599].entries()) expect(said[index]).toContain(String(code));
    }
  });

  it('say the same things in both languages', () => {
    const shape = (value: unknown): unknown =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shape(inner)]))
        : typeof value;
    expect(shape(messagesIn('pt-BR'))).toEqual(shape(messagesIn('en')));
  });

  it('have no line breaks: a formatter of code must not make any', () => {
    const shown = new Html('x');
    const anything = new Proxy({}, { get: () => 'x' });
    const texts = (value: unknown, given: unknown): string[] => {
      if (typeof value === 'string') return [value];
      if (typeof value === 'function') return texts(value(given, shown, shown), given);
      if (value instanceof Html) return [value.markup];
      return typeof value === 'object' && value !== null ? Object.values(value).flatMap((of) => texts(of, given)) : [];
    };
    for (const language of ['en', 'pt-BR'] as const) {
      const { misreadings, refusals, failures, holds, notices, ...plain } = messagesIn(language);
      const { not_repaired: notRepaired, ...told } = notices;
      const all = [...texts(plain, shown), ...texts({ misreadings, refusals, told }, anything)];
      const more = [
        failures.refused({ kind: 'refused', code: 403 }),
        failures.unknown({ kind: 'unknown' }),
        notRepaired(
          { kind: 'not_repaired', pinId: 1, messageId: 1, at, by: null, why: { kind: 'only_admins_pin' } },
          { message: shown, time: shown, who: 'x', obstacle: shown, plans: 's1' },
        ),
        holds.forEver(),
      ];
      expect(all.length).toBeGreaterThan(200);
      expect([...all, ...texts(more, shown)].filter((text) => text.includes('\n'))).toEqual([]);
    }
  });

  it('fit into the menu of Telegram: 1 to 256 characters, without markup', () => {
    for (const language of ['en', 'pt-BR'] as const)
      for (const { summary } of Object.values(messagesIn(language).help.commands)) {
        expect(summary.length).toBeGreaterThan(0);
        expect(summary.length).toBeLessThanOrEqual(256);
        expect(summary).not.toMatch(/[<>]/);
      }
  });
});

describe('times', () => {
  it('have weekday, date, time and zone, day before month', () => {
    expect(wallClock(at, 'America/Sao_Paulo', 'en')).toBe('Mon 23/11/2026 08:00');
    expect(wallClock(at, 'America/Sao_Paulo', 'pt-BR')).toBe('seg 23/11/2026 08:00');
    expect(textOf(showTime(at, 'Asia/Tokyo', 'en'))).toBe('Mon 23/11/2026 20:00 (Asia/Tokyo)');
  });

  it('have seconds when they are less than an hour away', () => {
    const shown = (ms: number) => textOf(showTimeSoon(at + ms, at, 'America/Sao_Paulo', 'en'));
    expect(shown(5_000)).toBe('Mon 23/11/2026 08:00:05 (America/Sao_Paulo)');
    expect(shown(3_600_000)).toBe('Mon 23/11/2026 09:00 (America/Sao_Paulo)');
  });

  it('say midnight as 00:00', () => {
    expect(wallClock(Date.parse('2026-11-23T03:00:00Z'), 'America/Sao_Paulo', 'en')).toBe('Mon 23/11/2026 00:00');
  });

  it('carry the instant, for the reader to see his own clock', () => {
    expect(showTime(at, 'UTC', 'en').markup).toContain(`<tg-time unix="${at / 1_000}">`);
  });
});
