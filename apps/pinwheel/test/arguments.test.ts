import { expect, it } from 'vitest';
import { readArguments } from '../src/command-line/arguments.js';
import type { TokenRequest } from '../src/command-line/token-request.js';

it('knows --once and --help', () => {
  expect(readArguments([])).toEqual({ kind: 'start', once: false });
  expect(readArguments(['--once'])).toEqual({ kind: 'start', once: true });
  const help = readArguments(['--once', '--help']);
  expect(help.kind === 'help' && help.text.trim().split('\n')).toHaveLength(6);
});

it.each([['--onec'], ['once'], ['--once=yes'], ['-x'], ['--']])('names %s as not understood, in one line', (stray) => {
  const read = readArguments(['--once', stray]);
  expect(read).toMatchObject({ kind: 'unusable' });
  expect(read.kind === 'unusable' && read.problem).toMatch(new RegExp(`^"${stray}" .*\n$`));
});

it.each<[string[], TokenRequest]>([
  [['create', 'shop'], { verb: 'create', name: 'shop', instanceId: null }],
  [['create', 'shop', 'main'], { verb: 'create', name: 'shop', instanceId: 'main' }],
  [['list'], { verb: 'list' }],
  [['revoke', 'the shop'], { verb: 'revoke', name: 'the shop' }],
])('knows tokens %j', (words, request) => {
  expect(readArguments(['tokens', ...words])).toEqual({ kind: 'tokens', request });
});

it.each([
  [[], /create, list or revoke/],
  [['make', 'shop'], /"make"/],
  [['create'], /"tokens create" wants the token's name/],
  [['revoke', ' '], /"tokens revoke" wants the token's name/],
  [['create', 'shop', 'main', 'banana'], /"banana"/],
  [['revoke', 'shop', 'banana'], /"banana"/],
  [['list', 'banana'], /"banana"/],
  [['create', 'shop', '--for-ever'], /"--for-ever"/],
])('names what is wrong with tokens %j, in one line', (words, problem) => {
  const read = readArguments(['tokens', ...words]);
  expect(read).toMatchObject({ kind: 'unusable', problem: expect.stringMatching(problem) });
  expect(read.kind === 'unusable' && read.problem).toMatch(/^.+\n$/);
});

it('answers --help behind tokens too', () => {
  expect(readArguments(['tokens', 'create', '--help'])).toMatchObject({ kind: 'help' });
});
