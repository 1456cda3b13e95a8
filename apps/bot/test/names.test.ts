import { describe, expect, it } from 'vitest';
import { commandAliases, commandNamed, commandNames } from '../src/commands/names.js';
import { distance, suggestCommand } from '../src/commands/suggest.js';

describe('the name of a command', () => {
  it('is known in both languages, whatever its case and accents', () => {
    for (const name of commandNames) {
      expect(commandNamed(name.toUpperCase())).toBe(name);
      expect(commandNamed(commandAliases[name])).toBe(name);
    }
    expect(commandNamed('Situação')).toBe('status');
    expect(commandNamed('rodízio')).toBe('rotation');
    expect(commandNamed('rename')).toBeNull();
  });

  it.each([
    ['pinn', 'pin'],
    ['unpni', 'unpin'],
    ['scheduel', 'schedule'],
    ['fixr', 'pin'],
    ['fxiados', 'pins'],
    ['statsu', 'status'],
  ])('nearest to %s is %s', (typed, as) => {
    expect(suggestCommand(typed, commandNames, 'en')).toBe(as);
    expect(suggestCommand(typed, commandNames, 'pt-BR')).toBe(commandAliases[commandNamed(as)!]);
  });

  it('is not suggested where the role does not reach for it', () => {
    expect(suggestCommand('unpin', ['pins', 'status'], 'en')).toBe('pins');
  });

  it('counts a swap of neighbours once', () => {
    expect(distance('pin', 'ipn')).toBe(1);
    expect(distance('', 'abc')).toBe(3);
  });
});
