import { parseArgs } from 'node:util';
import { readTokenRequest, type TokenRequest } from './token-request.js';

export type Arguments =
  | { kind: 'start'; once: boolean }
  | { kind: 'help'; text: string }
  | { kind: 'tokens'; request: TokenRequest }
  /** One line that names what is not understood. */
  | { kind: 'unusable'; problem: string };

const help = `npm start                                    everything in one process; the demo while TELEGRAM_BOT_TOKEN is not set
npm start -- --once                          the demo's walk, then the end; status 0 if every step was seen on the simulated phones
npm start -- tokens create <name> [instance] makes a token of the HTTP API and prints it, this once
npm start -- tokens list                     the tokens: name, instance, when made, when last used
npm start -- tokens revoke <name>            the token opens nothing any more
The environment configures it: see README.md, "Configuration".
`;

const options = { once: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;

export function readArguments(args: string[]): Arguments {
  if (args[0] === 'tokens') return readTokens(args.slice(1));
  const { tokens } = parseArgs({ args, options, strict: false, tokens: true });
  const stray = tokens.find(
    (token) => token.kind !== 'option' || !(token.name in options) || token.value !== undefined,
  );
  if (stray) return { kind: 'unusable', problem: `"${args[stray.index]}" is not understood; --help says what is.\n` };
  const given = new Set(tokens.map((token) => (token.kind === 'option' ? token.name : '')));
  return given.has('help') ? { kind: 'help', text: help } : { kind: 'start', once: given.has('once') };
}

function readTokens(words: string[]): Arguments {
  if (words.some((word) => word === '--help' || word === '-h')) return { kind: 'help', text: help };
  const reading = readTokenRequest(words);
  return reading.kind === 'understood' ? { kind: 'tokens', request: reading.request } : reading;
}
