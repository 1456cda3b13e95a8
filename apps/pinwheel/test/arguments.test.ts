import { expect, it } from 'vitest';
import { readArguments } from '../src/arguments.js';

it('knows --once and --help', () => {
  expect(readArguments([])).toEqual({ kind: 'start', once: false });
  expect(readArguments(['--once'])).toEqual({ kind: 'start', once: true });
  const help = readArguments(['--once', '--help']);
  expect(help.kind === 'help' && help.text.trim().split('\n')).toHaveLength(3);
});

it.each([['--onec'], ['once'], ['--once=yes'], ['-x'], ['--']])('names %s as not understood, in one line', (stray) => {
  const read = readArguments(['--once', stray]);
  expect(read).toMatchObject({ kind: 'unusable' });
  expect(read.kind === 'unusable' && read.problem).toMatch(new RegExp(`^"${stray}" .*\n$`));
});
